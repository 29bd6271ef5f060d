#pragma once

#include <exception>
#include <string>
#include <vector>

#include "config/config.h"

/// The configuration is wrong; every fault of it.
class BadConfiguration : public std::exception {
 public:
  explicit BadConfiguration(std::vector<config::Fault> faults) : faults_(std::move(faults)) {}

  const std::vector<config::Fault>& faults() const { return faults_; }
  const char* what() const noexcept override { return "bad configuration"; }

 private:
  std::vector<config::Fault> faults_;
};

/// Reads the file (empty: the one that is found, see config::find_file) and the environment, and
/// adds the faults that only other parts of doorward can tell. Throws WrongUser for a file that
/// this user may not read.
config::Loaded read_configuration(const std::string& file);

/// The same for whoever needs a right one. Throws BadConfiguration as well.
config::Config require_configuration(const std::string& file);
