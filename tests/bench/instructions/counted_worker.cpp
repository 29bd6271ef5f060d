#include "bench/instructions/counted_worker.h"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "support/poll.h"

namespace {

constexpr int kRequests = 40;

/// Callgrind writes a part and begins at nought whenever this function is called.
constexpr auto kMark = "--dump-before=service::Health::show(*";
constexpr auto kMarkPath = "/health";

Command counting(const Scratch& directory) {
  return {
      .arguments = {"spawn-fcgi", "-n", "-s", directory.at("worker.sock"), "--",
                    "/usr/bin/valgrind", "--tool=callgrind", kMark,
                    "--callgrind-out-file=" + directory.at("counts"), directory.at("bin/doorward")},
      .environment = {{"DOORWARD_CONFIG", directory.at("doorward.toml")}},
      .directory = directory.path(),
      .log = directory.at("valgrind.log")};
}

long total_of(const std::string& profile) {
  constexpr std::string_view kTotal = "\ntotals: ";
  const auto at = profile.find(kTotal);
  if (at == profile.npos) throw std::runtime_error("callgrind has counted nothing");
  return std::atol(profile.c_str() + at + kTotal.size());
}

}  // namespace

CountedWorker::CountedWorker(const Scratch& directory)
    : directory_(directory), process_(counting(directory)) {
  if (eventually([this] { return mark(); })) return;
  throw std::runtime_error("no worker: " + read_file(directory.at("valgrind.log")));
}

long CountedWorker::cost_of(const Requests& requests) {
  requests(kRequests / 4);  // whatever the first one does alone
  mark();
  requests(kRequests);
  mark();
  requests(2 * kRequests);
  mark();
  const auto less = total_of(read_file(part(parts_ - 1)));
  const auto more = total_of(read_file(part(parts_)));
  return (more - less) / kRequests;
}

/// Everything since the last mark goes into a part.
bool CountedWorker::mark() try {
  const bool answered = connect().ask(fcgi::whole(fcgi::get(kMarkPath))).status == 200;
  while (std::filesystem::exists(part(parts_ + 1))) ++parts_;
  return answered;
} catch (const std::runtime_error&) {
  return false;  // it does not listen yet
}

std::string CountedWorker::part(int number) const {
  return directory_.at("counts." + std::to_string(number));
}
