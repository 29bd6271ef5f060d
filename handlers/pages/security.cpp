#include "pages/security.h"

#include <charconv>

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
  const auto text = call.segment("id");
  long long number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size() || number < 0) {
    throw base::Error(base::ErrorCode::not_found);
  }
  return number;
}

templates::Value::List shown(const std::vector<model::PgpKey>& keys,
                             std::optional<long long> preferred) {
  templates::Value::List list;
  for (const auto& key : keys) {
    list.push_back({{"id", std::to_string(key.id)},
                    {"fingerprint", key.fingerprint},
                    {"named", !key.email.empty()},
                    {"email", key.email},
                    {"since", date_words(key.authorized_at)},
                    {"preferred", preferred == key.id}});
  }
  return list;
}

templates::Value::List shown(const std::vector<model::SshKey>& keys) {
  templates::Value::List list;
  for (const auto& key : keys) {
    list.push_back({{"id", std::to_string(key.id)},
                    {"fingerprint", key.fingerprint},
                    {"named", key.comment.has_value()},
                    {"comment", key.comment.value_or("")},
                    {"since", date_words(key.authorized_at)}});
  }
  return list;
}

templates::Value::List shown(const std::vector<model::Webhook>& webhooks) {
  templates::Value::List list;
  for (const auto& webhook : webhooks) {
    std::string events;
    for (const auto& event : webhook.events) events += (events.empty() ? "" : ", ") + event;
    list.push_back({{"id", std::to_string(webhook.id)},
                    {"url", webhook.url},
                    {"events", events},
                    {"since", date_words(webhook.created_at)}});
  }
  return list;
}

}  // namespace

void Security::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/settings/security", Access::session, &Security::show},
                  {Method::post, "/settings/security/pgp/none", Access::session_form,
                   &Security::prefer_none},
                  {Method::post, "/settings/security/pgp/{id}/remove", Access::session_form,
                   &Security::remove_pgp_key},
                  {Method::post, "/settings/security/ssh/{id}/remove", Access::session_form,
                   &Security::remove_ssh_key},
                  {Method::post, "/settings/security/webhooks/{id}/remove", Access::session_form,
                   &Security::remove_webhook}});
}

Response Security::show(const Call& call, const model::Session& session) {
  const auto owner = deps_.profiles.of(session.account);
  const auto pgp_keys = deps_.pgp_keys.list(owner.id, -1, kAll);
  const auto ssh_keys = deps_.ssh_keys.list(owner.id, -1, kAll);
  const auto webhooks = deps_.webhooks.of_account(owner.id);
  return deps_.frame.show(call, session, "security",
                          {{"any_pgp", !pgp_keys.empty()},
                           {"pgp_keys", shown(pgp_keys, owner.pgp_key)},
                           {"any_ssh", !ssh_keys.empty()},
                           {"ssh_keys", shown(ssh_keys)},
                           {"any_webhook", !webhooks.empty()},
                           {"webhooks", shown(webhooks)}});
}

Response Security::prefer_none(const Call& call, const model::Session& session) {
  deps_.pgp_keys.prefer_none(session.account, deps_.frame.origin_of(call));
  return deps_.frame.back("security", "key-unused");
}

Response Security::remove_pgp_key(const Call& call, const model::Session& session) {
  deps_.pgp_keys.remove(session.account, number_of(call), deps_.frame.origin_of(call));
  return deps_.frame.back("security", "key-removed");
}

// What the key has opened goes with it.
Response Security::remove_ssh_key(const Call& call, const model::Session& session) {
  const auto origin = deps_.frame.origin_of(call);
  deps_.ssh_keys.remove(session.account, number_of(call), origin);
  deps_.sessions.end_others(session, origin);
  return deps_.frame.back("security", "sign-in-key-removed");
}

Response Security::remove_webhook(const Call& call, const model::Session& session) {
  deps_.webhooks.remove_of_account(session.account, number_of(call), deps_.frame.origin_of(call));
  return deps_.frame.back("security", "webhook-removed");
}

}  // namespace pages
