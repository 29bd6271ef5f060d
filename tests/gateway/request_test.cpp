#include "gateway/request.h"

#include <boost/test/unit_test.hpp>

#include "support/refusals.h"

using gateway::Fields;
using gateway::Request;

BOOST_AUTO_TEST_SUITE(request_fields)

BOOST_AUTO_TEST_CASE(a_field_given_twice_is_refused_where_it_may_be_given_once) {
  Fields fields;
  fields.add("a", "1");
  fields.add("b", "2");
  fields.add("a", "3");
  BOOST_TEST(fields.find("b").value() == "2");
  BOOST_TEST(!fields.find("c"));
  BOOST_TEST(fields.all("a").size() == 2U);
  const auto error = refusal_of([&] { fields.find("a"); });
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == base::ErrorCode::invalid_argument));
  BOOST_TEST(error->subject() == "a");
}

BOOST_AUTO_TEST_CASE(a_form_is_read_from_the_body_alone_and_of_its_media_type_alone) {
  Request request;
  request.query.add("secret", "url");
  request.body = "a=1";
  request.media_type = "application/x-www-form-urlencoded";
  BOOST_TEST(request.form().find("a").value() == "1");
  BOOST_TEST(!request.form().find("secret"));
  for (const auto* type : {"", "application/json", "application/x-www-form-urlencodedevil"}) {
    request.media_type = type;
    BOOST_TEST(request.form().empty());
  }
}

BOOST_AUTO_TEST_CASE(every_method_has_its_name) {
  BOOST_TEST(name_of(gateway::Method::del) == "DELETE");
  BOOST_TEST(name_of(gateway::Method::other) == "OTHER");
}

BOOST_AUTO_TEST_SUITE_END()
