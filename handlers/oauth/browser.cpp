#include "oauth/browser.h"

#include "base/error.h"
#include "pages/prompts.h"

namespace oauth_api {

using gateway::Fields;
using gateway::Request;

namespace {

constexpr std::size_t kLongestGuarded = 1000;

Fields form_of(const Request& request) try { return request.form(); } catch (const base::Error&) {
  return {};
}

/// Empty: nobody comes back.
std::string guarded_target(const Request& request) {
  const auto asked = request.headers.all("x-original-uri");
  auto target = asked.empty() ? "" : pages::local_target(asked.front());
  return target.size() > kLongestGuarded ? "" : target;
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

std::string guarded_sign_in_target(const std::string& base_path, const Request& request) {
  return pages::leading_back(base_path + pages::kSignInPage, guarded_target(request));
}

std::string guarded_address_target(const std::string& base_path, const Request& request) {
  return pages::leading_back(base_path + pages::kAddressPage, guarded_target(request));
}

}  // namespace oauth_api
