#pragma once

#include <boost/test/unit_test.hpp>
#include <ctime>
#include <string>
#include <vector>

#include "crypto/jose.h"
#include "crypto/ssh_lines.h"
#include "crypto/ssh_public_key.h"
#include "e2e/people.h"
#include "json/json.h"

inline const std::string kSignedSignIn = "/authenticate/SignatureAuthentication";

/// Requests that somebody signs with an SSH key of an account.
class Signer {
 public:
  /// The owner puts the key there.
  Signer(const Site& site, const Person& person)
      : Signer(site, person, tokens_of(site, keeper_of(site), person, "keys:write").access) {}

  /// Whoever has a token of the account does.
  Signer(const Site& site, const Person& person, const std::string& token)
      : site_(site), person_(person) {
    const auto added = site.client().json("POST", "/api/user/ssh-keys",
                                          json::dump({{"ssh-key", ssh_line(key_)}}), token);
    BOOST_REQUIRE_MESSAGE(added.status == 201, added.body);
    fingerprint_ = crypto::SshPublicKey::parse(ssh_line(key_)).md5_fingerprint();
  }

  struct Change {
    std::string email = {};
    std::string fingerprint = {};
    std::string algorithm = "hs2019";
    std::time_t seconds_ago = 0;
    bool breaks = false;  ///< what is sent is not what was signed
  };
  std::vector<std::string> headers(const Change& change) const {
    const auto email = change.email.empty() ? person_.email : change.email;
    const auto date = "Date: " + http_date(start_ - change.seconds_ago - ++signed_);
    const auto text = "date: " + date.substr(6) + "\nemail: " + email;
    return {"Email: " + email, date,
            "Authorization: Signature keyId=\"/" + email + "/keys/" +
                (change.fingerprint.empty() ? fingerprint_ : change.fingerprint) +
                "\",algorithm=\"" + change.algorithm + "\",headers=\"date email\",signature=\"" +
                padded_base64(key_.sign(change.breaks ? text + "x" : text)) + "\""};
  }
  Answer send(const std::vector<std::string>& headers,
              const std::string& path = kSignedSignIn) const {
    return site_.client().send({"POST", path, headers});
  }
  const std::string& fingerprint() const { return fingerprint_; }
  Answer form(const std::string& path, const Browser::Fields& fields) const {
    auto all = headers({});
    all.emplace_back("Content-Type: application/x-www-form-urlencoded");
    return site_.client().send({"POST", path, all, form_text(fields)});
  }

 private:
  static OAuthClient keeper_of(const Site& site) {
    return add_client(site.scratch(),
                      {"--name", "Keys", "--grant", "password", "--scope", "keys:write"});
  }
  static std::string http_date(std::time_t when) {
    std::tm parts{};
    gmtime_r(&when, &parts);
    char text[40];
    return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
  }

  const Site& site_;
  const Person& person_;
  crypto::SigningKey key_ = make_key(crypto::Algorithm::eddsa);
  std::string fingerprint_;
  // Each request is accepted once and dates have whole seconds, so each is dated one earlier.
  std::time_t start_ = std::time(nullptr);
  mutable std::time_t signed_ = 0;
};
