#include "accounts/proof/signature_check.h"
#include "base/encoding.h"

#include <boost/test/unit_test.hpp>

#include "accounts/identity/recovery.h"
#include "accounts/keys/public_keys.h"
#include "accounts/keys/ssh_keys.h"
#include "accounts/proof/opening.h"
#include "accounts/proof/owner_check.h"
#include "crypto/jose.h"
#include "crypto/ssh_lines.h"
#include "crypto/ssh_public_key.h"
#include "store/seen_signatures.h"
#include "store/ssh_keys.h"
#include "support/records.h"
#include "support/refusals.h"
#include "support/test_world.h"

using accounts::SignedRequest;
using base::ErrorCode;
using crypto::Algorithm;
using namespace std::chrono_literals;

namespace {

constexpr auto kEmail = "anna@example.org";

// Anna, who has a key, and signs requests with it.
struct Signer : TestWorld {
  Signer() {
    make_active("anna");
    make_active("bert");
    add(pair);
  }

  model::SshKey add(const crypto::SigningKey& key, const std::string& owner = "anna") {
    return keys.add(id_of(owner), ssh_line(key), from("192.0.2.1"));
  }

  // A request made now; no two have the same text.
  SignedRequest request(const crypto::SigningKey& key, const std::string& email = kEmail) {
    SignedRequest made;
    made.email = email;
    made.key_id =
        "/" + email + "/keys/" + crypto::SshPublicKey::parse(ssh_line(key)).md5_fingerprint();
    made.algorithm = "hs2019";
    made.headers = {"date", "email"};
    made.text = "date: " + std::to_string(++count) + "\nemail: " + email;
    made.signature = padded_base64(key.sign(made.text));
    made.date = clock.now();
    return made;
  }
  SignedRequest request() { return request(pair); }

  accounts::Proof check(const SignedRequest& request) {
    return signatures.check(request, from("192.0.2.7"));
  }

  // The rule that refuses; "accepted" when none does.
  std::string verdict(const SignedRequest& request) {
    const auto error = refusal_of([&] { check(request); });
    if (!error) return "accepted";
    if (error->code() != ErrorCode::unauthorized) return name_of(error->code());
    return error->rule();
  }

