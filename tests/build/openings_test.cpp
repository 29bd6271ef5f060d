// Sessions, tokens and grants are written in one file only, which asks for a proof
// (accounts/proof/opening.h).
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "support/places.h"

namespace {

namespace fs = std::filesystem;

const std::string kTables =
    "(Sessions|Tokens|Grants|AccessTokens|RefreshTokens|AuthorizationCodes)";
constexpr auto kTheOne = "lib/accounts/proof/opening.cpp";

std::string text_of(const fs::path& file) {
  std::ifstream input(file);
  return {std::istreambuf_iterator<char>(input), {}};
}

/// Whether a source inserts a row into one of the tables: by a repository that it makes on the
/// spot, or by one that it has given a name.
bool inserts(const std::string& text) {
  static const std::regex direct("\\b" + kTables + R"(\s*[({][^;{}]*[)}]\s*\.\s*insert\s*\()");
  static const std::regex named("\\b" + kTables + R"(\s*&?\s+(\w+)\s*[({=;,)])");
  if (std::regex_search(text, direct)) return true;
  for (std::sregex_iterator at(text.begin(), text.end(), named), end; at != end; ++at) {
    const std::regex use("\\b" + (*at)[2].str() + R"(\s*\.\s*insert\s*\()");
    if (std::regex_search(text, use)) return true;
  }
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(openings)

BOOST_AUTO_TEST_CASE(one_file_alone_writes_what_lets_somebody_in) {
  std::set<std::string> writers;
  for (const auto* top : {"lib", "handlers"}) {
    for (const auto& entry : fs::recursive_directory_iterator(source_path(top))) {
      const auto extension = entry.path().extension();
      if (extension != ".h" && extension != ".cpp") continue;
      const auto file = fs::relative(entry.path(), source_path("")).string();
      if (file.starts_with("lib/store/")) continue;
      if (inserts(text_of(entry.path()))) writers.insert(file);
    }
  }
  BOOST_TEST(writers == std::set<std::string>{kTheOne}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_insertion_is_seen_however_it_is_written) {
  for (const auto* text :
       {"store::Grants(session).insert(grant);", "store::Sessions{session}\n    .insert(row);",
        "store::Tokens tokens(session);\n  tokens.insert(row);",
        "void f(store::AccessTokens& rows) { rows.insert(row); }",
        "auto rows = store::RefreshTokens(session);  store::RefreshTokens& r = rows; "
        "r.insert(x);"}) {
    BOOST_TEST(inserts(text), text);
  }
  for (const auto* text :
       {"store::Grants(session).find(id, now);", "store::RevokedTokens(session).insert(id);",
        "store::Challenges(session).insert(challenge);",
        "store::Grants grants(session); grants.remove(id); names.insert(id);"}) {
    BOOST_TEST(!inserts(text), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
