// What programs read and change of an account.
#include "meta_user.h"

#include <set>

#include "meta/audit_words.h"
#include "store/accounts.h"
#include "support/count_statements.h"
#include "support/public_keys.h"

using gateway::Method;

namespace {

struct TwoPeople : Program {
  TwoPeople() {
    make_account("bob");
    bobs = personal_token("*", account("bob")->id);
  }

  gateway::Response put(const json::Value& value) {
    return ask(Method::put, "/api/user/profile", value);
  }
  /// With a token of a client's.
  std::string profile_by(const grants::Clients::Made& client) {
    site = client;
    return get("/api/user/profile", bearer(token())).body;
  }

  std::string bobs;
};

struct WithKeys : TwoPeople {
  std::string add_ssh(const std::string& key) {
    const auto made = ask(Method::post, "/api/user/ssh-keys", json::Value{{"ssh-key", key}});
    BOOST_TEST(made.status == 201, made.body);
    return made.body;
  }
  std::string add_pgp(const std::string& key) {
    const auto made = ask(Method::post, "/api/user/pgp-keys", json::Value{{"pgp-key", key}});
    BOOST_TEST(made.status == 201, made.body);
    return made.body;
  }
};

const std::string kBlob = std::string(kSshKey).substr(12);

}  // namespace

BOOST_FIXTURE_TEST_SUITE(meta_profile, TwoPeople)

