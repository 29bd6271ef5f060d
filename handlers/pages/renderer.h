#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/embedded.h"
#include "base/error.h"
#include "gateway/request.h"
#include "gateway/response.h"
#include "templates/templates.h"

/// The pages that a person sees. They work without JavaScript and load nothing from anywhere.
namespace pages {

/// The pages of handlers/pages/templates: "<language>/page-<name>.html", and for all languages
/// "en/page-layout.html" and "en/page.css".
std::span<const base::EmbeddedFile> page_templates();

/// What a page says of Retry-After: whole minutes, one at least.
std::string minutes_to_wait(const base::Error& error);

/// Makes whole pages in the reader's language, with headers that let a page do no more than it
/// must: its one stylesheet, and forms to ourselves.
class Renderer {
 public:
  struct Settings {
    std::string site_name;
    std::string language;        ///< for readers whose languages we do not have
    std::string base_path = {};  ///< of all our own links: "" or "/auth"
    std::string sign_in_path = "/authenticate/userpass";  ///< where name and password go
    bool caught_mails = false;                            ///< whether there is a page of them
  };

  /// `templates` must outlive the renderer. Throws base::Error (invalid_argument) when a site's own
  /// layout has no place for the style or the content.
  Renderer(const templates::Templates& templates, Settings settings);

  /// The page "page-<name>.html". `form_targets` (form_targets.h) are where its form may lead
  /// besides ourselves.
  gateway::Response show(const gateway::Request& request, const std::string& name,
                         templates::Values values, int status = 200,
                         std::string_view form_targets = {}) const;

  /// The same, status 200, with a script of ours at its end: the only one that its policy lets run.
  /// Whoever its form leads to sees our origin.
  gateway::Response show_with_script(const gateway::Request& request, const std::string& name,
                                     templates::Values values, std::string_view form_targets,
                                     std::string_view script) const;

  const std::string& sign_in_path() const { return settings_.sign_in_path; }

  /// An error as a page: it says what a person can do now, and no more.
  gateway::Response show_error(const base::Error& error, const gateway::Request& request,
                               std::string_view request_id) const;

 private:
  /// What a page may do besides showing itself; empty: nothing.
  struct Rights {
    std::string_view form_targets;
    std::string_view script;
  };
  gateway::Response page(const gateway::Request& request, const std::string& name,
                         templates::Values values, int status, const Rights& rights) const;
  std::string policy_of(const Rights& rights) const;

  const templates::Templates& templates_;
  Settings settings_;
  const std::string& css_;            ///< it shows no values
  mutable std::string style_digest_;  ///< "sha256-..."; empty until the first page is shown
};

}  // namespace pages
