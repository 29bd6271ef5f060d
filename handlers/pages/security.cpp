#include "pages/security.h"

#include "accounts/identity/profiles.h"
#include "accounts/keys/pgp_keys.h"
#include "accounts/keys/ssh_keys.h"
#include "accounts/proof/owner_check.h"
#include "accounts/webhooks/webhooks.h"
#include "base/calendar.h"
#include "base/number.h"
#include "base/text.h"
#include "pages/fields.h"
#include "pages/settings_frame.h"
#include "pages/words.h"

namespace pages {

using gateway::Method;
using gateway::Response;
using guards::Access;
using router::Call;

namespace {

constexpr int kAll = 100;  // an account has no more keys of a sort

/// The {id} of a path, where it is a number. Refuses: not_found (it is none).
long long number_of(const Call& call) {
  const auto number = base::number_in<long long>(call.segment("id"));
  if (!number || *number < 0) throw base::Error(base::ErrorCode::not_found);
  return *number;
}

/// What is to be said of the key that an owner prefers, or wants to.
struct Preference {
  std::optional<long long> key;  ///< that is preferred
  bool unproved = false;
  std::string refused;  ///< the id of one that a wrong password was typed for
  base::Time now;
};

templates::Value::List shown(const std::vector<model::PgpKey>& keys, const Preference& preference) {
  templates::Value::List list;
  for (const auto& key : keys) {
    const auto id = std::to_string(key.id);
    const bool preferred = preference.key == key.id;
    list.push_back({{"id", id},
                    {"fingerprint", key.fingerprint},
                    {"named", !key.email.empty()},
                    {"email", key.email},
                    {"since", base::date_of(key.authorized_at)},
                    {"expires", key.expires_at.has_value()},
                    {"expires_on", key.expires_at ? base::date_of(*key.expires_at) : ""},
                    {"expired", model::has_expired(key, preference.now)},
                    {"preferred", preferred},
                    {"unproved", preferred && preference.unproved},
                    {"proof_fault", preference.refused == id}});
  }
  return list;
}

/// The two sorts of keys have numbers of their own.
std::string id_of_ssh(std::string_view number) { return "ssh-" + std::string(number); }

templates::Value::List shown(const std::vector<model::SshKey>& keys, const std::string& refused) {
  templates::Value::List list;
  for (const auto& key : keys) {
    const auto number = std::to_string(key.id);
    list.push_back({{"id", number},
                    {"ssh", true},
                    {"fingerprint", model::sha256_fingerprint(key)},
                    {"md5", key.fingerprint},
                    {"used", key.last_used.has_value()},
                    {"used_on", key.last_used ? base::date_of(*key.last_used) : ""},
                    {"named", key.comment.has_value()},
                    {"comment", key.comment.value_or("")},
                    {"since", base::date_of(key.authorized_at)},
                    {"stopped", key.stopped_at.has_value()},
                    {"proof_fault", refused == id_of_ssh(number)}});
  }
  return list;
}

templates::Value::List shown(const std::vector<model::Webhook>& webhooks) {
  templates::Value::List list;
  for (const auto& webhook : webhooks) {
    list.push_back(
        {{"id", std::to_string(webhook.id)},
         {"url", webhook.url},
         {"events", base::joined(webhook.events, ", ")},
         {"since", base::date_of(webhook.created_at)},
         {"disabled", webhook.disabled_at.has_value()},
         {"disabled_on", webhook.disabled_at ? base::date_of(*webhook.disabled_at) : ""}});
  }
  return list;
}

}  // namespace

void Security::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/settings/security", Access::session, &Security::show},
                  {Method::post, "/settings/security/pgp/{id}/prefer", Access::session_form,
                   &Security::prefer},
                  {Method::post, "/settings/security/pgp/none", Access::session_form,
                   &Security::prefer_none},
                  {Method::post, "/settings/security/pgp/{id}/remove", Access::session_form,
                   &Security::remove_pgp_key},
                  {Method::post, "/settings/security/ssh/{id}/confirm", Access::session_form,
                   &Security::confirm_ssh_key},
                  {Method::post, "/settings/security/ssh/{id}/remove", Access::session_form,
                   &Security::remove_ssh_key},
                  {Method::post, "/settings/security/webhooks/{id}/enable", Access::session_form,
                   &Security::enable_webhook},
                  {Method::post, "/settings/security/webhooks/{id}/remove", Access::session_form,
                   &Security::remove_webhook}});
}

