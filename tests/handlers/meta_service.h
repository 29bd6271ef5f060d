#pragma once

#include <boost/test/unit_test.hpp>
#include <string>

#include "accounts/proof/sessions.h"
#include "base/encoding.h"
#include "grants/clients.h"
#include "grants/grants.h"
#include "json/json.h"
#include "support/http_world.h"
#include "support/records.h"

/// The meta API with "ada", who is signed in with a browser, and a client "Site".
struct MetaService : HttpWorld {
  explicit MetaService(const Adjust& adjust = {}) : HttpWorld(adjust) {
    make_account("ada");
    ada = account("ada")->id;
    cookie = cookie_of(context, signed_in(context, ada));
    site = add({.name = "Site", .redirect_uris = {"https://site.example/back"}});
  }

  grants::Clients::Made add(const grants::Clients::Wish& wish) { return clients.add(wish, here); }

  /// ada's browser.
  gateway::Request browse(gateway::Request request) const {
    request.cookies.add("id", cookie);
    request.headers.add("accept", "text/html");
    return request;
  }

  /// GET /oauth/authorize.
  static gateway::Request authorize(const Fields& query) {
    auto asked = request(gateway::Method::get, "/oauth/authorize");
    for (const auto& [name, value] : query) asked.query.add(name, value);
    return asked;
  }

  /// What the page of the session carries.
  std::string form_token() { return sessions.form_token(sessions.authenticate(cookie).value()); }

  /// The owner's consent to `scopes`, of which `ticked` are left.
  gateway::Response consent(const std::string& scopes, const std::vector<std::string>& ticked,
                            const Fields& more = {{"accept", ""}}) {
    Fields fields{{"client_id", site.client.id},
                  {"redirect_uri", "https://site.example/back"},
                  {"scopes", scopes},
                  {"state", "s t"},
                  {"form_token", form_token()}};
    for (const auto& scope : ticked) fields.emplace_back("scope:" + scope, "on");
    fields.insert(fields.end(), more.begin(), more.end());
    return send(browse(form("/oauth/authorize", fields)));
  }

  /// A parameter of the address that an answer sends the browser to.
  static std::string sent_back(const gateway::Response& response, const std::string& name) {
    const std::string location(response.header("Location"));
    const auto at = location.find(name + "=");
    if (at == std::string::npos) return {};
    const auto begin = at + name.size() + 1;
    return base::percent_decoded(location.substr(begin, location.find('&', begin) - begin)).value();
  }

  std::string exchange_token() {
    return sent_back(consent("keys:write", {"keys:write"}), "exchange");
  }

  static std::string text(const gateway::Response& response, const char* name) {
    return std::string(json::text_member(json::parse_object(response.body), name).value_or(""));
  }

  std::string token() {
    return text(post("/oauth/exchange", json::dump({{"client_id", site.client.id},
                                                    {"client_secret", site.secret},
                                                    {"exchange", exchange_token()}})),
                "token");
  }

  const accounts::Origin here{"192.0.2.1", "en"};
  grants::Clients clients{context};
  grants::Grants grants{context};
  accounts::Sessions sessions{context, {}};
  base::Id ada;
  std::string cookie;
  grants::Clients::Made site;
};
