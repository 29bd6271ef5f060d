#include "oauth/browser.h"

#include "base/error.h"
#include "base/url.h"
#include "pages/prompts.h"

namespace oauth_api {

using gateway::Fields;
using gateway::Request;

namespace {

constexpr std::size_t kLongestWayBack = 1000;

Fields form_of(const Request& request) try { return request.form(); } catch (const base::Error&) {
  return {};
}

/// What the form of a consent has besides the request that it is about.
bool is_an_answer(const std::string& name) {
  return name == "form_token" || name == "accept" || name == "reject";
}

std::string authorization_target(const Request& request) {
  auto target = request.path;
  for (const auto& fields : {request.query, form_of(request)}) {
    for (const auto& field : fields) {
      if (is_an_answer(field.name)) continue;
      base::add_parameter(target, field.name, field.value);
    }
  }
  return target;
}

/// Empty: nobody comes back.
std::string guarded_target(const Request& request) {
  const auto asked = request.headers.all("x-original-uri");
  auto target = asked.empty() ? "" : pages::local_target(asked.front());
  return target.size() > kLongestWayBack ? "" : target;
}

}  // namespace

accounts::Sessions::Browser browser_of(const Request& request) {
  const auto names = request.headers.all("user-agent");
  return {names.empty() ? std::string() : std::string(names.front())};
}

std::string redirect_target(const Request& request) {
  for (const auto& fields : {form_of(request), request.query}) {
    const auto targets = fields.all("redirectTo");
    if (!targets.empty()) return pages::local_target(targets.front());
  }
  return {};
}

std::string sign_in_target(const std::string& base_path, const Request& request) {
  return pages::leading_back(base_path + pages::kSignInPage, authorization_target(request));
}

std::string address_target(const std::string& base_path, const Request& request) {
  return pages::leading_back(base_path + pages::kAddressPage, authorization_target(request));
}

std::string guarded_sign_in_target(const std::string& base_path, const Request& request) {
  return pages::leading_back(base_path + pages::kSignInPage, guarded_target(request));
}

std::string guarded_address_target(const std::string& base_path, const Request& request) {
  return pages::leading_back(base_path + pages::kAddressPage, guarded_target(request));
}

}  // namespace oauth_api
