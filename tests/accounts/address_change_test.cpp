#include "accounts/identity/address_change.h"

#include <boost/test/unit_test.hpp>
#include <set>

#include "accounts/identity/password_change.h"
#include "accounts/identity/plain_accounts.h"
#include "accounts/proof/owner_check.h"
#include "rivals.h"
#include "store/accounts.h"
#include "store/challenges.h"
#include "support/forked.h"
#include "support/records.h"
#include "support/refusals.h"
#include "support/test_world.h"

using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

std::string newest_link(TestWorld& world) {
  std::string token;
  for (const auto& mail : world.mails()) {
    if (mail.template_name != "confirm-address") continue;
    token = world.opaque.mint(crypto::TokenKind::challenge, mail.challenge);
  }
  return token;
}

struct ChangeFixture : AdasWorld {
  ChangeFixture() {
    clock.advance(30min);  // the registration's mail counts no more
    before = mails().size();
  }

  std::optional<base::Error> refusal(const std::string& email, const std::string& who = "ada") {
    clock.advance(1ms);
    const auto proof = proof_of(context, id_of(who));
    return refusal_of([&] { addresses.ask(proof, email, from("192.0.2.1")); });
  }
  std::string link_to(const std::string& email) {
    BOOST_TEST(!refusal(email));
    return newest_link(*this);
  }
  bool confirms(const std::string& token, const std::string& password = "secret") {
    clock.advance(1ms);
    const auto error = refusal_of([&] { addresses.confirm(token, password, from("192.0.2.1")); });
    BOOST_TEST((!error || error->code() == ErrorCode::not_found));
    return !error;
  }
  /// Nothing happens, and the link stays good.
  bool is_asked_for_the_password(const std::string& token, const std::string& typed) {
    const auto then = address_of("ada");
    const auto error = refusal_of([&] { addresses.confirm(token, typed, from("192.0.2.1")); });
    return error && error->code() == ErrorCode::unauthorized && error->subject() == "proof" &&
           address_of("ada") == then && addresses.pending(token).has_value();
  }
  std::string address_of(const std::string& username) {
    return database.read([&](store::Session& session) {
      const auto found = store::Accounts(session).by_username(username, clock.now());
      return found.value().email.value_or("");
    });
  }
  /// The mails since the test began: "template to recipient about detail".
  std::set<std::string> told() {
    std::set<std::string> lines;
    const auto all = mails();
    for (auto i = before; i < all.size(); ++i) {
      lines.insert(all[i].template_name + " to " + all[i].recipient + " about " + all[i].detail);
    }
    return lines;
  }

