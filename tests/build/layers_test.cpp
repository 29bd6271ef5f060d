// The arrows between the folders run one way, and each third-party library is included by one
// folder. The tables below are the rule; a new folder needs a row.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
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
    {"lib/letters", {"base"}},
    {"lib/crypto", {"letters", "json", "base"}},
    {"lib/hashing", {"crypto", "base"}},
    {"lib/confined", {"base"}},
    {"lib/openpgp", {"confined", "crypto", "base"}},
    {"lib/templates", {"base"}},
    {"lib/store", {"cache", "model", "base"}},
    {"lib/accounts", {"store", "cache", "openpgp", "crypto", "letters", "json", "model", "base"}},
    {"lib/grants", {"accounts", "store", "cache", "crypto", "json", "model", "base"}},
    {"lib/courier",
     {"store", "openpgp", "confined", "crypto", "templates", "json", "model", "base"}},
    {"lib/upkeep", {"store", "model", "base"}},
    {"lib/gateway", {"base"}},
    {"lib/router", {"gateway", "base"}},
    {"lib/daemon", {"base"}},
    {"handlers/guards", {"router", "gateway", "model", "base"}},
    {"handlers/account", {"guards", "accounts", "router", "gateway", "json", "model", "base"}},
    {"handlers/portal", {"guards", "accounts", "router", "gateway", "json", "model", "base"}},
    {"handlers/token", {"guards", "accounts", "router", "gateway", "json", "model", "base"}},
    {"handlers/service", {"guards", "accounts", "router", "gateway", "json", "model", "base"}},
    {"handlers/pages",
     {"guards", "grants", "accounts", "courier", "router", "gateway", "templates", "crypto", "json",
      "model", "base"}},
    {"handlers/oauth",
     {"guards", "pages", "grants", "accounts", "router", "gateway", "crypto", "json", "model",
      "base"}},
    {"handlers/meta",
     {"guards", "pages", "grants", "accounts", "router", "gateway", "json", "model", "base"}},
};

// Room of lib/accounts -> the other rooms whose headers it may include, beside what all of them
// share.
const std::map<std::string, Names> kRooms{
    {"proof", {}},
    {"webhooks", {"proof"}},
    {"keys", {"proof", "webhooks"}},
    {"identity", {"proof", "webhooks", "keys"}},
    {"issuers", {"proof", "webhooks", "identity"}},
    {"usage", {}},
};

// What puts the program together may include whatever there is.
const Names kComposers{"handlers", "handlers/commands", "handlers/wiring"};

// First part of a third-party header -> the one folder that may include it.
const std::map<std::string, std::string> kOwners{
    {"fcgiapp.h", "lib/gateway"}, {"fcgios.h", "lib/gateway"},       {"fcgi_stdio.h", "nobody"},
    {"cgicc", "lib/gateway"},     {"boost", "lib/gateway"},          {"soci", "lib/store"},
    {"mysql", "lib/store"},       {"mysql.h", "lib/store"},          {"mariadb", "lib/store"},
    {"sqlite3.h", "lib/store"},   {"openssl", "lib/crypto"},         {"sodium.h", "lib/crypto"},
    {"curl", "lib/courier"},      {"nlohmann", "lib/json"},          {"toml++", "lib/config"},
    {"kainjow", "lib/templates"}, {"mustache.hpp", "lib/templates"}, {"rnp", "lib/openpgp"},
    {"unicode", "lib/letters"},
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

/// A line of a file, without its comment.
struct Line {
  std::string folder;
  std::string file;
  std::string text;
};

std::vector<Line> all_lines() {
  std::vector<Line> found;
  for (const auto* top : {"lib", "handlers"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / top)) {
      const auto extension = entry.path().extension();
      if (extension != ".h" && extension != ".cpp") continue;
      const auto folder = folder_of(entry.path());
      const std::string file = fs::relative(entry.path(), kRoot);
      std::ifstream input(entry.path());
      for (std::string line; std::getline(input, line);) {
        found.push_back({folder, file, line.substr(0, line.find("//"))});
      }
    }
  }
  return found;
}

// Whether a folder may know the store: handlers may not, but those that put the program together.
bool may_name_the_store(const std::string& folder) {
  const auto row = kMayInclude.find(folder);
  return folder == "lib/store" || (row != kMayInclude.end() && row->second.contains("store"));
}

// What the composition root makes, and hands on.
const Names kMadeByTheRoot{"Database", "Settings", "UsageDatabases", "place_of"};

// The files of the root that work with the store itself: the schema is its own business.
const Names kKeepers{"handlers/schema.cpp", "handlers/usage_schema.cpp",
                     "handlers/commands/migrate.cpp"};

std::string first_part(const std::string& header) { return header.substr(0, header.find('/')); }