  accounts::SshKeys keys{context};
  crypto::SigningKey pair = make_key(Algorithm::es256);
  int count = 0;
};

/// What stands between type and comment.
std::string blob_of(const model::SshKey& key) {
  const auto begin = key.key.find(' ') + 1;
  return key.key.substr(begin, key.key.find(' ', begin) - begin);
}

// The second valid signature that anybody can derive from one: r and n - s.
std::string mirrored(std::string signature) {
  constexpr std::string_view order(
      "\xff\xff\xff\xff\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff"
      "\xbc\xe6\xfa\xad\xa7\x17\x9e\x84\xf3\xb9\xca\xc2\xfc\x63\x25\x51",
      32);
  int borrow = 0;
  for (std::size_t i = 32; i-- > 0;) {
    const int digit = static_cast<unsigned char>(order[i]) -
                      static_cast<unsigned char>(signature[32 + i]) - borrow;
    borrow = digit < 0 ? 1 : 0;
    signature[32 + i] = static_cast<char>(digit);
  }
  return signature;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(signature_check, Signer)

BOOST_AUTO_TEST_CASE(a_signature_by_any_of_the_accounts_keys_is_taken_and_its_use_noted) {
  for (const auto algorithm : {Algorithm::rs512, Algorithm::eddsa, Algorithm::es384}) {
    const auto another = make_key(algorithm);
    const auto key = add(another);
    clock.advance(1s);
    const auto proof = check(request(another));
    BOOST_TEST((proof.account() == id_of("anna")));
    BOOST_TEST((proof.ssh_key() == key.id));
    BOOST_TEST((keys.find(key.account, key.id)->last_used == clock.now()));
  }
}

BOOST_AUTO_TEST_CASE(the_address_counts_in_any_case) {
  BOOST_TEST(verdict(request(pair, "Anna@Example.ORG")) == "accepted");
}

BOOST_AUTO_TEST_CASE(a_request_is_taken_once_whatever_is_made_of_its_signature) {
  const auto first = request();
  BOOST_TEST(verdict(first) == "accepted");
  BOOST_TEST(verdict(first) == "signature.stale");
  auto again = first;
  const auto signature = base::from_base64(first.signature).value();
  again.signature = padded_base64(mirrored(signature));
  BOOST_TEST(verdict(again) == "signature.stale");
  again.signature = padded_base64(pair.sign(first.text));
  BOOST_TEST(verdict(again) == "signature.stale");
  again.email = "ANNA@example.org";
  again.key_id.replace(1, again.email.size(), again.email);
  BOOST_TEST(verdict(again) == "signature.stale");
  BOOST_TEST(verdict(request()) == "accepted");
}

BOOST_AUTO_TEST_CASE(a_mirrored_signature_is_one_so_the_replay_was_what_refused_it) {
  auto other = request();
  other.signature = padded_base64(mirrored(base::from_base64(other.signature).value()));
  BOOST_TEST(verdict(other) == "accepted");
}

BOOST_AUTO_TEST_CASE(a_request_is_remembered_for_as_long_as_it_is_good) {
  const auto early = [&] {
    auto made = request();
    made.date += 299s;
    return made;
  }();
  BOOST_TEST(verdict(early) == "accepted");
  clock.advance(598s);
  database.transaction([&](store::Session& session) {
    store::SeenSignatures(session).purge_expired(clock.now(), 100);
  });
  BOOST_TEST(verdict(early) == "signature.stale");
  clock.advance(10min);
  const auto purged = database.transaction([&](store::Session& session) {
    return store::SeenSignatures(session).purge_expired(clock.now(), 100);
  });
  BOOST_TEST(purged == 1);
  BOOST_TEST(verdict(early) == "signature.stale");
}

BOOST_AUTO_TEST_CASE(a_date_is_good_for_five_minutes_either_way) {
  for (const auto shift : {-300s, 300s}) {
    auto made = request();
    made.date += shift;
    BOOST_TEST(verdict(made) == "accepted");
  }
  for (const auto shift : {-301s, 301s, -360s, 360s, -1000000s, 1000000s}) {
    auto made = request();
    made.date += shift;
    BOOST_TEST(verdict(made) == "signature.stale");
  }
}

BOOST_AUTO_TEST_CASE(the_date_has_to_be_covered) {
  auto made = request();
  made.headers = {"email"};
  BOOST_TEST(verdict(made) == "signature.date_not_covered");
  made.headers = {};
  BOOST_TEST(verdict(made) == "signature.date_not_covered");
}

BOOST_AUTO_TEST_CASE(a_key_is_found_at_its_owners_address_only) {
  const auto bob = make_key(Algorithm::eddsa);
  add(bob, "bert");
  BOOST_TEST(verdict(request(bob)) == "signature.unknown_key");
  BOOST_TEST(verdict(request(pair, "bert@example.org")) == "signature.unknown_key");
  BOOST_TEST(verdict(request(pair, "nobody@example.org")) == "signature.unknown_key");
  BOOST_TEST(verdict(request(pair, "no address")) == "signature.unknown_key");
  auto mixed = request(bob, "bert@example.org");
  mixed.email = kEmail;
  BOOST_TEST(verdict(mixed) == "signature.unknown_key");
}

BOOST_AUTO_TEST_CASE(a_key_id_of_another_form_is_refused) {
  const auto good = request();
  const auto fingerprint = good.key_id.substr(good.key_id.rfind('/') + 1);
  auto upper = fingerprint;
  for (auto& c : upper) c = static_cast<char>(std::toupper(c));
  for (const auto& id :
       {fingerprint, "/" + good.email + "/keys/", "/anna/keys/" + fingerprint, good.key_id + " ",
        "/" + good.email + "/keys/" + upper, "/" + good.email + "/keys/%"}) {
    auto made = request();
    made.key_id = id;
    BOOST_TEST(verdict(made) == "signature.unknown_key", id);
    clock.advance(15min);  // under the budget again
  }
}

BOOST_AUTO_TEST_CASE(what_the_key_did_not_sign_is_refused) {
  auto changed = request();
  changed.text += "0";
  BOOST_TEST(verdict(changed) == "signature.wrong");
  auto by_another = request();
  by_another.signature = padded_base64(make_key(Algorithm::es256).sign(by_another.text));
  BOOST_TEST(verdict(by_another) == "signature.wrong");
  for (const auto* signature : {"", "*", "AAAA"}) {
    auto broken = request();
    broken.signature = signature;
    BOOST_TEST(verdict(broken) == "signature.wrong");
  }
  for (const auto* word : {"rsa-sha256", "rsa-sha1", "hmac-sha256", ""}) {
    auto other = request();
    other.algorithm = word;
    BOOST_TEST(verdict(other) == "signature.wrong");
  }
}

BOOST_AUTO_TEST_CASE(a_reset_by_mail_stops_every_key_until_its_owner_vouches_for_it) {
  const auto stays = add(make_key(Algorithm::es256), "bert");
  const auto key = keys.list(id_of("anna"), -1, 10).front();
  accounts::PublicKeys known(context);
  BOOST_TEST(known.ssh_keys_of("anna").value().size() == 1U);
  clock.advance(1ms);
  recovery.ask(kEmail, from("192.0.2.1"));
  recovery.set(mailed_token(), "new secret", from("192.0.2.1"));
  BOOST_TEST(verdict(request()) == "signature.unknown_key");
  BOOST_TEST(known.ssh_keys_of("anna").value().empty());
  BOOST_TEST(!known.ssh_key(blob_of(key)));
  BOOST_TEST(known.ssh_key(blob_of(stays)).has_value());
  BOOST_TEST(known.ssh_keys_of("bert").value().size() == 1U);
  const auto session = signed_in(context, id_of("anna"));
  BOOST_TEST(refuses(ErrorCode::unauthorized,
                     [&] { keys.vouch(proof_of(context, session), key.id, from("192.0.2.1")); }));
  BOOST_TEST(verdict(request()) == "signature.unknown_key");
  const auto proof = owner_check.by_password(session, "new secret", from("192.0.2.1"));
  BOOST_TEST(
      refuses(ErrorCode::not_found, [&] { keys.vouch(proof, stays.id, from("192.0.2.1")); }));
  keys.vouch(proof, key.id, from("192.0.2.1"));
  BOOST_TEST(verdict(request()) == "accepted");
  BOOST_TEST(known.ssh_keys_of("anna").value().size() == 1U);
  BOOST_TEST(audited("account:ssh-key-confirmed") == 1);
}

BOOST_AUTO_TEST_CASE(a_key_that_is_stopped_while_somebody_comes_in_by_it_lets_nobody_in) {
  const auto proof = check(request());
  database.transaction([&](store::Session& session) {
    store::SshKeys(session).stop_all(proof.account(), clock.now());
  });
  const accounts::Door door{"x", "", [](accounts::Lapse lapse) {
                              BOOST_TEST((lapse == accounts::Lapse::changed));
                              return base::Error(ErrorCode::unauthorized);
                            }};
  BOOST_TEST(refuses(ErrorCode::unauthorized, [&] {
    database.transaction([&](store::Session& session) {
      accounts::open(session, context, proof, door, from("192.0.2.7"),
                     [](accounts::Opening& /*opening*/) {});
    });
  }));
}

BOOST_AUTO_TEST_CASE(an_account_that_is_not_active_or_a_removed_key_is_nobodys) {
  const auto another = make_key(Algorithm::eddsa);
  const auto key = add(another);
  keys.remove(key.account, key.id, from("192.0.2.1"));
  BOOST_TEST(verdict(request(another)) == "signature.unknown_key");
  block(id_of("anna"));
  BOOST_TEST(verdict(request()) == "signature.unknown_key");
}

BOOST_AUTO_TEST_CASE(failures_have_a_budget_and_are_audited_and_a_right_signature_passes_over_it) {
  auto wrong = request();
  wrong.text += "0";
  for (int i = 0; i < 30; ++i) BOOST_TEST(verdict(wrong) == "signature.wrong");
  BOOST_TEST(audited("account:sign-in-failed") == 30);
  BOOST_TEST(verdict(wrong) == "too_many_requests");
  BOOST_TEST(audited("account:sign-in-failed") == 30);
  BOOST_TEST(verdict(request()) == "accepted");
}

BOOST_AUTO_TEST_SUITE_END()
