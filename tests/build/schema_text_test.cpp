// sql/README.md tells of each table what a row is and what bounds their number.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>

#include "support/places.h"

namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream input(file);
  return {std::istreambuf_iterator<char>(input), {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schema_text)

BOOST_AUTO_TEST_CASE(of_each_table_it_is_told_what_keeps_it_from_growing) {
  const auto told = text_of(source_path("sql/README.md"));
  static const std::regex making(R"(create table (\w+))");
  int tables = 0;
  for (const auto& entry : fs::directory_iterator(source_path("sql"))) {
    if (entry.path().extension() != ".sql") continue;
    const auto text = text_of(entry.path());
    for (std::sregex_iterator at(text.begin(), text.end(), making), end; at != end;
         ++at, ++tables) {
      const auto name = (*at)[1].str();
      const std::regex row("\\| `" + name + R"(` \| [^|]{5,} \| [^|]{5,} \|)");
      BOOST_TEST(std::regex_search(told, row), name);
    }
  }
  BOOST_TEST(tables > 25);
}

BOOST_AUTO_TEST_SUITE_END()
