#include "pages/prompts.h"

#include "base/encoding.h"
#include "pages/behind.h"
#include "pages/form_targets.h"
#include "pages/scope_words.h"
#include "pages/settings_frame.h"

namespace pages {

using gateway::Request;
using gateway::Response;

namespace {

constexpr std::size_t kLongestEncoded = 3000;  ///< that the header of a redirect has room for

const char* name_of(SignInForm::Fault fault) {
  switch (fault) {
    case SignInForm::Fault::wrong:
      return "wrong";
    case SignInForm::Fault::missing:
      return "missing";
    case SignInForm::Fault::pending:
      return "pending";
    case SignInForm::Fault::blocked:
      return "blocked";
    case SignInForm::Fault::many:
      return "many";
    case SignInForm::Fault::busy:
      return "busy";
    default:
      return "none";
  }
}

/// What is wrong with a request that is no client's, or that nobody can answer.
const char* fault_of_client(const base::Error& error) {
  if (error.subject() == "invalid_client") return "unknown_client";
  if (error.subject() == "redirect_uri_mismatch") return "foreign_address";
  if (error.rule() == "authorization.gone") return "gone";
  const bool is_long = error.code() == base::ErrorCode::payload_too_large ||
                       error.rule() == "authorization.too_long";
  return is_long ? "too_long" : "malformed";
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

templates::Value::List hidden_fields(const Pairs& pairs) {
  templates::Value::List fields;
  for (const auto& [name, value] : pairs) fields.push_back({{"name", name}, {"value", value}});
  return fields;
}

/// For people without JavaScript the page has a button.
constexpr auto kSubmit = "document.forms[0].submit()";

}  // namespace

std::string leading_back(const std::string& page, std::string_view target) {
  const auto encoded = base::percent_encoded(target);
  const bool leads = !encoded.empty() && encoded.size() <= kLongestEncoded;
  return leads ? page + "?redirectTo=" + encoded : page;
}

Response show_sign_in(const Renderer& renderer, const Request& request, const SignInForm& form,
                      int status) {
  templates::Values values{
      {"action", leading_back(renderer.sign_in_path(), form.redirect_to)},
      {"way_back", leading_back("", form.redirect_to)},
      {"login", form.login.empty() ? hinted_login(form.redirect_to) : form.login},
      {"faulty", form.fault != SignInForm::Fault::none},
      {name_of(form.fault), true},
      {"minutes", form.minutes}};
  add_done(values, form.done);
  return renderer.show(request, "sign-in", std::move(values), status,
                       form_targets_behind(form.redirect_to));
}

Response show_consent(const Renderer& renderer, const Request& request, const ConsentForm& form) {
  return renderer.show(request, "consent",
                       {{"action", form.action},
                        {"client", form.client_name},
                        {"host", form.client_host},
                        {"elsewhere", !form.client_host.empty()},
                        {"username", form.username},
                        {"scopes", scope_words(form.scopes, form.descriptions)},
                        {"choosable", form.choosable},
                        {"form_token", form.form_token},
                        {"hidden", hidden_fields(form.hidden)}},
                       200, form_targets(form.redirect_uri));
}

Response show_onward(const Renderer& renderer, const Request& request,
                     const std::string& location) {
  return renderer.show(request, "onward", {{"location", location}});
}

Response show_form(const Renderer& renderer, const Request& request,
                   const std::string& redirect_uri, const Pairs& fields) {
  return renderer.show_with_script(request, "onward-form",
                                   {{"location", redirect_uri}, {"hidden", hidden_fields(fields)}},
                                   form_targets(redirect_uri), kSubmit);
}

Response show_misled(const Renderer& renderer, const Request& request, const base::Error& error) {
  return renderer.show(request, "misled", {{fault_of_client(error), true}}, 400);
}

Response show_code(const Renderer& renderer, const Request& request, const std::string& client_name,
                   const std::string& code) {
  return renderer.show(request, "code", {{"client", client_name}, {"code", code}});
}

}  // namespace pages
