#include "confined/wire.h"

#include <boost/test/unit_test.hpp>

#include "support/refusals.h"

using confined::Fields;
using confined::read_back;
using confined::written;

BOOST_AUTO_TEST_SUITE(confined_wire)

BOOST_AUTO_TEST_CASE(fields_of_any_bytes_come_back_as_they_were) {
  for (const auto& fields : {Fields{}, Fields{""}, Fields{"a", "", std::string("\0\n\xff", 3)},
                             Fields(1000, std::string(100, 'x'))}) {
    const auto back = read_back(written(fields));
    BOOST_REQUIRE(back);
    BOOST_TEST(*back == fields);
  }
}

BOOST_AUTO_TEST_CASE(an_error_comes_back_with_all_that_it_says) {
  const auto sent = base::Error(base::ErrorCode::too_many_requests, {"public"}, {"private"})
                        .about("subject")
                        .retry_in(std::chrono::seconds{7});
  const auto back = refusal_of([&] { read_back(written(sent)); });
  BOOST_REQUIRE(back);
  BOOST_TEST((back->code() == sent.code()));
  BOOST_TEST(back->public_text() == "public");
  BOOST_TEST(back->private_detail() == "private");
  BOOST_TEST(back->subject() == "subject");
  BOOST_TEST((back->retry_after() == std::chrono::seconds{7}));
}

BOOST_AUTO_TEST_CASE(what_is_cut_short_too_long_or_of_another_kind_is_nothing) {
  const auto whole = written(Fields{"one", "two"});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    BOOST_TEST(!read_back(whole.substr(0, size)), size);
  }
  BOOST_TEST(!read_back(whole + "x"));
  BOOST_TEST(!read_back("X" + whole.substr(1)));
  BOOST_TEST(!read_back("E" + whole.substr(1)));
  BOOST_TEST(!read_back(std::string("F\xff\xff\xff\xff", 5)));
}

BOOST_AUTO_TEST_CASE(an_error_of_no_code_is_internal) {
  const Fields fields{"\xee", "", "", "", ""};
  auto bytes = written(fields);
  bytes[0] = 'E';
  BOOST_TEST(refuses(base::ErrorCode::internal, [&] { read_back(bytes); }));
}

BOOST_AUTO_TEST_SUITE_END()
