#pragma once

#include <filesystem>
#include <string>

#include "store/database.h"
#include "store/migrations.h"
#include "support/fakes.h"
#include "support/temp_directory.h"

/// Puts an SQLite file of the newest schema at `path`, unless there is one: a copy of one that each
/// program makes once, since to migrate takes long. Not to be called first in a forked process.
inline void provide_database(const std::string& path) {
  struct Original {
    Original() {
      FakeEntropy entropy;
      cache::Generations generations;
      store::Database database({"sqlite:" + path}, entropy, generations);
      store::migrate(database);
    }
    TempDirectory directory;
    std::string path = directory.file("doorward.db");
  };
  static const Original original;
  if (!std::filesystem::exists(path)) std::filesystem::copy_file(original.path, path);
}
