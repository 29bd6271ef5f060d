// docs/refusals.md tells every rule that the log may name, and no other.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "support/places.h"

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

Names found_in(const std::string& text, const std::regex& pattern) {
  Names names;
  for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) {
    names.insert((*at)[1]);
  }
  return names;
}

/// Whether a file refuses anything: keys of the configuration look like rules, and tables of words
/// only tell of them.
bool is_of_rules(const fs::path& file) {
  const bool is_source = file.extension() == ".cpp" || file.extension() == ".h";
  const auto path = file.string();
  return is_source && path.find("lib/config/") == path.npos &&
         path.find("lib/base/") == path.npos && path.find("refusal_words") == path.npos &&
         path.find("token/errors") == path.npos;
}

/// Those that are named where something is refused.
Names rules_in_code() {
  static const std::regex call(R"((?:under|fault|unknown_token|unauthorized)\(([^)]*)\))");
  static const std::regex literal(R"re("([a-z_]+\.[a-z_]+)")re");
  static const std::regex family(
      R"re("((?:abuse|address|body|client|exchange|field|lender|lent_scope|pgp_key|profile|)re"
      R"re(revocation|scope|signature|ssh_key|username|webhook)\.[a-z_]+)")re");
  Names rules;
  for (const auto* top : {"lib", "handlers"}) {
    for (const auto& entry : fs::recursive_directory_iterator(source_path(top))) {
      if (!is_of_rules(entry.path())) continue;
      const auto text = text_of(entry.path());
      rules.merge(found_in(text, family));
      for (const auto& arguments : found_in(text, call)) rules.merge(found_in(arguments, literal));
    }
  }
  return rules;
}

/// Those of the first column of the table.
Names rules_in_documentation() {
  static const std::regex row(R"(\n\| (`[^|]*)\|)");
  static const std::regex name("`([^`]*)`");
  Names rules;
  for (const auto& cell : found_in(text_of(source_path("docs/refusals.md")), row)) {
    rules.merge(found_in(cell, name));
  }
  return rules;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(refusals)

BOOST_AUTO_TEST_CASE(every_rule_that_refuses_is_told_and_no_other) {
  const auto in_code = rules_in_code();
  BOOST_TEST(in_code == rules_in_documentation(), boost::test_tools::per_element());
  BOOST_TEST(in_code.size() > 20U);
}

BOOST_AUTO_TEST_CASE(a_rule_is_a_short_name) {
  static const std::regex name(R"([a-z_]+\.[a-z_]+)");
  for (const auto& rule : rules_in_code()) BOOST_TEST(std::regex_match(rule, name), rule);
}

BOOST_AUTO_TEST_CASE(an_api_has_words_for_rules_that_there_are) {
  static const std::regex row(R"re(\{"([a-z_]+\.[a-z_]+)",)re");
  const auto in_code = rules_in_code();
  Names told;
  for (const auto* table : {"handlers/meta/refusal_words.cpp", "handlers/oauth/refusal_words.cpp",
                            "handlers/token/errors.cpp"}) {
    for (const auto& rule : found_in(text_of(source_path(table)), row)) {
      told.insert(rule);
      BOOST_TEST(in_code.contains(rule), table << " has words for " << rule);
    }
  }
  BOOST_TEST(told.size() > 50U);
}

BOOST_AUTO_TEST_SUITE_END()