  std::size_t before = 0;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(address_change, ChangeFixture)

BOOST_AUTO_TEST_CASE(a_confirmed_address_is_a_verified_one_and_leads_on_to_where_somebody_wanted) {
  plain_accounts.create("bert", "x", from("192.0.2.1"));
  const auto bert = id_of("bert");
  const auto verified = [&] {
    return database.read([&](store::Session& session) {
      return model::has_verified_address(store::Accounts(session).by_id(bert, clock.now()).value());
    });
  };
  BOOST_TEST(!verified());
  addresses.ask(proof_of(context, bert), "bert@example.org", from("192.0.2.1"), "/members/?a=1");
  const auto token = newest_link(*this);
  const auto pending = addresses.pending(token).value();
  BOOST_TEST(pending.target == "/members/?a=1");
  BOOST_TEST(!pending.replaces);
  BOOST_TEST(!verified());
  BOOST_TEST(confirms(token, "x"));
  BOOST_TEST(verified());
  clock.advance(1ms);
  addresses.ask(proof_of(context, bert), "new@example.org", from("192.0.2.1"));
  BOOST_TEST(addresses.pending(newest_link(*this)).value().replaces);
  BOOST_TEST(verified());
  BOOST_TEST(address_of("bert") == "bert@example.org");
}

BOOST_AUTO_TEST_CASE(an_address_that_was_asked_for_without_the_password_is_confirmed_with_it) {
  const auto token = link_to("ada@example.net");
  BOOST_TEST(addresses.pending(token).value().asks_password);
  BOOST_TEST(is_asked_for_the_password(token, ""));
  BOOST_TEST(is_asked_for_the_password(token, "a guess"));
  BOOST_TEST(confirms(token));
  BOOST_TEST(address_of("ada") == "ada@example.net");
}

BOOST_AUTO_TEST_CASE(the_first_address_of_an_account_is_confirmed_with_its_password_too) {
  plain_accounts.create("bert", "x", from("192.0.2.1"));
  BOOST_TEST(!refusal("eve@example.net", "bert"));
  const auto token = newest_link(*this);
  BOOST_TEST(is_asked_for_the_password(token, ""));
  BOOST_TEST(address_of("bert").empty());
  BOOST_TEST(confirms(token, "x"));
}

BOOST_AUTO_TEST_CASE(one_that_was_asked_for_with_the_password_needs_none_again) {
  const auto session = signed_in(context, id_of("ada"));
  addresses.ask(owner_check.by_password(session, "secret", from("192.0.2.1")), "ada@example.net",
                from("192.0.2.1"));
  const auto token = newest_link(*this);
  BOOST_TEST(!addresses.pending(token).value().asks_password);
  BOOST_TEST(confirms(token, ""));
  BOOST_TEST(address_of("ada") == "ada@example.net");
}

BOOST_AUTO_TEST_CASE(whoever_has_the_link_guesses_at_the_password_ten_times) {
  const auto token = link_to("ada@example.net");
  const auto guess = [&](const char* password) {
    return refusal_of([&] { addresses.confirm(token, password, from("203.0.113.9")); });
  };
  for (int i = 0; i < 10; ++i) BOOST_TEST((guess("x")->code() == ErrorCode::unauthorized));
  BOOST_TEST((guess("secret")->code() == ErrorCode::too_many_requests));
  BOOST_TEST(address_of("ada") == "ada@example.org");
}

BOOST_AUTO_TEST_CASE(of_a_request_with_the_password_and_one_without_the_newer_counts) {
  const auto proof =
      owner_check.by_password(signed_in(context, id_of("ada")), "secret", from("192.0.2.1"));
  addresses.ask(proof, "one@example.net", from("192.0.2.1"));
  const auto first = newest_link(*this);
  const auto second = link_to("two@example.net");
  BOOST_TEST(!confirms(first));
  clock.advance(1ms);
  addresses.ask(proof, "three@example.net", from("192.0.2.1"));
  BOOST_TEST(!confirms(second));
}

BOOST_AUTO_TEST_CASE(of_links_that_were_asked_for_at_the_same_moment_one_counts) {
  const auto first = link_to("ada@example.net");
  const model::Challenge challenge{.id = base::Id::make(clock.now(), entropy),
                                   .account = id_of("ada"),
                                   .purpose = accounts::kChangeAddress.name,
                                   .address = "eve@example.com",
                                   .expires_at = clock.now() + 1h};
  database.transaction(
      [&](store::Session& session) { store::Challenges(session).insert(challenge); });
  const auto other = opaque.mint(crypto::TokenKind::challenge, challenge.id);
  BOOST_TEST(confirms(first));
  BOOST_TEST(!confirms(other));
  BOOST_TEST(address_of("ada") == "ada@example.net");
}

BOOST_AUTO_TEST_CASE(the_new_address_is_the_accounts_once_it_is_confirmed_and_the_old_is_told) {
  const auto token = link_to("Ada@Example.NET");
  const std::set<std::string> asked{"confirm-address to Ada@Example.NET about Ada@Example.NET",
                                    "address-changing to ada@example.org about Ada@Example.NET"};
  BOOST_TEST((told() == asked));
  BOOST_TEST(address_of("ada") == "ada@example.org");
  const auto pending = addresses.pending(token);
  BOOST_REQUIRE(pending);
  BOOST_TEST(pending->username == "ada");
  BOOST_TEST(pending->email == "Ada@Example.NET");
  BOOST_TEST(confirms(token));
  BOOST_TEST(address_of("ada") == "Ada@Example.NET");
  BOOST_TEST(told().contains("address-changed to ada@example.org about Ada@Example.NET"));
  BOOST_TEST(told().size() == 3U);
  BOOST_TEST(!addresses.pending(token));
  BOOST_TEST(!confirms(token));
  BOOST_TEST(lives(browser_of("ada@example.net")));
  BOOST_TEST(audited("account:address-change-asked-for") == 1);
  BOOST_TEST(audited("account:address-changed") == 1);
}

BOOST_AUTO_TEST_CASE(what_is_no_address_is_refused_about_it) {
  for (const std::string& email :
       {std::string(), std::string("ada"), std::string("a@b@c.org"),
        std::string("a@b.org\r\nBcc: c@d.org"), std::string(250, 'a') + "@b.org"}) {
    const auto error = refusal(email);
    BOOST_REQUIRE(error);
    BOOST_TEST((error->code() == ErrorCode::invalid_argument), email);
    BOOST_TEST(error->subject() == "email");
  }
  BOOST_TEST(told().empty());
}

BOOST_AUTO_TEST_CASE(an_address_that_somebody_has_is_a_conflict_thirty_times) {
  make_active("bob");
  before = mails().size();
  for (int i = 0; i < 30; ++i) {
    const auto error = refusal("BOB@example.org");
    BOOST_REQUIRE(error);
    BOOST_TEST((error->code() == ErrorCode::conflict));
    BOOST_TEST(error->subject() == "email");
  }
  BOOST_TEST(told().empty());
  BOOST_TEST((refusal("BOB@example.org")->code() == ErrorCode::too_many_requests));
  gate.admit("192.0.2.1");  // nothing to others there
}

BOOST_AUTO_TEST_CASE(the_address_that_one_has_is_no_change_and_ends_the_older_request) {
  const auto token = link_to("ada@example.net");
  before = mails().size();
  BOOST_TEST(!refusal("ADA@example.org"));
  BOOST_TEST(told().empty());
  BOOST_TEST(!confirms(token));
  BOOST_TEST(address_of("ada") == "ada@example.org");
}

BOOST_AUTO_TEST_CASE(a_newer_request_ends_the_older_one) {
  const auto first = link_to("one@example.net");
  const auto second = link_to("two@example.net");
  BOOST_TEST(!confirms(first));
  BOOST_TEST(confirms(second));
  BOOST_TEST(address_of("ada") == "two@example.net");
}

BOOST_AUTO_TEST_CASE(a_request_is_good_for_a_day_and_no_longer) {
  const auto token = link_to("ada@example.net");
  clock.advance(24h - 1ms);
  BOOST_TEST(addresses.pending(token).has_value());
  clock.advance(1ms);
  BOOST_TEST(!addresses.pending(token));
  BOOST_TEST(!confirms(token));
}

BOOST_AUTO_TEST_CASE(an_address_that_somebody_takes_meanwhile_is_a_conflict) {
  const auto token = link_to("bob@example.org");
  make_active("bob");
  BOOST_TEST(
      refuses(ErrorCode::conflict, [&] { addresses.confirm(token, "secret", from("192.0.2.1")); }));
  BOOST_TEST(address_of("ada") == "ada@example.org");
  BOOST_TEST(address_of("bob") == "bob@example.org");
}

BOOST_AUTO_TEST_CASE(an_expired_registration_holds_no_address_back) {
  register_account("bob");
  clock.advance(10min);
  BOOST_TEST(confirms(link_to("bob@example.org")));
  BOOST_TEST(address_of("ada") == "bob@example.org");
}

BOOST_AUTO_TEST_CASE(an_account_without_an_address_gets_its_first) {
  database.transaction([&](store::Session& session) {
    model::Account account;
    account.id = base::Id::make(clock.now(), entropy);
    account.username = account.username_key = "bob";
    account.state = model::AccountState::active;
    account.created_at = clock.now();
    store::Accounts(session).insert(account);
  });
  BOOST_TEST(!refusal("bob@example.org", "bob"));
  BOOST_TEST(confirms(newest_link(*this)));
  BOOST_TEST(address_of("bob") == "bob@example.org");
  BOOST_TEST(told().size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_account_that_is_gone_or_blocked_changes_nothing) {
  const auto token = link_to("ada@example.net");
  block(id_of("ada"));
  BOOST_TEST(!addresses.pending(token));
  BOOST_TEST(!confirms(token));
  for (const auto& who : {id_of("ada"), base::Id()}) {
    BOOST_TEST(refuses(ErrorCode::unauthorized, [&] {
      database.transaction([&](store::Session& session) {
        addresses.ask(session, who, "ada@example.com", from("192.0.2.1"));
      });
    }));
  }
}

BOOST_AUTO_TEST_CASE(another_mails_link_confirms_nothing_and_stays_good) {
  recovery.ask("ada@example.org", from("192.0.2.1"));
  const auto reset = mailed_token();
  BOOST_TEST(!confirms(reset));
  BOOST_TEST(recovery.username_of(reset).has_value());
  BOOST_TEST(!confirms(""));
  BOOST_TEST(!confirms(link_to("ada@example.net").substr(1)));
}

BOOST_AUTO_TEST_CASE(an_account_asks_five_times_and_a_recipient_is_mailed_five_times) {
  for (int i = 0; i < 5; ++i) BOOST_TEST(!refusal("n" + std::to_string(i) + "@example.net"));
  const auto error = refusal("n5@example.net");
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::too_many_requests));
  BOOST_TEST(error->retry_after().has_value());
  BOOST_TEST(addresses.pending(newest_link(*this)).has_value());
  for (const auto* name : {"a", "b", "c", "d", "e", "f"}) make_active(name);
  for (const auto* name : {"a", "b", "c", "d", "e"}) BOOST_TEST(!refusal("eve@example.net", name));
  BOOST_TEST((refusal("eve@example.net", "f")->code() == ErrorCode::too_many_requests));
}

