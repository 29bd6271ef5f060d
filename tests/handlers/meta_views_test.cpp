#include "meta/views.h"

#include <boost/test/unit_test.hpp>

#include "model/person.h"

namespace {

const auto kTime = base::from_millis(1'700'000'000'999);

model::SshKey ssh_key() {
  return {.id = 3,
          .account = {},
          .key = "ssh-ed25519 AAAA \u00e4",
          .digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          .fingerprint = "aa:bb",
          .comment = "\u00e4",
          .authorized_at = kTime,
          .last_used = {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(meta_views)

BOOST_AUTO_TEST_CASE(times_are_in_utc_to_the_second) {
  BOOST_TEST(meta::timestamp(kTime) == "2023-11-14T22:13:20+00:00");
}

BOOST_AUTO_TEST_CASE(a_key_is_shown_with_its_owner_and_its_last_use_to_the_owner_alone) {
  auto key = ssh_key();
  const std::string shown =
      R"({"id":3,"authorized":"2023-11-14T22:13:20+00:00","comment":"\u00e4",)"
      R"("fingerprint":"aa:bb",)"
      R"("fingerprint_sha256":"SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",)"
      R"("key":"ssh-ed25519 AAAA \u00e4",)"
      R"("owner":{"canonical_name":"~anna","name":"anna"})";
  BOOST_TEST(meta::ssh_key_view(key, "anna", false) == shown + "}");
  BOOST_TEST(meta::ssh_key_view(key, "anna", true) == shown + R"(,"last_used":null})");
  key.last_used = key.authorized_at;
  BOOST_TEST(meta::ssh_key_view(key, "anna", true) ==
             shown + R"(,"last_used":"2023-11-14T22:13:20+00:00"})");
}

BOOST_AUTO_TEST_CASE(a_webhook_shows_its_secret_once) {
  const model::Webhook webhook{.id = 5,
                               .account = {},
                               .grant = {},
                               .url = "https://a.example/",
                               .events = {"ssh-key:add"},
                               .created_at = kTime};
  const std::string shown =
      R"({"id":5,"created":"2023-11-14T22:13:20+00:00","events":["ssh-key:add"],)"
      R"("url":"https://a.example/","disabled":null)";
  BOOST_TEST(meta::webhook_view(webhook) == shown + "}");
  BOOST_TEST(meta::webhook_view(webhook, "whsec_x") == shown + R"(,"secret":"whsec_x"})");
}

BOOST_AUTO_TEST_CASE(a_key_that_comes_or_goes_is_told_of_as_its_owner_sees_it) {
  const auto key = ssh_key();
  const std::string owner = "anna";
  BOOST_TEST(meta::payload_of(accounts::SshKeyAdded{key, owner}) ==
             meta::ssh_key_view(key, owner, /*with_last_used=*/true));
  BOOST_TEST(meta::payload_of(accounts::SshKeyRemoved{7}) == R"({"id":7})");
  const model::PgpKey pgp_key{.id = 4,
                              .account = {},
                              .key = "armoured",
                              .fingerprint = std::string(40, 'A'),
                              .email = "anna@example.org",
                              .authorized_at = kTime};
  BOOST_TEST(meta::payload_of(accounts::PgpKeyAdded{pgp_key, owner}) ==
             meta::pgp_key_view(pgp_key, owner));
  BOOST_TEST(meta::payload_of(accounts::PgpKeyRemoved{8}) == R"({"id":8})");
}

BOOST_AUTO_TEST_CASE(a_profile_is_told_of_with_all_its_members) {
  model::Person anna;
  anna.account.username = "anna";
  anna.account.email = "anna@example.org";
  anna.profile.bio = "T\u00fcren";
  BOOST_TEST(meta::payload_of(accounts::ProfileUpdated{anna}) ==
             R"({"canonical_name":"~anna","name":"anna",)"
             R"("email":"anna@example.org","url":null,"location":null,"bio":"T\u00fcren",)"
             R"("use_pgp_key":null})");
}

BOOST_AUTO_TEST_SUITE_END()
