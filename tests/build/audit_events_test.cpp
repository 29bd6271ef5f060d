// Every event of the audit log is told in words that people understand.
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

constexpr auto kWords = "handlers/meta/audit_words.cpp";

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

Names found_in(const std::string& text, const char* pattern) {
  const std::regex expression(pattern);
  Names names;
  for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at) {
    names.insert((*at)[1]);
  }
  return names;
}

/// The names that stand in the sources of the library, which alone writes the log.
Names events_in_code() {
  Names events;
  for (const auto& entry : fs::recursive_directory_iterator(source_path("lib"))) {
    if (entry.path().extension() != ".cpp") continue;
    events.merge(
        found_in(text_of(entry.path()), R"re("((?:account|oauth):[a-z]+(?:-[a-z]+)*)")re"));
  }
  return events;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_events)

BOOST_AUTO_TEST_CASE(every_event_has_words_and_nothing_else_has) {
  const auto told = found_in(text_of(source_path(kWords)), R"re(\{"([a-z:-]+)", "[^"]+"\})re");
  BOOST_TEST(events_in_code() == told, boost::test_tools::per_element());
  BOOST_TEST(told.size() > 40U);
}

BOOST_AUTO_TEST_CASE(no_words_are_a_code) {
  for (const auto& words : found_in(text_of(source_path(kWords)), R"re(", "([^"]+)"\})re")) {
    BOOST_TEST(words.find_first_of("-_") == words.npos, words);
    BOOST_TEST(words.find(' ') != words.npos, words);
  }
}

BOOST_AUTO_TEST_SUITE_END()
