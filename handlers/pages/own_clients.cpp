#include "pages/own_clients.h"

#include "accounts/proof/owner_check.h"
#include "base/calendar.h"
#include "base/text.h"
#include "grants/redirect_uri.h"
#include "pages/fields.h"
#include "pages/settings_frame.h"
#include "pages/words.h"

namespace pages {

using gateway::Method;
using gateway::Response;
using grants::Clients;
using guards::Access;
using router::Call;

namespace {

/// One a line, as a text area has them.
std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (const auto line : base::split(text, '\n')) {
    if (const auto bare = base::trimmed(line.substr(0, line.find('\r'))); !bare.empty()) {
      lines.emplace_back(bare);
    }
  }
  return lines;
}

Clients::Wish wish_of(const gateway::Fields& form, const base::Id& owner) {
  return {.name = std::string(base::trimmed(text_of(form, "name"))),
          .is_public = !text_of(form, "public").empty(),
          .trusted = false,
          .redirect_uris = lines_of(text_of(form, "redirect_uris")),
          .grants = {},
          .scopes = {},
          .owner = owner,
          .require_verified = !text_of(form, "require_verified").empty()};
}

/// With what its owner should know of it.
templates::Values shown_uri(const std::string& uri) {
  const auto caution = grants::caution_about(uri);
  return {{"uri", uri},
          {"is_localhost", caution == grants::Caution::localhost},
          {"is_plain_http", caution == grants::Caution::plain_http},
          {"is_private_scheme", caution == grants::Caution::private_scheme}};
}

std::string client_of(const Call& call) { return std::string(call.segment("id")); }

}  // namespace

void OwnClients::mount(guards::Api& api) {
  api.add(
      *this,
      {{Method::get, "/settings/clients", Access::session, &OwnClients::show},
       {Method::post, "/settings/clients", Access::session_form, &OwnClients::add},
       {Method::post, "/settings/clients/{id}/secret", Access::session_form,
        &OwnClients::reset_secret},
       {Method::post, "/settings/clients/{id}/revoke", Access::session_form, &OwnClients::revoke},
       {Method::post, "/settings/clients/{id}/remove", Access::session_form, &OwnClients::remove}});
}

Response OwnClients::show(const Call& call, const model::Session& session) {
  return show_with(call, session, {}, std::nullopt);
}

Response OwnClients::add(const Call& call, const model::Session& session) {
  const auto wish = wish_of(call.request.form(), session.account);
  Clients::Made made;
  const auto refusal = refusal_about({"name", "redirect_uris", "proof"}, [&] {
    prove(call, session);
    made = deps_.clients.add(wish, deps_.frame.origin_of(call));
  });
  if (refusal) return show_with(call, session, wish, refusal);
  if (wish.is_public) return deps_.frame.back("clients", "client-added");
  return deps_.frame.show_secret(
      call, session, "clients", {.name = wish.name, .text = made.secret, .client = made.client.id});
}

Response OwnClients::reset_secret(const Call& call, const model::Session& session) {
  std::string secret;
  const auto refusal = refusal_about({"proof"}, [&] {
    prove(call, session);
    secret =
        deps_.clients.reset_secret(client_of(call), session.account, deps_.frame.origin_of(call));
  });
  if (refusal) return show_refused(call, session, *refusal);
  const auto client = deps_.clients.find(client_of(call));
  return deps_.frame.show_secret(
      call, session, "clients",
      {.name = client ? client->name : std::string(), .text = secret, .client = client_of(call)});
}

Response OwnClients::revoke(const Call& call, const model::Session& session) {
  deps_.clients.revoke_grants(client_of(call), session.account, deps_.frame.origin_of(call));
  return deps_.frame.back("clients", "client-revoked");
}

Response OwnClients::remove(const Call& call, const model::Session& session) {
  deps_.clients.remove(client_of(call), session.account, deps_.frame.origin_of(call));
  return deps_.frame.back("clients", "client-removed");
}

Response OwnClients::show_with(const Call& call, const model::Session& session,
                               const Clients::Wish& wish, const std::optional<base::Error>& fault) {
  return deps_.frame.show(call, session, "clients", values_of(session, wish, ""), fault);
}

/// Of the form of one client.
Response OwnClients::show_refused(const Call& call, const model::Session& session,
                                  const base::Error& fault) {
  return refused(
      deps_.frame.show(call, session, "clients", values_of(session, {}, client_of(call))), fault);
}

templates::Values OwnClients::values_of(const model::Session& session, const Clients::Wish& wish,
                                        std::string_view refused) const {
  templates::Value::List shown;
  for (const auto& client : deps_.clients.of_owner(session.account)) {
    templates::Value::List uris;
    for (const auto& uri : client.redirect_uris) uris.push_back(shown_uri(uri));
    shown.push_back({{"id", client.id},
                     {"name", client.name},
                     {"confidential", !client.is_public()},
                     {"verified_only", client.require_verified},
                     {"uris", std::move(uris)},
                     {"proof_fault", client.id == refused},
                     {"since", base::date_of(client.created_at)}});
  }
  const bool any = !shown.empty();
  return {{"clients", std::move(shown)},
          {"any", any},
          {"id", ""},
          {"asks_password", deps_.owner.asks_password(session)},
          {"wanted_name", wish.name},
          {"wanted_uris", base::joined(wish.redirect_uris, "\n")},
          {"wanted_public", wish.is_public},
          {"wanted_verified", wish.require_verified}};
}

void OwnClients::prove(const Call& call, const model::Session& session) const {
  deps_.owner.by_session(session, text_of(call.request.form(), "proof"),
                         deps_.frame.origin_of(call));
}

}  // namespace pages
