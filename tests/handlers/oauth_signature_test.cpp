// Sign-in and tokens by requests that were signed with an SSH key.
#include "accounts/keys/ssh_keys.h"
#include "base/calendar.h"
#include "crypto/jose.h"
#include "crypto/ssh_lines.h"
#include "crypto/ssh_public_key.h"
#include "oauth_service.h"

namespace {

constexpr auto kDate = "Sat, 21 Nov 2026 19:44:29 GMT";
constexpr auto kPath = "/authenticate/SignatureAuthentication";

// ada has an SSH key, and the clock stands at kDate.
struct SignatureDesk : OAuthService {
  SignatureDesk() {
    clock.advance(*base::parse_http_date(kDate) - clock.now());
    accounts::SshKeys(context).add(ada, ssh_line(key), here);
    key_id =
        "/ada@example.org/keys/" + crypto::SshPublicKey::parse(ssh_line(key)).md5_fingerprint();
  }

  /// The value of Authorization for a text that was signed.
  std::string signature(const std::string& text, const std::string& headers,
                        const std::string& algorithm = "hs2019") const {
    return "Signature keyId=\"" + key_id + "\",algorithm=\"" + algorithm + "\"," + headers +
           "signature=\"" + padded_base64(key.sign(text)) + "\"";
  }
  Headers signed_headers() const {
    return {{"email", "ada@example.org"},
            {"date", kDate},
            {"authorization", signature(signed_text(), "headers=\"date email\",")}};
  }
  static std::string signed_text() {
    return std::string("date: ") + kDate + "\nemail: ada@example.org";
  }

  /// The status, and what stands behind "due to: ".
  std::string verdict(const Headers& headers, const std::string& path = kPath) {
    const auto response = send(request(Method::post, path, headers));
    const auto at = response.body.find("due to: ");
    const auto end = response.body.find_first_of("\n\"", at);
    return std::to_string(response.status) +
           (at == std::string::npos ? "" : " " + response.body.substr(at + 8, end - at - 8));
  }
  std::string verdict_of(const std::string& authorization) {
    return verdict(
        {{"email", "ada@example.org"}, {"date", kDate}, {"authorization", authorization}});
  }

