#include "support/scratch.h"

#include <stdlib.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "support/process.h"

Scratch::Scratch() {
  // Short, since the paths of unix sockets must be.
  auto name = (std::filesystem::temp_directory_path() / "doorward-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
  path_ = name;
  std::filesystem::permissions(path_, static_cast<std::filesystem::perms>(0755));
  give_to_nobody(path_);
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void Scratch::write(const std::string& name, const std::string& text) const {
  std::ofstream(path_ / name) << text;
  give_to_nobody(at(name));
}

void Scratch::make_directory(const std::string& name) const {
  std::filesystem::create_directories(path_ / name);
  give_to_nobody(at(name));
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}