BOOST_AUTO_TEST_CASE(a_profile_is_shown_with_nulls_and_changed) {
  BOOST_TEST(
      ask(Method::get, "/api/user/profile").body ==
      R"({"canonical_name":"~ada","name":"ada","user_type":"active_free",)"
      R"("suspension_notice":null,"email":"ada@example.org","url":null,"location":null,"bio":null,)"
      R"("use_pgp_key":null})");
  const auto changed = put({{"url", "https://ada.example/"}, {"location", "T\u00fcr"}, {"x", 1}});
  BOOST_TEST(changed.status == 200);
  BOOST_TEST(changed.header("Content-Type") == "application/json");
  BOOST_TEST(changed.body == R"({"canonical_name":"~ada","name":"ada","email":"ada@example.org",)"
                             R"("url":"https://ada.example/","location":"T\u00fcr","bio":null,)"
                             R"("use_pgp_key":null})");
  const auto cleared = put({{"url", nullptr}, {"location", ""}});
  BOOST_TEST(cleared.body.find(R"("url":null,"location":null)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(only_our_own_programs_see_what_kind_of_user_it_is) {
  BOOST_TEST(profile_by(site).find("user_type") == std::string::npos);
  const auto ours =
      add({.name = "Ours", .trusted = true, .redirect_uris = {"https://site.example/back"}});
  BOOST_TEST(profile_by(ours).find(R"("user_type":"active_free","suspension_notice":null)") !=
             std::string::npos);
  database.transaction([&](store::Session& session) { store::Accounts(session).set_tier(ada, 3); });
  BOOST_TEST(ask(Method::get, "/api/user/profile").body.find(R"("user_type":"active_paying")") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_profile_that_a_program_asks_for_again_is_one_statement) {
  const auto by = bearer(token());
  const auto show = [&] { BOOST_TEST(get("/api/user/profile", by).status == 200); };
  show();
  BOOST_TEST(count_statements(database, show) == 1);
}

BOOST_AUTO_TEST_CASE(all_faults_are_told_at_once) {
  const auto refused = put({{"url", 3},
                            {"location", std::string(257, 'x')},
                            {"bio", json::Value::array()},
                            {"email", nullptr},
                            {"use_pgp_key", "7"}});
  BOOST_TEST(refused.status == 400);
  BOOST_TEST(refused.body ==
             R"({"errors":[{"field":"url","reason":"url should be a str"},)"
             R"({"field":"bio","reason":"bio should be a str"},)"
             R"({"field":"email","reason":"email may not be null"},)"
             R"({"field":"email","reason":"email is required"},)"
             R"({"field":"use_pgp_key","reason":"use_pgp_key should be an int"},)"
             R"({"field":"location","reason":"Location must fewer than 256 characters."}]})");
  BOOST_TEST(put({{"email", ""}}).body == fault("email", "email is required"));
  BOOST_TEST(put({{"email", "Bob@example.org"}}).body ==
             fault("email", "This email address is already in use."));
  BOOST_TEST(put({{"use_pgp_key", 7}}).body == fault("use_pgp_key", "You have no such PGP key"));
  BOOST_TEST(put({{"use_pgp_key", 1.5}}).status == 400);
}

BOOST_AUTO_TEST_CASE(a_new_address_is_shown_when_it_is_confirmed) {
  clock.advance(std::chrono::milliseconds(1));  // so that these mails come last
  const auto asked = put({{"email", " new@example.org "}});
  BOOST_TEST(asked.status == 200);
  BOOST_TEST(text(asked, "email") == "ada@example.org");
  const auto queued = mails();
  const std::set recipients{queued.at(queued.size() - 2).recipient, queued.back().recipient};
  BOOST_TEST((recipients == std::set<std::string>{"ada@example.org", "new@example.org"}));
}

BOOST_AUTO_TEST_CASE(json_that_does_not_say_so_is_refused_and_changes_nothing) {
  for (const auto* type : {"", "text/plain", "application/x-www-form-urlencoded", "text/json"}) {
    auto asked = request(Method::put, "/api/user/profile");
    asked.headers.add("authorization", "token " + mine);
    asked.media_type = type;
    asked.body = R"( {"bio":"unseen"})";
    const auto answer = send(asked);
    BOOST_TEST(answer.status == 415, type);
    BOOST_TEST(answer.body.find("send JSON as application/json") != std::string::npos);
  }
  BOOST_TEST(ask(Method::get, "/api/user/profile").body.find("unseen") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_form_does_as_well) {
  auto asked = form("/api/user/profile", {{"bio", "x y"}, {"use_pgp_key", ""}});
  asked.method = Method::put;
  asked.headers.add("authorization", "token " + mine);
  BOOST_TEST(text(send(asked), "bio") == "x y");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(meta_audit_log, TwoPeople)

BOOST_AUTO_TEST_CASE(owners_read_what_happened_in_the_words_of_the_document) {
  put({{"bio", "x"}});
  const auto page = json::parse_object(ask(Method::get, "/api/user/audit-log").body);
  const auto& newest = page["results"][0];
  BOOST_TEST(newest["action"] == "updated profile via API");
  BOOST_TEST(newest["ip"] == "192.0.2.1");
  BOOST_TEST(newest["details"].is_null());
  BOOST_TEST(newest["created"].get<std::string>().starts_with("2023-11-14T22:13:2"));
  BOOST_TEST(page["results"][1]["action"] == "issued oauth token");
  BOOST_TEST(page["results"].back()["action"] == "account created");
  BOOST_TEST(page["total"] == page["results"].size());
  const auto bobs_page =
      json::parse_object(ask_with(bobs, Method::get, "/api/user/audit-log").body);
  BOOST_TEST(bobs_page["results"][0]["action"] == "issued oauth token");
}

BOOST_AUTO_TEST_CASE(what_a_program_did_names_the_program) {
  put({{"bio", "x"}});
  const auto newest = [&] {
    return json::parse_object(ask(Method::get, "/api/user/audit-log").body)["results"][0];
  };
  BOOST_TEST(newest()["by"].get<std::string>().starts_with("personal token"));
  site = add({.name = "Site", .redirect_uris = {"https://site.example/back"}});
  ask_with(token(), Method::post, "/api/user/webhooks",
           R"({"url":"https://a.example/","events":["profile:update"]})");
  BOOST_TEST(newest()["action"] == "webhook added");
  BOOST_TEST(newest()["by"] == "application Site");
}

BOOST_AUTO_TEST_CASE(a_change_of_nothing_is_no_event) {
  const auto total = [&] {
    return json::parse_object(ask(Method::get, "/api/user/audit-log").body)["total"].dump();
  };
  const auto before = total();
  BOOST_TEST(put(json::Value::object()).status == 200);
  BOOST_TEST(total() == before);
}

BOOST_AUTO_TEST_CASE(events_have_words) {
  BOOST_TEST(meta::action_of("account:ssh-key-removed") == "ssh key deleted");
  BOOST_TEST(meta::action_of("account:tier-changed") == "tier changed");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(meta_ssh_keys, WithKeys)

BOOST_AUTO_TEST_CASE(a_key_is_added_listed_used_and_removed) {
  const std::string line = std::string(kSshKey) + " ada's  key\n";
  const auto made = add_ssh(line);
  BOOST_TEST(made == R"({"id":1,"authorized":"2023-11-14T22:13:20+00:00",)"
                     R"("comment":"ada's  key","fingerprint":")" +
                         std::string(kSshFingerprint) + R"(","fingerprint_sha256":")" + kSshSha256 +
                         R"(","key":)" + json::dump(line) +
                         R"(,"owner":{"canonical_name":"~ada","name":"ada"},"last_used":null})");
  BOOST_TEST(ask(Method::get, "/api/user/ssh-keys").body ==
             R"({"next":null,"results":[)" + made + R"(],"total":1,"results_per_page":50})");
  BOOST_TEST(ask(Method::get, "/api/user/ssh-keys/1").body == made);
  const auto used = ask(Method::put, "/api/user/ssh-keys/1");
  BOOST_TEST(used.status == 200);
  BOOST_TEST(text(used, "last_used").starts_with("2023-11-14T22:13:2"));
  const auto removed = ask(Method::del, "/api/user/ssh-keys/1", std::string("\"\""));
  BOOST_TEST(removed.status == 204);
  BOOST_TEST(removed.body.empty());
  BOOST_TEST(ask(Method::del, "/api/user/ssh-keys/1").body == kUnknown);
}

BOOST_AUTO_TEST_CASE(a_key_of_somebody_else_is_not_there) {
  add_ssh(kSshKey);
  for (const auto* id : {"1", "2", "-1", "+1", "1.0", "0x1", "01x", "99999999999999999999", "x"}) {
    const auto path = std::string("/api/user/ssh-keys/") + id;
    for (const auto method : {Method::get, Method::put, Method::del}) {
      BOOST_TEST(ask_with(bobs, method, path).body == kUnknown, path);
    }
  }
  BOOST_TEST(ask(Method::get, "/api/user/ssh-keys/1").status == 200);
}

BOOST_AUTO_TEST_CASE(what_is_no_new_key_is_refused_about_the_field) {
  const auto refusal = [&](const json::Value& value) {
    return ask(Method::post, "/api/user/ssh-keys", value).body;
  };
  add_ssh(kSshKey);
  BOOST_TEST(refusal(json::Value::object()) == fault("ssh-key", "ssh-key is required"));
  BOOST_TEST(refusal({{"ssh-key", "x"}}) == fault("ssh-key", "This is not a valid SSH key"));
  BOOST_TEST(refusal({{"ssh-key", std::string(kSshKey) + " again"}}) ==
             fault("ssh-key", "We already have this SSH key on file."));
}

BOOST_AUTO_TEST_CASE(who_may_only_read_changes_nothing) {
  add_ssh(kSshKey);
  const auto reading = personal_token("keys:read", ada);
  BOOST_TEST(ask_with(reading, Method::get, "/api/user/ssh-keys/1").status == 200);
  for (const auto method : {Method::put, Method::del}) {
    BOOST_TEST(ask_with(reading, method, "/api/user/ssh-keys/1").status == 403);
  }
  BOOST_TEST(ask_with(reading, Method::post, "/api/user/ssh-keys").status == 403);
  BOOST_TEST(ask_with(reading, Method::get, "/api/user/audit-log").status == 403);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(meta_pgp_keys, WithKeys)

BOOST_AUTO_TEST_CASE(a_key_is_added_listed_and_removed) {
  const auto made = add_pgp(kPgpKey);
  BOOST_TEST(made == R"({"id":1,"key":)" + json::dump(kPgpKey) + R"(,"key_id":")" +
                         kPgpFingerprint +
                         R"(","email":"ada@keys.example","authorized":"2023-11-14T22:13:20+00:00",)"
                         R"("expires":null,"owner":{"canonical_name":"~ada","name":"ada"}})");
  BOOST_TEST(ask(Method::get, "/api/user/pgp-keys").body ==
             R"({"next":null,"results":[)" + made + R"(],"total":1,"results_per_page":50})");
  for (const auto* id : {"1", "81d4ee10cdb8b1c1dcb03611c7c229a2348868a8",
                         "81D4 EE10 CDB8 B1C1 DCB0  3611 C7C2 29A2 3488 68A8"}) {
    const auto path = std::string("/api/user/pgp-keys/") + id;
    BOOST_TEST(ask(Method::get, path).body == made, path);
    BOOST_TEST(ask_with(bobs, Method::get, path).body == kUnknown, path);
  }
  BOOST_TEST(ask_with(bobs, Method::del, "/api/user/pgp-keys/1").status == 404);
  BOOST_TEST(ask(Method::del, "/api/user/pgp-keys/1").status == 204);
}

BOOST_AUTO_TEST_CASE(a_key_that_is_too_long_brings_the_command_that_makes_it_shorter) {
  std::string key(kPgpKey);
  key.insert(key.find('\n'), "\nComment: " + std::string(40000, 'x'));
  const auto refused = ask(Method::post, "/api/user/pgp-keys", json::Value{{"pgp-key", key}});
  BOOST_TEST(refused.body ==
             fault("pgp-key",
                   "Maximum encoded key length is 32768 bytes. Export a minimal key: gpg "
                   "--export-options export-minimal --armor --export " +
                       std::string(kPgpFingerprint)));
}

BOOST_AUTO_TEST_CASE(the_preferred_key_must_be_unset_first) {
  add_pgp(kPgpKey);
  BOOST_TEST(put({{"use_pgp_key", 1}}).body.ends_with(R"("use_pgp_key":1})"));
  const auto refused = ask(Method::del, "/api/user/pgp-keys/1");
  BOOST_TEST(refused.status == 400);
  BOOST_TEST(refused.body ==
             fault("",
                   "This is your preferred PGP key; it must be unset before it can be "
                   "deleted."));
  BOOST_TEST(put({{"use_pgp_key", nullptr}}).body.ends_with(R"("use_pgp_key":null})"));
  BOOST_TEST(ask(Method::del, "/api/user/pgp-keys/1").status == 204);
}

BOOST_AUTO_TEST_CASE(what_is_no_new_key_is_refused_about_the_field) {
  add_pgp(kPgpKey);
  const auto refusal = [&](const json::Value& value) {
    return ask(Method::post, "/api/user/pgp-keys", value).body;
  };
  BOOST_TEST(refusal({{"pgp-key", kPgpKey}}) == fault("pgp-key", "This is a duplicate key"));
  BOOST_TEST(
      refusal({{"pgp-key", "x"}})
          .starts_with(R"({"errors":[{"field":"pgp-key","reason":"This is not a valid PGP key)"));
  BOOST_TEST(refusal({{"pgp-key", nullptr}}) ==
             R"({"errors":[{"field":"pgp-key","reason":"pgp-key may not be null"},)"
             R"({"field":"pgp-key","reason":"pgp-key is required"}]})");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(meta_public_keys, WithKeys)

BOOST_AUTO_TEST_CASE(everybody_may_ask_whose_a_key_is) {
  add_ssh(std::string(kSshKey) + " at home");
  add_pgp(kPgpKey);
  const auto ssh = get("/api/ssh-key/" + kBlob);
  BOOST_TEST(ssh.status == 200);
  BOOST_TEST(ssh.body.ends_with(R"("owner":{"canonical_name":"~ada","name":"ada"}})"), ssh.body);
  BOOST_TEST(get("/api/ssh-key/" + kBlob.substr(0, 40)).body == kUnknown);
  const auto pgp = get(std::string("/api/pgp-key/") + kPgpFingerprint);
  BOOST_TEST(pgp.status == 200);
  BOOST_TEST(text(pgp, "email") == "ada@keys.example");
  BOOST_TEST(get("/api/pgp-key/0000").body == kUnknown);
  BOOST_TEST(get("/api/pgp-key/1").body == kUnknown);
  put({{"use_pgp_key", 1}});
  BOOST_TEST(get("/api/pgp-key/1").body == pgp.body);
}

BOOST_AUTO_TEST_CASE(everybody_may_have_the_keys_of_somebody_as_text) {
  add_ssh(std::string(kSshKey) + " at home");
  add_ssh(std::string("\n") + kOtherSshKey + "\n");
  add_pgp(kPgpKey);
  add_pgp(kOtherPgpKey);
  const auto ssh = get("/~ada.keys");
  BOOST_TEST(ssh.header("Content-Type") == "text/plain; charset=utf-8");
  BOOST_TEST(ssh.body == std::string(kOtherSshKey) + "\n" + kSshKey + "\n");
  auto question = request(Method::get, "/~ada.keys");
  question.query.add("key", kBlob);
  BOOST_TEST(send(question).body == std::string(kSshKey) + "\n");
  BOOST_TEST(get("/~ADA.pgp").body == std::string(kOtherPgpKey) + kPgpKey);
  BOOST_TEST(get("/~bob.keys").status == 200);
  BOOST_TEST(get("/~bob.keys").body.empty());
  BOOST_TEST(get("/~eve.keys").body == kUnknown);
  BOOST_TEST(get("/~eve.pgp").status == 404);
  make_blocked_account("mallory");
  BOOST_TEST(get("/~mallory.keys").status == 404);
}

BOOST_AUTO_TEST_SUITE_END()
