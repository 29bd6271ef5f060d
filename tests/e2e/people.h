#pragma once

#include <string>

#include "support/oauth_clients.h"
#include "support/site.h"

/// Somebody with an account, and what the OAuth2 server gives to clients for them. Each function
/// fails the test when it does not succeed.
struct Person {
  std::string id;
  std::string username;
  std::string password;
  std::string email;
};

/// Registers and verifies NAME with NAME@example.org.
Person register_person(const Site& site, const std::string& name);

struct TokenPair {
  std::string access;
  std::string refresh;
};

/// By the password grant.
TokenPair tokens_of(const Site& site, const OAuthClient& client, const Person& person,
                    const std::string& scope);

void revoke(const Site& site, const OAuthClient& client, const std::string& token);

/// POSTs a form. Tests look at the answer themselves.
Answer ask(const Site& site, const std::string& path, const Browser::Fields& fields);

/// A member of a JSON object, as text; empty when it has none.
std::string member(const Answer& answer, const std::string& name);
