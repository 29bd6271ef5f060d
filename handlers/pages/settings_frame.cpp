#include "pages/settings_frame.h"

#include <algorithm>

#include "pages/fields.h"

namespace pages {

using gateway::Response;
using router::Call;

namespace {

constexpr std::string_view kDone[] = {
    "address-asked",
    "client-added",
    "client-removed",
    "client-revoked",
    "disconnected",
    "key-preferred",
    "key-removed",
    "key-unused",
    "others-ended",
    "password-changed",
    "password-changed-everywhere",
    "password-set",
    "session-ended",
    "sign-in-key-confirmed",
    "sign-in-key-removed",
    "signed-out",
    "token-ended",
    "webhook-enabled",
    "webhook-removed",
};

std::string path_of(std::string_view section) {
  return section == "profile" ? "/settings" : "/settings/" + std::string(section);
}

}  // namespace

Response SettingsFrame::show(const Call& call, const model::Session& session,
                             const std::string& section, templates::Values values,
                             const std::optional<base::Error>& fault) const {
  values.emplace_back("form_token", sessions_.form_token(session));
  values.emplace_back("at_" + section, true);
  add_done(values, text_of(call.request.query, "done"));
  if (fault) add_fault(values, *fault);
  auto page = site_.renderer.show(call.request, "settings-" + section, std::move(values));
  if (!fault) return page;
  return refused(std::move(page), *fault);
}

Response SettingsFrame::back(std::string_view section, std::string_view done) const {
  return Response::see_other(site_.base_path + path_of(section) + "?done=" + std::string(done));
}

Response SettingsFrame::show_secret(const Call& call, const model::Session& session,
                                    const std::string& section, const Secret& secret) const {
  return site_.renderer.show(call.request, "secret",
                             {{"form_token", sessions_.form_token(session)},
                              {"at_" + section, true},
                              {"named", !secret.name.empty()},
                              {"name", secret.name},
                              {"of_client", !secret.client.empty()},
                              {"client", secret.client},
                              {"secret", secret.text}});
}

void add_done(templates::Values& values, std::string_view done) {
  if (std::find(std::begin(kDone), std::end(kDone), done) == std::end(kDone)) return;
  auto name = "done_" + std::string(done);
  std::replace(name.begin(), name.end(), '-', '_');
  values.emplace_back("done", true);
  values.emplace_back(std::move(name), true);
}

}  // namespace pages
