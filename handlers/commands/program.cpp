#include "commands/program.h"

#include <algorithm>
#include <iostream>

#include "base/error.h"
#include "commands/exit_codes.h"
#include "commands/operator_words.h"
#include "commands/shell_line.h"
#include "commands/table.h"
#include "configuration.h"
#include "ownership.h"
#include "preparations.h"

namespace {

void print_overview(const std::vector<Command>& commands) {
  std::cout << "doorward - the account service for the web server that you already run\n\n"
               "usage: doorward COMMAND [OPTION]...\n"
               "       doorward                    answer the web server that started it\n\n";
  Table table;
  for (const auto& command : commands) {
    table.add({"", std::string(command.name), std::string(command.summary)});
  }
  table.add({"", "help", "tell more about a command: doorward help COMMAND"});
  table.print(std::cout);
  std::cout << "\nEvery command takes --config FILE and --help. Exit codes: 0 done, 1 failed or a\n"
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
  std::cerr << "doorward: " << words_for_operator(error) << "\n";
  return error.code() == base::ErrorCode::invalid_argument ? kConfiguration : kFailed;
}

int tell(const BadConfiguration& bad) {
  std::cerr << "doorward: the configuration has faults:\n";
  for (const auto& fault : bad.faults()) {
    std::cerr << "  " << fault.where << ": " << fault.what << "\n";
  }
  return kConfiguration;
}

int tell(const Unprepared& unprepared) {
  std::cerr << "doorward: it cannot serve:\n";
  bool misconfigured = false;
  for (const auto& [part, text, fault] : unprepared.faults()) {
    std::cerr << "  " << part << ": " << text << "\n";
    misconfigured = misconfigured || fault->code() == base::ErrorCode::invalid_argument;
  }
  return misconfigured ? kConfiguration : kFailed;
}

/// A web server has no line to type, and a service is not for somebody else to start.
int tell(const WrongUser& wrong, const Words& typed) {
  std::cerr << "doorward: " << wrong.what() << ".\n";
  if (typed.size() > 1 && typed[1] != "serve")
    std::cerr << "Type: " << line_as(wrong.user(), typed) << "\n";
  return kFailed;
}

int run_guarded(int (*run)(const Words&), const std::string& name, const Words& words,
                const Words& typed) try {
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
} catch (const Unprepared& unprepared) {
  return tell(unprepared);
} catch (const WrongUser& wrong) {
  return tell(wrong, typed);
} catch (const base::Error& error) {
  return tell(error);
} catch (const std::exception& error) {
  std::cerr << "doorward: " << error.what() << "\n";
  return kFailed;
}

}  // namespace

int run_program(const std::vector<Command>& commands, const Words& words,
                int (*bare)(const Words& words)) {
  if (words.size() < 2) return run_guarded(bare, "", {}, words);
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
  return run_guarded(found->run, " " + name, rest, words);
}
