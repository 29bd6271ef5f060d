#include "bench/instructions/hot_requests.h"

#include <stdexcept>

#include "json/json.h"

namespace {

constexpr auto kJson = "application/json";
constexpr auto kForm = "application/x-www-form-urlencoded";
constexpr auto kPerson = R"({"user":"ada","pass":"correct horse battery"})";
constexpr auto kSamePerson = R"({"username":"ada","password":"correct horse battery"})";

std::string answer_to(const CountedWorker& worker, const HotRequest& request) {
  const auto answer = worker.connect().ask(request.bytes(!fcgi::kKeep));
  if (answer.status / 100 == 2) return answer.body;
  throw std::runtime_error(request.name + ": " + answer.headers + answer.body);
}

std::string member(const std::string& object, const char* name) {
  return std::string(json::text_member(json::parse_object(object), name).value_or(""));
}

std::string access_token(const CountedWorker& worker, const OAuthClient& client) {
  const auto form = form_text(client.with({{"grant_type", "password"},
                                           {"username", "ada"},
                                           {"password", "correct horse battery"},
                                           {"scope", kHotScopes}}));
  return member(answer_to(worker, {"an access token", "POST", "/oauth2/token", {}, kForm, form}),
                "access_token");
}

}  // namespace

std::string HotRequest::bytes(bool keep) const {
  fcgi::Pairs variables{{"QUERY_STRING", uri.substr(std::min(uri.find('?'), uri.size() - 1) + 1)},
                        {"REQUEST_METHOD", method},
                        {"CONTENT_TYPE", content_type},
                        {"CONTENT_LENGTH", body.empty() ? "" : std::to_string(body.size())},
                        {"SCRIPT_NAME", uri.substr(0, uri.find('?'))},
                        {"REQUEST_URI", uri},
                        {"DOCUMENT_URI", uri.substr(0, uri.find('?'))},
                        {"DOCUMENT_ROOT", "/var/www/html"},
                        {"SERVER_PROTOCOL", "HTTP/1.1"},
                        {"REQUEST_SCHEME", "https"},
                        {"HTTPS", "on"},
                        {"GATEWAY_INTERFACE", "CGI/1.1"},
                        {"SERVER_SOFTWARE", "nginx/1.22.1"},
                        {"REMOTE_ADDR", "192.0.2.1"},
                        {"REMOTE_PORT", "54321"},
                        {"SERVER_ADDR", "192.0.2.2"},
                        {"SERVER_PORT", "443"},
                        {"SERVER_NAME", "accounts.example.org"},
                        {"REDIRECT_STATUS", "200"},
                        {"HTTP_PROXY", ""},
                        {"HTTP_HOST", "accounts.example.org"},
                        {"HTTP_USER_AGENT", "a portal/1.0"},
                        {"HTTP_ACCEPT", "*/*"}};
  if (!token.empty()) variables.emplace_back("HTTP_AUTHORIZATION", "Bearer " + token);
  return fcgi::whole(variables, body, keep);
}

std::vector<HotRequest> hot_requests(const CountedWorker& worker, const OAuthClient& client,
                                     Issuer& issuer) {
  answer_to(worker, {"an account", "POST", "/user", {}, kJson, kPerson});
  const auto jwt = answer_to(worker, {"a JWT", "GET", "/token", {}, kJson, kPerson});
  const auto account_token = member(
      answer_to(worker,
                {"an account token", "POST", "/account/authenticate", {}, kJson, kSamePerson}),
      "token");
  const auto token = access_token(worker, client);
  return {{"GET /oauth2/validate", "GET", "/oauth2/validate", token},
          {"GET /check", "GET", "/check?access_token=" + jwt},
          {"POST /track/download/:skylink", "POST",
           "/track/download/_A70A-ibzv2Woueb2_LutFjMq5nL9bamDtoSxYeq4nYwng", issuer.token("ada"),
           kForm, "bytes=4096"},
          {"POST /oauth2/introspect",
           "POST",
           "/oauth2/introspect",
           {},
           kForm,
           form_text(client.with({{"token", token}}))},
          {"GET /account/tokens", "GET", "/account/tokens", account_token},
          {"GET /api/user/profile", "GET", "/api/user/profile", token}};
}
