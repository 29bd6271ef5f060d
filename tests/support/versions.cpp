#include "support/versions.h"

#include <iostream>
#include <stdexcept>

#include "support/process.h"
#include "support/temp_directory.h"

void tell_versions(std::initializer_list<std::string> packages) {
  const TempDirectory directory;
  const auto log = directory.file("versions");
  Command command{
      .arguments = {"dpkg-query", "--show", "--showformat", "client: ${Package} ${Version}\n"},
      .log = log,
      .as_nobody = false};
  command.arguments.insert(command.arguments.end(), packages);
  const int code = run(command);
  if (code != 0) throw std::runtime_error(TempDirectory::read(log));
  std::cout << TempDirectory::read(log);
}
