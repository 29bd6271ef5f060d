#include "support/receiver.h"

#include <sstream>
#include <stdexcept>

#include "support/places.h"
#include "support/poll.h"

namespace {

int port_in(const std::string& log) {
  const auto at = log.rfind("port ");
  return at == log.npos || log.find('\n', at) == log.npos ? 0 : std::stoi(log.substr(at + 5));
}

}  // namespace

Receiver::Receiver() { start(); }

void Receiver::start() {
  const auto log = directory_.file("log");
  std::filesystem::remove(log);
  process_ = std::make_unique<Process>(
      Command{.arguments = {"/usr/bin/python3", source_path("tests/support/receiver.py"),
                            "--directory", directory_.path(), "--port", std::to_string(port_)},
              .log = log,
              .as_nobody = false});
  const bool listens =
      eventually([&] { return port_in(TempDirectory::read(log)) != 0 || !process_->running(); });
  port_ = port_in(TempDirectory::read(log));
  if (!listens || port_ == 0) {
    throw std::runtime_error("no receiver: " + TempDirectory::read(log));
  }
}

void Receiver::trust(const std::string& public_key, const std::string& secret) const {
  directory_.write("trusted", public_key + " " + secret);
}

std::vector<Receiver::Received> Receiver::received() const {
  std::vector<Received> all;
  std::istringstream lines(TempDirectory::read(directory_.file("requests")));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    std::string parts[7];
    for (auto& part : parts) std::getline(fields, part, '\t');
    all.push_back({parts[0], parts[1], parts[2], parts[3], parts[4], parts[5] == "good", parts[6]});
  }
  return all;
}