Response Security::show(const Call& call, const model::Session& session) {
  return show_with(call, session, std::nullopt, "");
}

Response Security::show_with(const Call& call, const model::Session& session,
                             const std::optional<base::Error>& fault,
                             const std::string& refused_id) {
  const auto owner = deps_.profiles.of(session.account);
  const auto pgp_keys = deps_.pgp_keys.list(owner.id, -1, kAll);
  const auto ssh_keys = deps_.ssh_keys.list(owner.id, -1, kAll);
  const auto webhooks = deps_.webhooks.of_account(owner.id);
  const Preference preference{owner.pgp_key,
                              owner.password_hash && deps_.pgp_keys.is_unproved(owner.id),
                              refused_id, deps_.clock.now()};
  auto page = deps_.frame.show(call, session, "security",
                               {{"any_pgp", !pgp_keys.empty()},
                                {"pgp_keys", shown(pgp_keys, preference)},
                                {"asks_password", owner.password_hash.has_value()},
                                {"any_ssh", !ssh_keys.empty()},
                                {"ssh_keys", shown(ssh_keys, refused_id)},
                                {"any_webhook", !webhooks.empty()},
                                {"webhooks", shown(webhooks)}});
  if (!fault) return page;
  return refused(std::move(page), *fault);
}

std::optional<base::Error> Security::with_password(
    const Call& call, const model::Session& session,
    const std::function<void(const accounts::Proof&, const accounts::Origin&)>& act) {
  const auto origin = deps_.frame.origin_of(call);
  return refusal_about({"proof"}, [&] {
    act(deps_.owner.by_password(session, text_of(call.request.form(), "proof"), origin), origin);
  });
}

Response Security::prefer(const Call& call, const model::Session& session) {
  const auto refusal = with_password(call, session, [&](const auto& proof, const auto& origin) {
    deps_.pgp_keys.prefer(proof, number_of(call), origin);
  });
  if (refusal) return show_with(call, session, refusal, std::string(call.segment("id")));
  return deps_.frame.back("security", "key-preferred");
}

Response Security::prefer_none(const Call& call, const model::Session& session) {
  deps_.pgp_keys.prefer_none(session.account, deps_.frame.origin_of(call));
  return deps_.frame.back("security", "key-unused");
}

Response Security::remove_pgp_key(const Call& call, const model::Session& session) {
  deps_.pgp_keys.remove(session.account, number_of(call), deps_.frame.origin_of(call));
  return deps_.frame.back("security", "key-removed");
}

Response Security::confirm_ssh_key(const Call& call, const model::Session& session) {
  const auto refusal = with_password(call, session, [&](const auto& proof, const auto& origin) {
    deps_.ssh_keys.vouch(proof, number_of(call), origin);
  });
  if (refusal) return show_with(call, session, refusal, id_of_ssh(call.segment("id")));
  return deps_.frame.back("security", "sign-in-key-confirmed");
}

Response Security::remove_ssh_key(const Call& call, const model::Session& session) {
  deps_.ssh_keys.remove(session.account, number_of(call), deps_.frame.origin_of(call));
  return deps_.frame.back("security", "sign-in-key-removed");
}

Response Security::enable_webhook(const Call& call, const model::Session& session) {
  deps_.webhooks.enable_of_account(session.account, number_of(call), deps_.frame.origin_of(call));
  return deps_.frame.back("security", "webhook-enabled");
}

Response Security::remove_webhook(const Call& call, const model::Session& session) {
  deps_.webhooks.remove_of_account(session.account, number_of(call), deps_.frame.origin_of(call));
  return deps_.frame.back("security", "webhook-removed");
}

}  // namespace pages
