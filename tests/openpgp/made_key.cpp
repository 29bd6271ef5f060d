#include "made_key.h"

#include <stdexcept>

#include "support/places.h"
#include "support/process.h"
#include "support/temp_directory.h"

std::string made_key(const std::vector<std::string>& arguments) {
  const TempDirectory directory;
  const auto output = directory.write("output", "");
  std::vector<std::string> command{"/usr/bin/python3", source_path("tests/openpgp/make_key.py")};
  command.insert(command.end(), arguments.begin(), arguments.end());
  const int code = run({.arguments = command, .log = output, .as_nobody = false});
  auto text = TempDirectory::read(output);
  if (code != 0) throw std::runtime_error(text);
  return text;
}
