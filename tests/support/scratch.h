#pragma once

#include <filesystem>
#include <string>

/// A directory of one test's own, gone with the object. Programs that run as nobody may work in it.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::filesystem::path& path() const { return path_; }

  /// A file or directory below it, whole.
  std::string at(const std::string& name) const { return (path_ / name).string(); }
  void write(const std::string& name, const std::string& text) const;
  void make_directory(const std::string& name) const;

 private:
  std::filesystem::path path_;
};

/// The whole file; empty when there is none.
std::string read_file(const std::string& path);
