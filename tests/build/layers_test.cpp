// The arrows between the folders run one way, and each third-party library is included by one
// folder. The tables below are the rule; a new folder needs a row.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "support/places.h"

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

const fs::path kRoot = source_path("");

// Folder of lib/ or handlers/ -> the other folders whose headers it may include.
const std::map<std::string, Names> kMayInclude{
    {"lib/base", {}},
    {"lib/cache", {"crypto", "base"}},
    {"lib/json", {"base"}},
    {"lib/config", {"base"}},
    {"lib/model", {"json", "base"}},
    {"lib/crypto", {"json", "base"}},
    {"lib/confined", {"base"}},
    {"lib/openpgp", {"confined", "crypto", "base"}},
    {"lib/templates", {"base"}},
    {"lib/store", {"cache", "model", "base"}},
    {"lib/accounts", {"store", "cache", "openpgp", "crypto", "json", "model", "base"}},
    {"lib/oauth", {"accounts", "store", "cache", "crypto", "json", "model", "base"}},
    {"lib/courier",
     {"store", "openpgp", "confined", "crypto", "templates", "json", "model", "base"}},
    {"lib/upkeep", {"store", "model", "base"}},
    {"lib/gateway", {"base"}},
    {"lib/router", {"gateway", "base"}},
    {"lib/daemon", {"base"}},
    {"handlers/account", {"accounts", "router", "gateway", "json", "model", "base"}},
    {"handlers/portal", {"accounts", "router", "gateway", "json", "model", "base"}},
    {"handlers/token", {"accounts", "router", "gateway", "json", "model", "base"}},
    {"handlers/service", {"accounts", "router", "gateway", "json", "model", "base"}},
    {"handlers/pages",
     {"oauth", "accounts", "courier", "router", "gateway", "templates", "crypto", "json", "model",
      "base"}},
    {"handlers/oauth",
     {"pages", "oauth", "accounts", "router", "gateway", "crypto", "json", "model", "base"}},
    {"handlers/meta", {"pages", "oauth", "accounts", "router", "gateway", "json", "model", "base"}},
};

// First part of a third-party header -> the one folder that may include it.
const std::map<std::string, std::string> kOwners{
    {"fcgiapp.h", "lib/gateway"}, {"fcgi_stdio.h", "nobody"},   {"cgicc", "lib/gateway"},
    {"soci", "lib/store"},        {"mysql", "lib/store"},       {"mysql.h", "lib/store"},
    {"mariadb", "lib/store"},     {"sqlite3.h", "lib/store"},   {"openssl", "lib/crypto"},
    {"sodium.h", "lib/crypto"},   {"curl", "lib/courier"},      {"nlohmann", "lib/json"},
    {"toml++", "lib/config"},     {"kainjow", "lib/templates"}, {"mustache.hpp", "lib/templates"},
    {"rnp", "lib/openpgp"},
};

struct Include {
  std::string folder;  // of the file that includes
  std::string file;
  std::string header;
  bool quoted;
};

std::string folder_of(const fs::path& file) {
  const auto relative = fs::relative(file, kRoot);
  auto part = relative.begin();
  const auto top = part->string();
  const auto next = *++part;
  return part == --relative.end() ? top : top + "/" + next.string();
}

std::vector<Include> includes_of(const fs::path& file) {
  static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  std::vector<Include> found;
  std::ifstream input(file);
  for (std::string line; std::getline(input, line);) {
    if (std::smatch match; std::regex_search(line, match, pattern)) {
      found.push_back({folder_of(file), fs::relative(file, kRoot), match[2], match[1] == "\""});
    }
  }
  return found;
}

std::vector<Include> all_includes() {
  std::vector<Include> found;
  for (const auto* top : {"lib", "handlers"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / top)) {
      const auto extension = entry.path().extension();
      if (extension != ".h" && extension != ".cpp") continue;
      const auto more = includes_of(entry.path());
      found.insert(found.end(), more.begin(), more.end());
    }
  }
  return found;
}

std::string first_part(const std::string& header) { return header.substr(0, header.find('/')); }

// The folder that a header of ours is in: "lib/oauth" and "handlers/oauth" share the name by which
// they are included. Empty when the header is in neither.
std::string home_of(const std::string& header) {
  for (const std::string top : {"lib", "handlers"}) {
    const bool in_a_folder = header.find('/') != std::string::npos;
    if (in_a_folder && fs::exists(kRoot / top / header)) return top + "/" + first_part(header);
  }
  return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(layers)

BOOST_AUTO_TEST_CASE(every_folder_has_a_row_in_the_table) {
  for (const auto* top : {"lib", "handlers"}) {
    for (const auto& entry : fs::directory_iterator(kRoot / top)) {
      if (!entry.is_directory()) continue;
      const auto name = std::string(top) + "/" + entry.path().filename().string();
      if (name == "handlers/commands") continue;  // part of the composition root
      BOOST_TEST(kMayInclude.contains(name), name << " is in no row of kMayInclude");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_folder_includes_only_the_folders_that_its_arrows_reach) {
  std::size_t checked = 0;
  for (const auto& include : all_includes()) {
    const auto allowed = kMayInclude.find(include.folder);
    const auto home = home_of(include.header);
    if (!include.quoted || allowed == kMayInclude.end() || home.empty()) continue;
    ++checked;
    BOOST_TEST((home == include.folder || allowed->second.contains(first_part(include.header))),
               include.file << " must not include \"" << include.header << "\"");
  }
  BOOST_TEST(checked > 100U);
}

BOOST_AUTO_TEST_CASE(no_library_folder_includes_a_handler_and_no_api_another_api) {
  for (const auto& include : all_includes()) {
    const auto home = home_of(include.header);
    if (!include.quoted || !home.starts_with("handlers/") || home == include.folder) continue;
    const bool composes = include.folder == "handlers" || include.folder == "handlers/commands";
    const bool shows_pages = home == "handlers/pages" && include.folder.starts_with("handlers/");
    BOOST_TEST((composes || shows_pages),
               include.file << " must not include \"" << include.header << "\"");
  }
}

BOOST_AUTO_TEST_CASE(no_header_hides_another_of_the_same_name) {
  for (const auto& include : all_includes()) {
    BOOST_TEST(!(fs::exists(kRoot / "lib" / include.header) &&
                 fs::exists(kRoot / "handlers" / include.header)),
               include.header << " is in lib and in handlers");
  }
}

BOOST_AUTO_TEST_CASE(each_third_party_library_is_included_by_its_one_folder) {
  Names seen;
  for (const auto& include : all_includes()) {
    const auto owner = kOwners.find(first_part(include.header));
    if (owner == kOwners.end()) continue;
    seen.insert(owner->first);
    BOOST_TEST(include.folder == owner->second,
               include.file << " must not include <" << include.header << ">");
  }
  for (const auto* used :
       {"fcgiapp.h", "cgicc", "soci", "openssl", "sodium.h", "curl", "nlohmann"}) {
    BOOST_TEST(seen.contains(used), used << " is included nowhere");
  }
}

BOOST_AUTO_TEST_SUITE_END()
