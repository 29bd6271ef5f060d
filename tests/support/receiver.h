#pragma once

#include <memory>
#include <string>
#include <vector>

#include "support/process.h"
#include "support/temp_directory.h"

/// A real receiver of webhooks on 127.0.0.1 that is not ours (receiver.py). What it does depends on
/// the path: /ok, /fail, /gone, /busy, /redirect, /hang, /late, /drip, /huge, /bomb, and anything
/// behind.
class Receiver {
 public:
  /// Waits until it listens; throws std::runtime_error when it does not.
  Receiver();

  std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  int port() const { return port_; }

  /// What it checks signatures with: our public key, and the subscription's secret, if there is
  /// one.
  void trust(const std::string& public_key, const std::string& secret = {}) const;

  /// From now on /ok does this ("fail"), or what it says ("ok").
  void behave(const std::string& mode) const { directory_.write("mode", mode); }

  struct Received {
    std::string path, id, event, nonce, timestamp;
    bool good;  ///< all signatures
    std::string body;
  };
  /// Everything since its start, oldest first.
  std::vector<Received> received() const;

  void stop() { process_.reset(); }
  /// At the same port.
  void start();

 private:
  TempDirectory directory_;
  int port_ = 0;
  std::unique_ptr<Process> process_;
};
