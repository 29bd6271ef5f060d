#include "commands/program.h"

#include <algorithm>
#include <iomanip>
#include <iostream>

#include "base/error.h"
#include "commands/exit_codes.h"
#include "configuration.h"

namespace {

void print_overview(const std::vector<Command>& commands) {
  std::cout << "doorward - the account service for the web server that you already run\n\n"
               "usage: doorward COMMAND [OPTION]...\n"
               "       doorward                    answer the web server that started it\n\n";
  for (const auto& command : commands) {
    std::cout << "  " << std::left << std::setw(10) << command.name << command.summary << "\n";
  }
  std::cout << "  " << std::setw(10) << "help"
            << "tell more about a command: doorward help COMMAND\n\n"
               "Every command takes --config FILE and --help. Exit codes: 0 done, 1 failed or a\n"
               "fault found, 2 wrong usage, 78 a faulty configuration. See doorward(8).\n";
}

int unknown(const std::vector<Command>& commands, const std::string& name) {
  std::vector<std::string_view> names{"help"};
  for (const auto& command : commands) names.push_back(command.name);
  std::cerr << "doorward: there is no command '" << name << "'" << did_you_mean(name, names)
            << "\nTry 'doorward help'.\n";
  return kUsage;
}

int tell(const base::Error& error) {
  const auto& text = error.public_text();
  std::cerr << "doorward: " << (text.empty() ? error.what() : text);
  if (!error.private_detail().empty()) std::cerr << " (" << error.private_detail() << ")";
  std::cerr << "\n";
  return error.code() == base::ErrorCode::invalid_argument ? kConfiguration : kFailed;
}

int tell(const BadConfiguration& bad) {
  std::cerr << "doorward: the configuration has faults:\n";
  for (const auto& fault : bad.faults()) {
    std::cerr << "  " << fault.where << ": " << fault.what << "\n";
  }
  return kConfiguration;
}

int run_guarded(int (*run)(const Words&), const std::string& name, const Words& words) try {
  const int code = run(words);
  std::cout.flush();
  if (std::cout) return code;
  std::cerr << "doorward: the output cannot be written\n";
  return kFailed;
} catch (const UsageError& error) {
  std::cerr << "doorward" << name << ": " << error.what() << "\nTry 'doorward" << name
            << " --help'.\n";
  return kUsage;
} catch (const BadConfiguration& bad) {
  return tell(bad);
} catch (const base::Error& error) {
  return tell(error);
} catch (const std::exception& error) {
  std::cerr << "doorward: " << error.what() << "\n";
  return kFailed;
}

}  // namespace

int run_program(const std::vector<Command>& commands, const Words& words,
                int (*bare)(const Words& words)) {
  if (words.size() < 2) return run_guarded(bare, "", {});
  auto name = words[1];
  Words rest(words.begin() + 2, words.end());
  const bool asks = name == "help" || name == "--help" || name == "-h";
  if (asks && rest.empty()) {
    print_overview(commands);
    return kDone;
  }
  if (asks) {
    name = rest.front();
    rest = {"--help"};
  }
  if (name == "--version") name = "version";
  const auto found = std::find_if(commands.begin(), commands.end(),
                                  [&](const Command& command) { return command.name == name; });
  if (found == commands.end()) return unknown(commands, name);
  return run_guarded(found->run, " " + name, rest);
}
