#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "support/process.h"
#include "support/scratch.h"

/// Real web servers with the configuration files that we ship, in which nothing is replaced but the
/// paths and names that their README.md says to change.
using Replacements = std::vector<std::pair<std::string, std::string>>;

/// The file deploy/`name` with each text replaced by another. Throws std::runtime_error when one
/// of them is not in the file.
std::string shipped(const std::string& name, const Replacements& replacements);

/// A port of 127.0.0.1 on which nobody listens.
int free_port();

/// A way to put doorward behind a web server.
struct Setup {
  std::string name;
  bool daemon = true;  ///< `doorward serve` runs beside the web server
  /// Writes the configuration for this port into the directory; what to start.
  std::function<Command(const Scratch&, int port)> web_server;
};

extern const Setup kLighttpdSocket;
extern const Setup kLighttpdBinPath;
extern const Setup kApacheProxyFcgi;
extern const Setup kApacheFcgid;
extern const Setup kApacheCgi;
extern const Setup kSharedHostingFcgid;
extern const Setup kSharedHostingCgi;
extern const Setup kNginx;
extern const Setup kNginxKeepalive;
