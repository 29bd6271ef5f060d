#include "pages/renderer.h"

#include <algorithm>

#include "crypto/digest.h"
#include "pages/behind.h"
#include "router/error_response.h"

namespace pages {

using base::ErrorCode;
using gateway::Response;

namespace {

constexpr std::string_view kStylePlace = "<!-- style -->";
constexpr std::string_view kContentPlace = "<!-- content -->";

/// Where in the layout `place` is.
std::size_t place_in(const std::string& layout, std::string_view place) {
  const auto at = layout.find(place);
  if (at != std::string::npos) return at;
  throw base::Error(
      ErrorCode::invalid_argument,
      {"The template en/page-layout.html has no line \"" + std::string(place) + "\"."});
}

/// `layout` with what stands in for `place` put there. Values are escaped, so none can hold a
/// place.
std::string filled(std::string layout, std::string_view place, const std::string& what) {
  return layout.replace(place_in(layout, place), place.size(), what);
}

/// The page that tells of an error, and its status: the abuse gate is a refusal like any other.
struct ErrorPage {
  const char* name;
  int status;
};

ErrorPage page_of(ErrorCode code) {
  const auto status = router::status_of(code);
  switch (code) {
    case ErrorCode::not_found:
      return {"expired", status};
    case ErrorCode::too_many_requests:
      return {"blocked", router::status_of(ErrorCode::forbidden)};
    case ErrorCode::unavailable:
    case ErrorCode::internal:
      return {"trouble", status};
    default:
      return {"refused", status};
  }
}

/// Of a faulty request too, which may have the header twice.
std::string accepted_languages(const gateway::Request& request) {
  const auto values = request.headers.all("accept-language");
  auto languages = wanted_languages(request);
  if (values.empty()) return languages;
  if (!languages.empty()) languages += ',';
  return languages.append(values.front());
}

/// Pages that somebody may see on their way into a client, which has opened them in a window of its
/// own and waits for that to report back. Any other policy than none, same-origin-allow-popups
/// too, would cut the window off from it, for good. What they could lose by it is little: no page
/// of ours may be framed or read, and an opener could always lead its window elsewhere.
bool is_on_the_way_to_clients(std::string_view name) {
  static constexpr std::string_view kNames[] = {
      "blocked",        "check-mail",      "consent",     "email-asked",
      "email-confirm",  "email-confirmed", "email-give",  "expired",
      "misled",         "onward",          "onward-form", "password-forgotten",
      "password-reset", "refused",         "sign-in",     "sign-up",
      "trouble",        "verified",        "verify",      "verify-again"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

std::string script_element(std::string_view script) {
  return script.empty() ? "" : "<script>" + std::string(script) + "</script>";
}

const char* opener_policy_of(std::string_view name) {
  return is_on_the_way_to_clients(name) ? "unsafe-none" : "same-origin";
}

}  // namespace

std::string minutes_to_wait(const base::Error& error) {
  const auto seconds = router::retry_after_of(error);
  return seconds.empty() ? "1" : std::to_string((std::stol(seconds) + 59) / 60);
}

Renderer::Renderer(const templates::Templates& templates, Settings settings)
    : templates_(templates),
      settings_(std::move(settings)),
      css_(templates_.text(settings_.language, "page.css")) {
  const auto& layout = templates_.text(settings_.language, "page-layout.html");
  for (const auto place : {kStylePlace, kContentPlace}) place_in(layout, place);
}

std::string Renderer::policy_of(const Rights& rights) const {
  if (style_digest_.empty()) style_digest_ = "sha256-" + crypto::sha256_base64(css_);
  const auto scripts = rights.script.empty()
                           ? std::string()
                           : "; script-src 'sha256-" + crypto::sha256_base64(rights.script) + "'";
  return "default-src 'none'; style-src '" + style_digest_ + "'" + scripts +
         "; form-action 'self'" + std::string(rights.form_targets) +
         "; frame-ancestors 'none'; base-uri 'none'";
}

Response Renderer::show(const gateway::Request& request, const std::string& name,
                        templates::Values values, int status, std::string_view form_targets) const {
  return page(request, name, std::move(values), status, {form_targets, {}});
}

Response Renderer::show_with_script(const gateway::Request& request, const std::string& name,
                                    templates::Values values, std::string_view form_targets,
                                    std::string_view script) const {
  return page(request, name, std::move(values), 200, {form_targets, script});
}

Response Renderer::page(const gateway::Request& request, const std::string& name,
                        templates::Values values, int status, const Rights& rights) const {
  const auto language = templates::choose_language(accepted_languages(request),
                                                   templates_.languages(), settings_.language);
  values.emplace_back("site", settings_.site_name);
  values.emplace_back("language", language);
  values.emplace_back("base", settings_.base_path);
  values.emplace_back("caught_mails", settings_.caught_mails);
  auto html = filled(templates_.render(language, "page-layout.html", values), kStylePlace,
                     "<style>" + css_ + "</style>");
  html = filled(std::move(html), kContentPlace,
                templates_.render(language, "page-" + name + ".html", values) +
                    script_element(rights.script));
  return Response::html(std::move(html), status)
      .with_header("Content-Language", language)
      .with_header("Content-Security-Policy", policy_of(rights))
      .with_header("Cross-Origin-Opener-Policy", opener_policy_of(name))
      // Else the header Origin of a form is "null": with no-referrer that of our own forms, too.
      .with_header("Referrer-Policy", rights.script.empty() ? "same-origin" : "strict-origin")
      .with_header("X-Frame-Options", "DENY");
}

Response Renderer::show_error(const base::Error& error, const gateway::Request& request,
                              std::string_view request_id) const {
  const auto page = page_of(error.code());
  return show(request, page.name,
              {{"request_id", std::string(request_id)}, {"minutes", minutes_to_wait(error)}},
              page.status);
}

}  // namespace pages
