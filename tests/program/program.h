#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "support/places.h"
#include "support/poll.h"
#include "support/process.h"
#include "support/scratch.h"

/// The program in a directory of the test's own, where it finds no configuration but the test's.
struct Program {
  using Environment = std::map<std::string, std::string>;

  struct Ran {
    int code;
    std::string output;  ///< of both descriptors
  };

  Scratch scratch;
  Environment environment;

  bool says(const Ran& ran, const std::string& what) const {
    return ran.output.find(what) != std::string::npos;
  }

  /// A command to its end.
  Ran run_program(std::vector<std::string> arguments) const {
    std::filesystem::remove(scratch.at("output"));
    auto command = command_of(std::move(arguments));
    command.log = scratch.at("output");
    const int code = run(command);
    return {code, read_file(command.log)};
  }

  /// A shell command, in which $0 is the program.
  Ran run_shell(const std::string& line) const {
    std::filesystem::remove(scratch.at("output"));
    const int code = run({.arguments = {"sh", "-c", line, program_path()},
                          .environment = environment,
                          .directory = scratch.path().string(),
                          .log = scratch.at("output"),
                          .as_nobody = false});
    return {code, read_file(scratch.at("output"))};
  }

  Command command_of(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), program_path());
    return {.arguments = std::move(arguments),
            .environment = environment,
            .directory = scratch.path().string(),
            .log = scratch.at("daemon.log"),
            .as_nobody = false};
  }

  bool logged(const std::string& what) const {
    return read_file(scratch.at("daemon.log")).find(what) != std::string::npos;
  }

  /// What the program answers on its socket to GET of this path.
  std::string get(const std::string& path,
                  const std::string& socket = "doorward/doorward.sock") const {
    return run_shell("REQUEST_METHOD=GET REQUEST_URI=" + path +
                     " SERVER_PROTOCOL=HTTP/1.1 REMOTE_ADDR=192.0.2.1 cgi-fcgi -bind -connect " +
                     socket)
        .output;
  }
};
