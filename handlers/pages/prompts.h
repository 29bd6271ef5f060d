#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/request.h"
#include "gateway/response.h"
#include "pages/renderer.h"
#include "pages/scope_words.h"

/// Pages by which several APIs ask a person.
namespace pages {

/// The page that asks for name and password; its form goes to the renderer's sign_in_path().
struct SignInForm {
  std::string redirect_to;  ///< where to go then: a local_target(); empty: home
  std::string login;        ///< as somebody has typed it before
  enum class Fault { none, wrong, missing, pending, blocked, many, busy } fault = Fault::none;
  std::string minutes = {};  ///< to wait, after too many attempts
  std::string done = {};     ///< what was just done, to be told: "signed-out", "password-set"
};
gateway::Response show_sign_in(const Renderer& renderer, const gateway::Request& request,
                               const SignInForm& form, int status = 200);

/// The page that asks whether a client may. Its form goes to `action`, with the hidden fields, a
/// field "form_token", and "accept" or "reject"; a checkbox of each scope is "scope:<text>" when
/// `choosable`.
struct ConsentForm {
  std::string action;
  std::string client_name;
  std::string client_host;  ///< where the browser will go, for people to see: "app.example.org"
  std::string redirect_uri = {};  ///< the same, whole, so that the page's policy lets it go there
  std::string username;
  std::vector<std::string> scopes;  ///< canonical or as given; shown in words where we know them
  Descriptions descriptions = {};   ///< of those that other services lend out
  bool choosable = false;
  std::string form_token;
  std::vector<std::pair<std::string, std::string>> hidden;
};
gateway::Response show_consent(const Renderer& renderer, const gateway::Request& request,
                               const ConsentForm& form);

/// Leads to a place that no header has room for, by itself or by a link; status 200.
gateway::Response show_onward(const Renderer& renderer, const gateway::Request& request,
                              const std::string& location);

/// Posts these fields to a client (OAuth 2.0 Form Post Response Mode), by itself or by a button;
/// status 200. `redirect_uri` must be of http or https.
gateway::Response show_form(const Renderer& renderer, const gateway::Request& request,
                            const std::string& redirect_uri,
                            const std::vector<std::pair<std::string, std::string>>& fields);

/// Says of a request that cannot be answered what is wrong with it; status 400.
gateway::Response show_misled(const Renderer& renderer, const gateway::Request& request,
                              const base::Error& error);

/// A token or code that is shown this once, to be copied.
gateway::Response show_code(const Renderer& renderer, const gateway::Request& request,
                            const std::string& client_name, const std::string& code);

/// Pages that lead back: where somebody signs in, and where they give and prove their address.
inline constexpr auto kSignInPage = "/sign-in";
inline constexpr auto kAddressPage = "/email";

/// A page with the target to which it leads back; without one that is empty, or too long for the
/// header of a redirect.
std::string leading_back(const std::string& page, std::string_view target);

/// `text` when it is a path of our own host that a browser cannot take for anything else ("/x?y"):
/// no "//" in the path, no backslash, ASCII without blanks and control characters, at most 2048
/// bytes; empty for everything else.
std::string local_target(std::string_view text);

/// The local_target() that a request names in its query, "redirectTo"; empty: none, or none of
/// ours.
std::string target_in(const gateway::Request& request);

}  // namespace pages