// The folder that a header of ours is in. Empty when it is in none.
std::string home_of(const std::string& header) {
  for (const std::string top : {"lib", "handlers"}) {
    const bool in_a_folder = header.find('/') != std::string::npos;
    if (in_a_folder && fs::exists(kRoot / top / header)) return top + "/" + first_part(header);
  }
  return "";
}

// "proof" of "accounts/proof/sign_in.h"; nothing of "accounts/context.h".
std::string room_of(const std::string& header) {
  const fs::path folder = fs::path(header).parent_path();
  return folder.has_parent_path() ? folder.filename().string() : "";
}

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

// What the tables of words say: their literals that are sentences, up to the first place that a
// value is put in.
Names words_of_apis() {
  static const std::regex literal(R"re("([A-Z][^"{]* [^"{]*))re");
  Names words;
  for (const auto* table :
       {"handlers/meta/refusal_words.cpp", "handlers/oauth/refusal_words.cpp"}) {
    const auto text = text_of(kRoot / table);
    for (std::sregex_iterator at(text.begin(), text.end(), literal), end; at != end; ++at) {
      words.insert((*at)[1]);
    }
  }
  return words;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(layers)

BOOST_AUTO_TEST_CASE(every_folder_has_a_row_in_the_table) {
  for (const auto* top : {"lib", "handlers"}) {
    for (const auto& entry : fs::directory_iterator(kRoot / top)) {
      if (!entry.is_directory()) continue;
      const auto name = std::string(top) + "/" + entry.path().filename().string();
      if (kComposers.contains(name)) continue;
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

BOOST_AUTO_TEST_CASE(a_room_of_the_use_cases_includes_only_the_rooms_that_its_arrows_reach) {
  std::size_t checked = 0;
  for (const auto& include : all_includes()) {
    if (include.folder != "lib/accounts" || !include.header.starts_with("accounts/")) continue;
    const auto room = room_of(include.file.substr(std::string("lib/").size()));
    const auto wanted = room_of(include.header);
    if (wanted.empty() || wanted == room) continue;
    ++checked;
    const auto row = kRooms.find(room);
    BOOST_TEST((row != kRooms.end() && row->second.contains(wanted)),
               include.file << " must not include \"" << include.header << "\"");
  }
  BOOST_TEST(checked > 20U);
}

BOOST_AUTO_TEST_CASE(no_library_folder_includes_a_handler_and_no_api_another_api) {
  for (const auto& include : all_includes()) {
    const auto home = home_of(include.header);
    if (!include.quoted || !home.starts_with("handlers/") || home == include.folder) continue;
    const bool composes = kComposers.contains(include.folder);
    const bool shared = home == "handlers/pages" || home == "handlers/guards";
    const bool is_handler = include.folder.starts_with("handlers/");
    BOOST_TEST((composes || (shared && is_handler)),
               include.file << " must not include \"" << include.header << "\"");
  }
}

BOOST_AUTO_TEST_CASE(only_who_may_use_the_store_names_its_types) {
  static const std::regex pattern(R"(\bstore::(\w+))");
  std::size_t checked = 0;
  for (const auto& line : all_lines()) {
    if (may_name_the_store(line.folder) || kKeepers.contains(line.file)) continue;
    const bool is_root = kComposers.contains(line.folder);
    for (std::sregex_iterator name(line.text.begin(), line.text.end(), pattern), end; name != end;
         ++name) {
      ++checked;
      BOOST_TEST((is_root && kMadeByTheRoot.contains((*name)[1])),
                 line.file << " must not name " << name->str());
    }
  }
  BOOST_TEST(checked > 5U);
}

BOOST_AUTO_TEST_CASE(only_the_store_speaks_sql) {
  static const std::regex pattern(
      R"(\bsoci::|\bselect [\w.(*, ]+ from |\binsert into |\bdelete from |\bupdate \w+ set )");
  std::size_t found = 0;
  for (const auto& line : all_lines()) {
    if (!std::regex_search(line.text, pattern)) continue;
    ++found;
    BOOST_TEST(line.folder == "lib/store", line.file << " has SQL: " << line.text);
  }
  BOOST_TEST(found > 50U);
}

BOOST_AUTO_TEST_CASE(below_the_handlers_no_file_has_the_words_of_an_api) {
  auto words = words_of_apis();
  BOOST_TEST(words.size() > 40U);
  words.insert({"X-OAuth", "meta API", "request verification failed", "sr.ht"});
  for (const auto& entry : fs::recursive_directory_iterator(kRoot / "lib")) {
    const auto extension = entry.path().extension();
    if (extension != ".h" && extension != ".cpp") continue;
    const auto folder = folder_of(entry.path());
    if (folder == "lib/config" || folder == "lib/router" || folder == "lib/gateway") continue;
    const auto text = text_of(entry.path());
    for (const auto& said : words) {
      BOOST_TEST((text.find(said) == text.npos), entry.path() << " says \"" << said << '"');
    }
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
