#include "base/shared_library.h"

#include <boost/test/unit_test.hpp>

#include "support/refusals.h"

using base::SharedLibrary;

BOOST_AUTO_TEST_SUITE(shared_library)

BOOST_AUTO_TEST_CASE(its_functions_are_called_by_their_names) {
  const SharedLibrary library("libm.so.6", "Roots need libm.");
  double (*root)(double) = library["sqrt"];
  BOOST_TEST(root(9.0) == 3.0);
}

BOOST_AUTO_TEST_CASE(one_that_is_not_there_is_refused_with_what_needs_it_and_why) {
  const auto error = refusal_of([] { SharedLibrary("libnone.so.0", "Nothing goes without it."); });
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == base::ErrorCode::unavailable));
  BOOST_TEST(error->public_text() == "Nothing goes without it.");
  BOOST_TEST(error->private_detail().starts_with("libnone.so.0: "));
}

BOOST_AUTO_TEST_CASE(one_that_lacks_a_function_is_refused_likewise) {
  const SharedLibrary library("libm.so.6", "Roots need libm.");
  const auto error = refusal_of([&] { static_cast<void>(library["square_of_a_circle"]); });
  BOOST_REQUIRE(error);
  BOOST_TEST(error->public_text() == "Roots need libm.");
  BOOST_TEST(error->private_detail().find("square_of_a_circle") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
