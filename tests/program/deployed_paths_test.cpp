// The configurations in deploy/ pass on every path that the program answers, so that none is
// forgotten when a route is added.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <regex>
#include <sstream>

#include "program/program.h"
#include "support/places.h"

namespace {

namespace fs = std::filesystem;

const fs::path kDeploy = source_path("deploy");

/// Every file that has a list of paths, by the comment that stands above each.
std::vector<fs::path> files_with_a_list() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(kDeploy)) {
    const bool has_list =
        entry.is_regular_file() &&
        read_file(entry.path().string()).find("The paths that doorward answers") !=
            std::string::npos;
    if (has_list) files.push_back(entry.path());
  }
  return files;
}

/// The list in a file, "^/(a|b)(/|$)" or as near to it as its syntax comes, as a pattern.
std::regex list_of(const fs::path& file) {
  static const std::regex list(R"(\((?:\?:)?(account\|[^)]*)\))");
  std::smatch match;
  const auto text = read_file(file.string());
  BOOST_REQUIRE_MESSAGE(std::regex_search(text, match, list), file << " has no list");
  return std::regex("^/(" + match[1].str() + ")(/|$)");
}

/// The paths in what `doorward routes` prints: the fourth column.
std::vector<std::string> paths_of(const std::string& table) {
  std::vector<std::string> paths;
  std::istringstream rows(table);
  for (std::string row; std::getline(rows, row);) {
    std::istringstream columns(row);
    std::string api, place, verb, path;
    if (columns >> api >> place >> verb >> path && path.starts_with('/')) paths.push_back(path);
  }
  return paths;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(deployed_paths, Program)

BOOST_AUTO_TEST_CASE(every_configuration_hands_over_every_route) {
  const auto paths = paths_of(run_program({"routes"}).output);
  const auto files = files_with_a_list();
  BOOST_TEST(paths.size() > 20U);
  BOOST_TEST(files.size() == 8U);
  for (const auto& file : files) {
    const auto list = list_of(file);
    for (const auto& path : paths) {
      if (path == "/") continue;  // the site's own, unless doorward has the whole host
      BOOST_TEST(std::regex_search(path, list), file << " does not hand over " << path);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
