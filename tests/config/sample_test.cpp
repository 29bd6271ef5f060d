#include <boost/test/unit_test.hpp>
#include <sstream>

#include "config/keys.h"
#include "support/places.h"
#include "support/temp_directory.h"

BOOST_AUTO_TEST_SUITE(configuration_sample)

BOOST_AUTO_TEST_CASE(it_is_what_is_installed) {
  BOOST_TEST(TempDirectory::read(source_path("deploy/doorward.toml")) == config::sample(),
             "deploy/doorward.toml differs; `doorward check --print-sample` makes it");
}

BOOST_AUTO_TEST_CASE(as_it_is_it_changes_nothing) {
  const TempDirectory directory;
  const auto loaded = config::load(directory.write("sample.toml", config::sample()), {});
  BOOST_TEST(loaded.faults.empty());
  BOOST_TEST(loaded.config.server.workers == config::Config{}.server.workers);
}

BOOST_AUTO_TEST_CASE(with_every_key_uncommented_it_says_the_defaults) {
  std::istringstream lines(config::sample());
  std::string uncommented;
  std::size_t keys = 0;
  for (std::string line; std::getline(lines, line);) {
    const bool is_key = line.size() > 1 && line[0] == '#' && line[1] != ' ';
    keys += is_key ? 1 : 0;
    uncommented += (is_key ? line.substr(1) : line) + "\n";
  }
  BOOST_TEST(keys == config::keys().size());
  const TempDirectory directory;
  const auto loaded = config::load(directory.write("sample.toml", uncommented), {});
  BOOST_TEST(loaded.faults.empty());
  for (const auto& key : config::keys()) {
    if (key.name == "directory") continue;  // made to start at the file
    BOOST_TEST((key.get(loaded.config) == key.get({})), key.name);
  }
  BOOST_TEST(loaded.config.directory == directory.file("doorward"));
}

BOOST_AUTO_TEST_CASE(no_line_is_longer_than_a_terminal) {
  std::istringstream lines(config::sample());
  for (std::string line; std::getline(lines, line);) BOOST_TEST(line.size() <= 92U, line);
}

BOOST_AUTO_TEST_SUITE_END()
