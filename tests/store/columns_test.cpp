#include "store/columns.h"

#include <boost/test/unit_test.hpp>

using store::columns;
using store::field;
using store::sql;

namespace {

struct Thing {
  std::string name;
  int size = 0;
};

struct Box {
  Thing thing;
  bool open = false;
};

constexpr auto kThing = columns(field("name", &Thing::name), field("size", &Thing::size));
constexpr auto kBox = within(&Box::thing, kThing) + columns(field("is_open", &Box::open));

std::string text(std::string_view sql) { return std::string(sql); }

}  // namespace

BOOST_AUTO_TEST_SUITE(columns_of_a_record)

BOOST_AUTO_TEST_CASE(statements_are_made_of_their_names) {
  BOOST_TEST(text(kThing.names()) == "name, size");
  BOOST_TEST(text(kThing.names_in("things")) == "things.name, things.size");
  BOOST_TEST(text(kThing.assignments()) == "name = :name, size = :size");
  BOOST_TEST(text(kThing.insert_into("things")) ==
             "insert into things (name, size) values (:name, :size)");
}

BOOST_AUTO_TEST_CASE(those_of_a_member_are_columns_of_the_whole) {
  BOOST_TEST(text(kBox.names()) == "name, size, is_open");
  const Box box{{"a", 2}, true};
  const auto first = std::get<0>(kBox.fields).part;
  const auto last = std::get<2>(kBox.fields).part;
  BOOST_TEST(std::invoke(first, box) == "a");
  BOOST_TEST(std::invoke(last, box));
}

BOOST_AUTO_TEST_CASE(a_text_is_made_while_the_program_is_compiled_and_ends_with_a_zero) {
  static constexpr auto kText = sql("select ", kThing.names(), " from things");
  static_assert(std::string_view(kText) == "select name, size from things");
  BOOST_TEST(std::string(kText.c_str()) == text(kText));
}

BOOST_AUTO_TEST_SUITE_END()