BOOST_AUTO_TEST_CASE(in_a_transaction_of_other_changes_all_happens_or_nothing) {
  BOOST_TEST(refuses(ErrorCode::internal, [&] {
    database.transaction([&](store::Session& session) {
      addresses.ask(session, id_of("ada"), "ada@example.net", from("192.0.2.1"));
      throw base::Error(ErrorCode::internal);
    });
  }));
  BOOST_TEST(told().empty());
}

BOOST_AUTO_TEST_CASE(of_ten_accounts_that_confirm_one_address_at_once_exactly_one_gets_it) {
  const TempDirectory shared;
  std::vector<std::string> links;
  {
    TestWorld first({.directory = shared.path()});
    for (int i = 0; i < 10; ++i) {
      const auto name = "n" + std::to_string(i);
      first.make_active(name);
      first.clock.advance(15min);  // a recipient is sent few mails
      first.addresses.ask(proof_of(first.context, first.id_of(name)), "wanted@example.net",
                          from("192.0.2.1"));
      links.push_back(newest_link(first));
    }
  }
  std::vector<Forked> rivals;
  for (const auto& link : links) {
    rivals.emplace_back([&shared, link] {
      TestWorld rival({.directory = shared.path()});
      return outcome_among_rivals(
          ErrorCode::conflict, [&] { rival.addresses.confirm(link, "secret", from("192.0.2.1")); });
    });
  }
  expect_one_winner(rivals);
}

BOOST_AUTO_TEST_SUITE_END()
