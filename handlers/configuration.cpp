#include "configuration.h"

#include "base/error.h"
#include "store/database.h"

config::Loaded read_configuration(const std::string& file) {
  const auto environment = config::process_environment();
  auto loaded = config::load(file.empty() ? config::find_file(environment) : file, environment);
  try {
    store::Settings::check(config::database_url(loaded.config));
  } catch (const base::Error& error) {
    loaded.faults.push_back({"database.url", error.public_text()});
  }
  return loaded;
}

config::Config configuration(const std::string& file) {
  auto loaded = read_configuration(file);
  if (!loaded.faults.empty()) throw BadConfiguration(std::move(loaded.faults));
  return std::move(loaded.config);
}
