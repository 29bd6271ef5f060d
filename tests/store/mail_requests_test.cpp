#include "store/mail_requests.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"
#include "support/fakes.h"

using model::MailRequest;
using store::MailRequests;
using namespace std::chrono_literals;

namespace {

MailRequest request_for(const std::string& address, const base::Id& account = {}) {
  static FakeEntropy entropy;
  return {.id = base::Id::make(kNow, entropy),
          .purpose = "register",
          .address = address,
          .account = account,
          .challenge = {},
          .mailed_at = kNow,
          .expires_at = kNow + 24h};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mail_requests_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_request_is_found_until_it_expires, On, Backends) {
  Store<On> store;
  auto request = request_for("eva@example.org", request_for("x").id);
  request.challenge = request_for("y").id;
  store.template in<MailRequests>([&](auto& requests) {
    requests.insert(request);
    requests.insert(request_for("max@example.org"));
  });
  store.template in<MailRequests>([&](auto& requests) {
    const auto found = requests.find(request.id, kNow + 24h - 1ms).value();
    BOOST_TEST(found.purpose == "register");
    BOOST_TEST(found.address == "eva@example.org");
    BOOST_TEST((found.account == request.account));
    BOOST_TEST((found.challenge == request.challenge));
    BOOST_TEST((found.mailed_at == kNow));
    BOOST_TEST(found.tries == 0);
    BOOST_TEST(!requests.find(request.id, kNow + 24h));
    BOOST_TEST(
        (requests.latest(request.account, "eva@example.org", "register", kNow)->id == request.id));
    BOOST_TEST(!requests.latest(request.account, "max@example.org", "register", kNow));
    BOOST_TEST(!requests.latest(request.account, "eva@example.org", "reset-password", kNow));
    BOOST_TEST(requests.purge_expired(kNow, 10) == 0);
    BOOST_TEST(requests.purge_expired(kNow + 24h, 10) == 2);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(tries_are_counted_up_to_the_most_and_for_the_address, On, Backends) {
  Store<On> store;
  const auto first = request_for("eva@example.org");
  const auto second = request_for("eva@example.org");
  store.template in<MailRequests>([&](auto& requests) {
    requests.insert(first);
    requests.insert(second);
    BOOST_TEST(requests.tries_for("eva@example.org", "register", kNow) == 0);
    for (int i = 0; i < 3; ++i) BOOST_TEST(requests.count_try(first.id, 3));
    BOOST_TEST(!requests.count_try(first.id, 3));
    BOOST_TEST(requests.count_try(second.id, 3));
    BOOST_TEST(requests.tries_for("eva@example.org", "register", kNow) == 4);
    BOOST_TEST(requests.tries_for("eva@example.org", "reset-password", kNow) == 0);
    BOOST_TEST(requests.tries_for("eva@example.org", "register", kNow + 24h) == 0);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_mail_is_sent_again_after_a_pause_alone, On, Backends) {
  Store<On> store;
  const auto request = request_for("eva@example.org");
  store.template in<MailRequests>([&](auto& requests) {
    requests.insert(request);
    BOOST_TEST(requests.was_mailed("eva@example.org", "register", kNow - 1ms));
    BOOST_TEST(!requests.was_mailed("eva@example.org", "register", kNow));
    BOOST_TEST(!requests.was_mailed("eva@example.org", "reset-password", kNow - 1ms));
    BOOST_TEST(!requests.mail_again(request.id, kNow + 59s, kNow - 1s));
    BOOST_TEST(requests.mail_again(request.id, kNow + 61s, kNow + 1s));
    BOOST_TEST((requests.find(request.id, kNow)->mailed_at == kNow + 61s));
  });
}

BOOST_AUTO_TEST_SUITE_END()
