#include "meta/browser.h"

#include "base/error.h"
#include "base/url.h"
#include "pages/prompts.h"

namespace meta {

namespace {

constexpr std::string_view kCarried[] = {"client_id", "redirect_uri", "scopes", "scope", "state"};

gateway::Fields fields_of(const gateway::Request& request) try {
  return request.method == gateway::Method::post ? request.form() : request.query;
} catch (const base::Error&) {
  return {};  // malformed: its own page says so
}

std::string authorization_target(const gateway::Request& request) {
  auto target = request.path;
  const auto fields = fields_of(request);
  for (const auto name : kCarried) {
    for (const auto value : fields.all(name)) {
      base::add_parameter(target, name, value);
    }
  }
  return target;
}

}  // namespace

std::string sign_in_target(const std::string& base_path, const gateway::Request& request) {
  return pages::leading_back(base_path + pages::kSignInPage, authorization_target(request));
}

std::string address_target(const std::string& base_path, const gateway::Request& request) {
  return pages::leading_back(base_path + pages::kAddressPage, authorization_target(request));
}

}  // namespace meta
