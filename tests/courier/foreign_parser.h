#pragma once

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>

#include "support/places.h"
#include "support/process.h"
#include "support/temp_directory.h"

/// What Python's mail parser finds in a message, by the names of parse_mail.py.
inline std::map<std::string, std::string> parsed_by_python(const std::string& content) {
  const TempDirectory directory;
  const auto source = directory.write("mail.eml", content);
  std::filesystem::create_directory(directory.file("found"));
  const auto script = source_path("tests/courier/parse_mail.py");
  const auto log = directory.file("log");
  if (run({.arguments = {"/usr/bin/python3", script, source, directory.file("found")},
           .log = log,
           .as_nobody = false}) != 0) {
    throw std::runtime_error(TempDirectory::read(log));
  }
  std::map<std::string, std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(directory.file("found"))) {
    found[entry.path().filename()] = TempDirectory::read(entry.path());
  }
  return found;
}
