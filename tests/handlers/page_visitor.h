#pragma once

#include <boost/test/unit_test.hpp>
#include <string>

#include "base/text.h"
#include "gateway/form.h"
#include "gateway/target.h"
#include "support/http_world.h"

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A browser that keeps the session's cookie and presses buttons.
class Visitor {
 public:
  using Fields = std::vector<std::pair<std::string, std::string>>;

  explicit Visitor(HttpWorld& service, std::string language = "en",
                   std::string agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0")
      : service_(service), language_(std::move(language)), agent_(std::move(agent)) {}

  gateway::Response open(const std::string& target) {
    auto request = make_request(target);
    return send(std::move(request));
  }

  gateway::Response submit(const std::string& target, const Fields& fields) {
    auto request = make_request(target);
    request.method = gateway::Method::post;
    request.media_type = "application/x-www-form-urlencoded";
    request.headers.add("sec-fetch-site", "same-origin");
    request.body = HttpWorld::encoded(fields);
    return send(std::move(request));
  }

  /// With the form token of the page.
  gateway::Response press(const std::string& target, Fields fields = {}) {
    fields.emplace_back("form_token", form_token());
    return submit(target, fields);
  }

  gateway::Response sign_in(const std::string& name, const std::string& password = "pass word") {
    return submit("/authenticate/userpass", {{"username", name}, {"password", password}});
  }

  std::string form_token() {
    return between(open("/sign-out").body, "name=\"form_token\" value=\"", "\"");
  }

  static std::string between(const std::string& text, const std::string& begin,
                             const std::string& end) {
    const auto from = text.find(begin);
    BOOST_REQUIRE_MESSAGE(from != std::string::npos, "no " << begin);
    const auto at = from + begin.size();
    return text.substr(at, text.find(end, at) - at);
  }

  std::string cookie;  ///< of the session; empty: none

 private:
  gateway::Request make_request(const std::string& target) const {
    const auto parts = gateway::split_target(target);
    gateway::Request request;
    request.path = parts.path;
    request.query = gateway::parse_form(parts.query, 8192, 64);
    request.host = "example.org";
    request.client_address = "192.0.2.1";
    request.headers.add("accept-language", language_);
    request.headers.add("user-agent", agent_);
    if (!cookie.empty()) request.cookies.add("id", cookie);
    return request;
  }

  gateway::Response send(gateway::Request request) {
    request.method_text = gateway::name_of(request.method);
    auto response = service_.send(std::move(request));
    for (const auto& [name, value] : response.headers) {
      if (name == "Set-Cookie" && value.starts_with("id=")) {
        cookie = value.substr(3, value.find(';') - 3);
      }
    }
    return response;
  }

  HttpWorld& service_;
  std::string language_;
  std::string agent_;
};

/// "ada", who is signed in.
struct Signed : HttpWorld {
  Signed() {
    make_account("ada");
    BOOST_REQUIRE_EQUAL(ada.sign_in("ada").status, 303);
  }

  Visitor ada{*this};
};
