// Dovecot asks us about the tokens with which people come for their mail, in each way that it has.
#include <boost/test/unit_test.hpp>

#include "e2e/people.h"
#include "interop/dovecot.h"
#include "support/versions.h"

namespace {

const Site::Settings kOwnAddress{{"public_url", "\"{url}\""}};

constexpr auto kInbox = "* LIST (\\HasNoChildren) \".\" INBOX\r\n";

/// A site with somebody, and a program that has got tokens for them.
struct World {
  Site site{kNginx, kOwnAddress};
  Person ada = register_person(site, "ada");
  OAuthClient app = add_client(site.scratch(), {"--name", "Mail program", "--grant", "password"});

  /// "http://id:secret@127.0.0.1:port"
  std::string url_with(const OAuthClient& client) const {
    return "http://" + client.id + ":" + client.secret + "@" + site.url().substr(7);
  }
};

/// Somebody comes in by this name with their own token, and neither as somebody else nor with a
/// token that was taken back.
void lets_people_in_by_tokens(const World& world, const Dovecot::Settings& settings,
                              const std::string& name) {
  tell_versions({"dovecot-imapd", "curl"});
  const Dovecot dovecot(world.site.scratch(), settings);
  const auto token = tokens_of(world.site, world.app, world.ada, "openid profile email").access;
  BOOST_TEST(dovecot.mailboxes_of(name, token) == kInbox, dovecot.log());
  BOOST_TEST(dovecot.mailboxes_of("bob" + name.substr(3), token) == "");
  BOOST_TEST(dovecot.mailboxes_of(name, "forged") == "");
  revoke(world.site, world.app, token);
  BOOST_TEST(dovecot.mailboxes_of(name, token) == "");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dovecot)

BOOST_AUTO_TEST_CASE(asks_with_the_token_as_a_bearer) {
  const World world;
  for (const std::string mechanism : {"xoauth2", "oauthbearer"}) {
    BOOST_TEST_CONTEXT(mechanism) {
      lets_people_in_by_tokens(world,
                               {"introspection_mode = auth\n"
                                "introspection_url = " +
                                    world.site.url() +
                                    "/userinfo\n"
                                    "username_attribute = email\n",
                                mechanism},
                               world.ada.email);
    }
  }
}

BOOST_AUTO_TEST_CASE(asks_with_the_token_in_the_query) {
  const World world;
  lets_people_in_by_tokens(world,
                           {"introspection_mode = get\n"
                            "introspection_url = " +
                                world.site.url() +
                                "/oauth2/validate?access_token=\n"
                                "username_attribute = userEmail\n",
                            "oauthbearer"},
                           world.ada.email);
}

BOOST_AUTO_TEST_CASE(asks_by_introspection_as_a_client) {
  const World world;
  const auto server =
      add_client(world.site.scratch(), {"--name", "Dovecot", "--grant", "client_credentials"});
  lets_people_in_by_tokens(world,
                           {"introspection_mode = post\n"
                            "introspection_url = " +
                                world.url_with(server) +
                                "/oauth2/introspect\n"
                                "username_attribute = username\n"
                                "active_attribute = active\n"
                                "active_value = true\n",
                            "oauthbearer"},
                           world.ada.username);
}

BOOST_AUTO_TEST_CASE(asks_for_what_a_token_tells) {
  const World world;
  lets_people_in_by_tokens(world,
                           {"tokeninfo_url = " + world.site.url() +
                                "/oauth2/validate?access_token=\n"
                                "username_attribute = userEmail\n",
                            "oauthbearer"},
                           world.ada.email);
}

BOOST_AUTO_TEST_CASE(asks_for_what_a_token_tells_and_then_by_introspection) {
  const World world;
  const auto server =
      add_client(world.site.scratch(), {"--name", "Dovecot", "--grant", "client_credentials"});
  lets_people_in_by_tokens(world,
                           {"tokeninfo_url = " + world.site.url() +
                                "/oauth2/validate?access_token=\n"
                                "force_introspection = yes\n"
                                "introspection_mode = post\n"
                                "introspection_url = " +
                                world.url_with(server) +
                                "/oauth2/introspect\n"
                                "username_attribute = username\n",
                            "oauthbearer"},
                           world.ada.username);
}

BOOST_AUTO_TEST_SUITE_END()
