// Clients of the meta API which were written for the service that it comes from; see
// meta_clients.py.
#include <boost/test/unit_test.hpp>

#include "e2e/people.h"
#include "support/places.h"

BOOST_AUTO_TEST_SUITE(meta_clients)

BOOST_AUTO_TEST_CASE(read_every_answer_to_their_requests) {
  const Site site(kNginx, {{"public_url", "\"{url}\""}});
  const auto ada = register_person(site, "ada");
  const auto app = add_client(site.scratch(), {"--name", "Command line", "--grant", "password"});
  const auto token = tokens_of(site, app, ada, "profile:write keys:write audit:read").access;
  const auto log = site.scratch().at("meta.log");
  const int code =
      run({.arguments = {"/usr/bin/python3", "-B", source_path("tests/interop/meta_clients.py"),
                         site.url(), token},
           .log = log,
           .as_nobody = false});
  BOOST_TEST(code == 0, read_file(log));
}

BOOST_AUTO_TEST_SUITE_END()
