#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/proof/sessions.h"
#include "pages/site.h"
#include "router/route.h"

namespace pages {

/// What the pages of somebody who is signed in share: the way from one to the other, the word about
/// what was just done, and the token that their forms carry.
class SettingsFrame {
 public:
  /// Both outlive it.
  SettingsFrame(const Site& site, const accounts::Sessions& sessions)
      : site_(site), sessions_(sessions) {}

  /// The page "page-settings-<section>.html"; with `fault`, which it shows, as a refusal.
  gateway::Response show(const router::Call& call, const model::Session& session,
                         const std::string& section, templates::Values values,
                         const std::optional<base::Error>& fault = {}) const;

  /// The page of a section again, with a word about what was done: after a form, so that loading it
  /// anew repeats nothing.
  gateway::Response back(std::string_view section, std::string_view done) const;

  /// A secret that the page shows this once, with the name of what it belongs to, which may be
  /// empty, and the id of a client.
  struct Secret {
    std::string name;
    std::string text;
    std::string client = {};
  };
  gateway::Response show_secret(const router::Call& call, const model::Session& session,
                                const std::string& section, const Secret& secret) const;

  accounts::Origin origin_of(const router::Call& call) const {
    return site_.origin_of(call.request);
  }

 private:
  const Site& site_;
  const accounts::Sessions& sessions_;
};

/// The value "done" of a query as a truth for a template: "done_session_ended". Words that we do
/// not know are left out.
void add_done(templates::Values& values, std::string_view done);

}  // namespace pages
