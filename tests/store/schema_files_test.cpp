#include "store/schema_files.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "support/places.h"

using store::Dialect;
using store::statements_of;

namespace {

std::string text_of(const std::string& name) {
  std::ifstream file(source_path(name));
  return {std::istreambuf_iterator<char>(file), {}};
}

std::set<std::string> names_of_files() {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(source_path("sql"))) {
    if (entry.path().extension() == ".sql") names.insert(entry.path().stem());
  }
  return names;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schema_files)

BOOST_AUTO_TEST_CASE(a_text_is_parted_where_a_line_ends_with_a_semicolon) {
  const auto statements = statements_of(
      "-- A thing; and more.\n"
      "create table things (\n"
      "  id int,  -- its number;\n"
      "\n"
      "  name text default ';x'\n"
      ");\r\n"
      "create index things_name on things (name);");
  BOOST_TEST_REQUIRE(statements.size() == 2U);
  BOOST_TEST(statements[0] == "create table things (\nid int,\nname text default ';x'\n)");
  BOOST_TEST(statements[1] == "create index things_name on things (name)");
}

BOOST_AUTO_TEST_CASE(what_does_not_end_is_a_statement_and_a_comment_is_none) {
  BOOST_TEST(statements_of("drop table things").size() == 1U);
  BOOST_TEST(statements_of("\n-- nothing;\n ;\n").size() == 0U);
  BOOST_TEST(statements_of("").size() == 0U);
}

BOOST_AUTO_TEST_CASE(the_digest_is_of_the_statement_and_not_of_the_database) {
  const auto sqlite = store::schema_steps(Dialect::sqlite);
  const auto mysql = store::schema_steps(Dialect::mysql);
  BOOST_TEST_REQUIRE(sqlite.size() == mysql.size());
  std::set<long long> digests;
  for (std::size_t i = 0; i < sqlite.size(); ++i) {
    BOOST_TEST(sqlite[i].digest == mysql[i].digest);
    digests.insert(sqlite[i].digest);
  }
  BOOST_TEST(digests.size() == sqlite.size());
}

BOOST_AUTO_TEST_CASE(no_word_in_braces_is_left_in_a_statement) {
  for (const auto dialect : {Dialect::sqlite, Dialect::mysql}) {
    for (const auto& step : store::schema_steps(dialect)) {
      BOOST_TEST((step.sql.find_first_of("{}") == std::string::npos), step.sql);
    }
  }
}

BOOST_AUTO_TEST_CASE(each_table_says_what_a_default_of_a_server_would_decide) {
  for (const auto& step : store::schema_steps(Dialect::mysql)) {
    if (!step.sql.starts_with("create table ")) continue;
    BOOST_TEST((step.sql.find(" row_format=dynamic ") != std::string::npos), step.sql);
  }
}

BOOST_AUTO_TEST_CASE(each_file_is_in_the_program_and_each_number_is_taken_once) {
  std::set<std::string> built;
  std::set<int> numbers;
  for (const auto& step : store::schema_steps(Dialect::sqlite)) {
    if (step.step == 1) BOOST_TEST(numbers.insert(step.number).second, step.name);
    built.insert(step.name);
  }
  BOOST_TEST((built == names_of_files()), "sql/ and lib/store/CMakeLists.txt list the same files");
}

BOOST_AUTO_TEST_CASE(the_page_of_the_schema_has_a_line_for_each_table) {
  const auto page = text_of("sql/README.md");
  for (const auto& step : store::schema_steps(Dialect::sqlite)) {
    const std::string beginning = "create table ";
    if (!step.sql.starts_with(beginning)) continue;
    const auto end = step.sql.find(' ', beginning.size());
    const auto table = step.sql.substr(beginning.size(), end - beginning.size());
    BOOST_TEST((page.find("\n| `" + table + "` | ") != std::string::npos), table);
  }
}

BOOST_AUTO_TEST_SUITE_END()
