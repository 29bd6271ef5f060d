// instructions [--renew] [--profiles DIRECTORY] DOORWARD FIGURES
// Counts the instructions that one worker of this program spends on each of the hottest requests,
// and compares them with those in the file; it fails when one has grown by more than a tenth.
//   --renew               write the file anew instead
//   --profiles DIRECTORY  keep what callgrind wrote about each
#include <cstdio>
#include <filesystem>
#include <stdexcept>

#include "bench/instructions/counted_worker.h"
#include "bench/instructions/figures.h"
#include "bench/instructions/hot_requests.h"

namespace {

namespace fs = std::filesystem;

struct Options {
  bool renew = false;
  std::string profiles;
  std::string program;
  std::string figures;
};

Options options_of(const std::vector<std::string>& words) {
  Options options;
  std::vector<std::string> operands;
  for (auto word = words.begin(); word != words.end(); ++word) {
    if (*word == "--renew") {
      options.renew = true;
    } else if (*word == "--profiles" && word + 1 != words.end()) {
      options.profiles = *++word;
    } else {
      operands.push_back(*word);
    }
  }
  if (operands.size() != 2) throw std::invalid_argument("a program and a file of figures, please");
  options.program = operands[0];
  options.figures = operands[1];
  return options;
}

/// Memory outlives the counting, and passwords cost little.
std::string settings(const Scratch& directory, const Issuer& issuer) {
  const auto quoted = [](const std::string& text) { return '"' + text + "\"\n"; };
  return "directory = " + quoted(directory.at("data")) +
         "public_url = " + quoted("https://accounts.example.org") +
         "log.target = " + quoted(directory.at("doorward.log")) +
         "portal.jwks_url = " + quoted(issuer.jwks_url()) +
         "portal.allow_private_jwks = true\n"
         "oauth.id_token_algorithm = " +
         quoted("ES256") +
         "server.cache = 60\n"
         "server.sandbox = false\n"  // valgrind has files of its own
         "passwords.memory_kib = 1024\n"
         "passwords.passes = 1\n";
}

void prepare(const Scratch& directory, const std::string& program, const Issuer& issuer) {
  directory.make_directory("bin");
  fs::copy_file(program, directory.at("bin/doorward"));
  directory.write("doorward.toml", settings(directory, issuer));
}

/// The worker finds the provider's keys in the database: it would fetch them in a sandbox, in which
/// valgrind cannot work.
void fetch_keys(const Scratch& directory) {
  const int code = run({.arguments = {directory.at("bin/doorward"), "courier", "--once"},
                        .environment = {{"DOORWARD_CONFIG", directory.at("doorward.toml")}},
                        .directory = directory.path(),
                        .log = directory.at("courier.log")});
  if (code != 0) throw std::runtime_error("no keys: " + read_file(directory.at("courier.log")));
}

void ask(fcgi::Client& client, const HotRequest& request, bool keep) {
  const auto answer = client.ask(request.bytes(keep));
  if (answer.status / 100 != 2) throw std::runtime_error(request.name + ": " + answer.headers);
}

long cost(CountedWorker& worker, const HotRequest& request, bool keep) {
  auto kept = worker.connect();
  return worker.cost_of([&](int count) {
    for (int i = 0; i < count; ++i) {
      if (keep) {
        ask(kept, request, keep);
      } else {
        auto fresh = worker.connect();
        ask(fresh, request, keep);
      }
    }
  });
}

void keep_profile(const CountedWorker& worker, const std::string& profiles, std::string name) {
  if (profiles.empty()) return;
  for (auto& c : name) c = c == '/' || c == ' ' || c == ':' ? '_' : c;
  fs::create_directories(profiles);
  fs::copy_file(worker.last_profile(), profiles + "/" + name, fs::copy_options::overwrite_existing);
}

Figures count(const Options& options) {
  const Scratch directory;
  Issuer issuer;
  prepare(directory, options.program, issuer);
  fetch_keys(directory);
  const auto client =
      add_client(directory, {"--name", "Hot", "--grant", "password", "--scope", kHotScopes});
  CountedWorker worker(directory);
  Figures figures;
  for (const auto& request : hot_requests(worker, client, issuer)) {
    for (const bool keep : {true, false}) {
      const auto name = request.name + (keep ? ", kept" : ", new");
      figures.push_back({name, cost(worker, request, keep)});
      keep_profile(worker, options.profiles, name);
    }
  }
  return figures;
}

}  // namespace

int main(int argc, char** argv) try {
  const auto options = options_of({argv + 1, argv + argc});
  const auto counted = count(options);
  if (options.renew) write_figures(options.figures, counted);
  if (are_as_expected(counted, read_figures(options.figures))) return 0;
  std::printf("If that is what you want: %s --renew %s %s\n", argv[0], options.program.c_str(),
              options.figures.c_str());
  return 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
