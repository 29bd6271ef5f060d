#include "grants/kept_requests.h"

#include <boost/test/unit_test.hpp>

#include "store/kept_requests.h"
#include "store/session.h"
#include "support/test_world.h"

namespace {

struct KeptDesk : TestWorld {
  grants::KeptRequests kept{context};

  std::string keep(const std::string& query, const char* address = "192.0.2.1") {
    clock.advance(std::chrono::milliseconds(1));
    return kept.keep(query, from(address));
  }
  long rows() {
    return database.read([](store::Session& session) {
      return session.statement("select count(*) from kept_requests").value<long long>().value();
    });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(kept_requests, KeptDesk)

BOOST_AUTO_TEST_CASE(a_request_is_there_for_a_day_and_tells_when_it_was_asked) {
  const auto query = "state=" + std::string(16000, 's');
  const auto text = keep(query);
  BOOST_TEST(text.starts_with("dwq_"));
  const auto found = kept.find(text);
  BOOST_REQUIRE(found);
  BOOST_TEST(found->query == query);
  BOOST_TEST((found->asked_at == clock.now()));
  clock.advance(std::chrono::hours(24) - std::chrono::milliseconds(1));
  BOOST_TEST(kept.find(text).has_value());
  clock.advance(std::chrono::milliseconds(1));
  BOOST_TEST(!kept.find(text));
  const int purged = database.transaction([&](store::Session& session) {
    return store::KeptRequests(session).purge_expired(clock.now(), 10);
  });
  BOOST_TEST(purged == 1);
  BOOST_TEST(rows() == 0);
}

BOOST_AUTO_TEST_CASE(what_is_none_of_ours_is_nothing) {
  auto text = keep("state=x");
  text.back() = text.back() == 'A' ? 'B' : 'A';
  for (const auto& other : {text, std::string(), std::string("dwq_"), std::string(48, 'x')}) {
    BOOST_TEST(!kept.find(other));
  }
}

BOOST_AUTO_TEST_CASE(who_asks_without_end_drives_out_what_is_their_own) {
  const auto others = keep("state=others", "198.51.100.7");
  const auto first = keep("state=first", "192.0.2.9");
  for (int i = 0; i < 200; ++i) keep("state=more");
  BOOST_TEST(!kept.find(first));  // of the same /24
  BOOST_TEST(kept.find(others).has_value());
  BOOST_TEST(rows() == 201);
}

BOOST_AUTO_TEST_SUITE_END()