  crypto::SigningKey key = make_key(crypto::Algorithm::es256);
  std::string key_id;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(oauth_signature, SignatureDesk)

BOOST_AUTO_TEST_CASE(a_signed_request_opens_a_session_once) {
  const auto response = send(request(Method::post, kPath, signed_headers()));
  BOOST_TEST(response.status == 303);
  BOOST_TEST(response.header("Set-Cookie").starts_with("id="));
  BOOST_TEST(response.header("Location") == "/settings");
  const auto again = send(request(Method::post, kPath, signed_headers()));
  BOOST_TEST(again.status == 401);
  BOOST_TEST(again.header("Content-Type") == "text/plain; charset=utf-8");
  BOOST_TEST(again.header("WWW-Authenticate") != "");
  BOOST_TEST(again.body == "request verification failed due to: EXPIRED_DATE_HEADER\n");
}

BOOST_AUTO_TEST_CASE(the_date_alone_is_signed_when_no_headers_are_named) {
  BOOST_TEST(verdict_of(signature(std::string("date: ") + kDate, "")) == "303");
}

BOOST_AUTO_TEST_CASE(the_target_and_the_host_may_be_signed_too) {
  auto headers = signed_headers();
  headers[2].second = signature(
      "(request-target): post /authenticate/SignatureAuthentication?redirectTo=%2Fx\n"
      "host: example.org\ndate: " +
          std::string(kDate),
      "headers=\"(request-target) host date\",");
  headers.emplace_back("host", "example.org");
  auto made = request(Method::post, kPath, headers);
  made.query.add("redirectTo", "/x");
  BOOST_TEST(send(made).header("Location") == "/x");
  made.query.add("more", "1");
  BOOST_TEST(send(made).status == 401);
}

BOOST_AUTO_TEST_CASE(missing_headers_are_named) {
  const auto response = send(request(Method::post, kPath, {{"date", kDate}}));
  BOOST_TEST(response.status == 400);
  BOOST_TEST(response.body == "These headers are missing: authorization, email.\n");
  BOOST_TEST(send(request(Method::post, kPath)).body ==
             "These headers are missing: authorization, date, email.\n");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_400) {
  const auto good = signature(signed_text(), "headers=\"date email\",");
  const std::string rows[] = {"Signature",
                              "Signature ",
                              "Bearer x",
                              "Signature keyId=\"x\"",
                              "Signature keyId=x,algorithm=y,signature=z",
                              good + ",",
                              good + " x",
                              good + ",keyId=\"another\"",
                              signature(signed_text(), "headers=\"\","),
                              signature(signed_text(), "headers=\" \","),
                              signature(signed_text(), "headers=\"Date email\","),
                              signature(signed_text(), "headers=\"date date\","),
                              signature(signed_text(), "headers=\"date email,")};
  for (const auto& row : rows) BOOST_TEST(verdict_of(row) == "400", row);
  auto headers = signed_headers();
  headers[1].second = "2026-11-21T19:44:29Z";
  BOOST_TEST(verdict(headers) == "400");
  headers = signed_headers();
  headers.emplace_back("date", kDate);
  BOOST_TEST(verdict(headers) == "400");
}

BOOST_AUTO_TEST_CASE(what_proves_nothing_is_401_with_its_reason) {
  const auto headers = [this](std::size_t which, const std::string& value) {
    auto changed = signed_headers();
    changed[which].second = value;
    return changed;
  };
  BOOST_TEST(verdict(headers(0, "bob@example.org")) == "401 KEY_NOT_FOUND");
  BOOST_TEST(verdict(headers(1, "Sat, 21 Nov 2026 19:38:29 GMT")) == "401 EXPIRED_DATE_HEADER");
  BOOST_TEST(verdict(headers(1, "Sat, 21 Nov 2026 19:50:29 GMT")) == "401 EXPIRED_DATE_HEADER");
  BOOST_TEST(verdict(headers(1, "Sat, 21 Nov 2026 19:44:30 GMT")) == "401 FAILED_KEY_VERIFY");
  BOOST_TEST(verdict_of(signature("email: ada@example.org", "headers=\"email\",")) ==
             "401 CHALLENGE_NOT_SATISFIED");
  BOOST_TEST(verdict_of(signature(signed_text(), "headers=\"date x-none\",")) ==
             "401 INCOMPLETE_REQUEST");
  BOOST_TEST(verdict_of(signature(signed_text(), "headers=\"date request-line\",")) ==
             "401 INCOMPLETE_REQUEST");
  for (const auto* algorithm : {"rsa-sha1", "hmac-sha256", "rsa-sha256", "none"}) {
    BOOST_TEST(verdict_of(signature(signed_text(), "headers=\"date email\",", algorithm)) ==
               "401 FAILED_KEY_VERIFY");
  }
  BOOST_TEST(verdict(signed_headers()) == "303");
}

BOOST_AUTO_TEST_CASE(the_signature_grant_gives_a_token_with_and_without_a_client) {
  const auto token = [this](const Fields& more) {
    Fields fields{{"grant_type", "signature"}};
    fields.insert(fields.end(), more.begin(), more.end());
    return send(form("/oauth2/access_token", fields, signed_headers()));
  };
  const auto given = token({});
  BOOST_TEST(given.status == 200);
  const auto checked =
      send(asking("/oauth2/validate", {{"access_token", text(given, "access_token")}}));
  BOOST_TEST(text(checked, "userEmail") == "ada@example.org");
  BOOST_TEST(text(checked, "clientId") == "");
  const auto again = token({});
  BOOST_TEST(again.status == 401);
  BOOST_TEST(text(again, "error") == "invalid_grant");
  BOOST_TEST(token({{"client_id", app.client.id}, {"client_secret", "wrong"}}).status == 401);
}

BOOST_AUTO_TEST_CASE(a_malformed_signature_is_an_invalid_request_of_the_grant) {
  const auto response =
      ask_tokens({{"grant_type", "signature"}}, {{"date", kDate}}, "/oauth2/access_token");
  BOOST_TEST(response.status == 400);
  BOOST_TEST(text(response, "error") == "invalid_request");
}

BOOST_AUTO_TEST_CASE(dates_have_one_form) {
  BOOST_TEST(base::to_seconds(*base::parse_http_date(kDate)) == 1795290269);
  for (const auto* text : {"", "Sun, 21 Nov 2026 19:44:29 GMT", "Sat, 31 Nov 2026 19:44:29 GMT",
                           "Sat, 21 Nov 2026 24:44:29 GMT", "Sat, 21 Nov 2026 19:60:29 GMT",
                           "Sat, 21 Nov 2026 19:44:29 UTC", "Sat, 21 nov 2026 19:44:29 GMT",
                           "Sat, 1 Nov 2026 19:44:29 GMT", "Sat, 21 Nov 2026 19:44:29 GMT ",
                           "Saturday, 21-Nov-26 19:44:29 GMT", "Sat Nov 21 19:44:29 2026"}) {
    BOOST_TEST(!base::parse_http_date(text), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
