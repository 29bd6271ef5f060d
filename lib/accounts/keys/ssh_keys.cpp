#include "accounts/keys/ssh_keys.h"

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/grant_end.h"
#include "accounts/invalid.h"
#include "accounts/mails.h"
#include "accounts/proof/owner.h"
#include "accounts/webhooks/events.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/private_text.h"
#include "crypto/ssh_public_file.h"
#include "crypto/ssh_public_key.h"
#include "store/accounts.h"
#include "store/duplicate.h"
#include "store/grants.h"
#include "store/sessions.h"
#include "store/ssh_keys.h"

namespace accounts {
namespace {

using base::ErrorCode;

constexpr long long kMostKeys = 100;  ///< of an account

[[noreturn]] void refuse_unknown() {
  throw base::Error(ErrorCode::not_found, {"There is no such SSH key."});
}

[[noreturn]] void refuse_as(const base::Error& error) {
  if (error.code() == ErrorCode::invalid_argument) throw fault("ssh_key.malformed");
  if (error.code() == ErrorCode::unprocessable) {
    throw fault("ssh_key.unfit", "", error.public_text());
  }
  throw;
}

std::string line_of(const std::string& text) try {
  return crypto::openssh_line_of(text);
} catch (const base::Error& error) {
  refuse_as(error);
}

crypto::SshPublicKey parsed(const std::string& line) try {
  return crypto::SshPublicKey::parse(line);
} catch (const base::Error& error) {
  refuse_as(error);
}

// Of whatever length: first of all its owner is to know that it is secret no more.
void check_given(const std::string& text) {
  if (text.empty()) throw fault("ssh_key.missing");
  if (crypto::is_private_key(text)) throw fault("ssh_key.private");
}

model::SshKey described(const base::Id& account, const std::string& text, base::Time now) {
  check_given(text);
  const auto line = line_of(text);
  if (base::count_characters(line) > model::kLongestSshKey) {
    throw fault("ssh_key.too_long", "", std::to_string(model::kLongestSshKey));
  }
  const auto key = parsed(line);
  if (base::count_characters(key.comment().value_or("")) > model::kLongestSshComment) {
    throw fault("ssh_key.comment_too_long", "", std::to_string(model::kLongestSshComment));
  }
  return {.account = account,
          .key = line,
          .digest = key.digest(),
          .fingerprint = key.md5_fingerprint(),
          .comment = key.comment(),
          .authorized_at = now,
          .last_used = {}};
}

void end_opened_by(store::Session& session, const Context& context, const model::SshKey& key,
                   const Origin& origin) {
  store::Sessions(session).remove_of_key(key.account, key.id);
  for (const auto& grant : store::Grants(session).of_ssh_key(key.id, context.clock.now())) {
    end_grant(session, context, grant, origin);
  }
}

}  // namespace

SshKeys::SshKeys(Context& context) : context_(context) {}

model::SshKey SshKeys::add(const base::Id& account, const std::string& line,
                           const Origin& origin) try {
  auto key = described(account, line, context_.clock.now());
  context_.database.transaction([&](store::Session& session) {
    store::Accounts(session).begin_addition(account);
    store::SshKeys keys(session);
    const auto owner = active_owner(session, context_, account);
    if (keys.count(account) >= kMostKeys) {
      throw fault("ssh_key.too_many", "", std::to_string(kMostKeys));
    }
    key.id = keys.insert(key);
    audit(session, context_, account, "account:ssh-key-added", origin,
          "Added SSH key " + key.fingerprint);
    tell_owner(session, context_, owner, "ssh-key-added", fingerprints(key), origin);
    fire(session, context_, account, SshKeyAdded{key, owner.username});
  });
  return key;
} catch (const store::Duplicate&) {
  throw fault("ssh_key.known");
}

std::vector<model::SshKey> SshKeys::list(const base::Id& account, long long start, int limit) {
  return context_.database.read_stale([&](store::Session& session) {
    return store::SshKeys(session).of_account(account, start, limit);
  });
}

long long SshKeys::count(const base::Id& account) {
  return context_.database.read_stale(
      [&](store::Session& session) { return store::SshKeys(session).count(account); });
}

std::optional<model::SshKey> SshKeys::find(const base::Id& account, long long id) {
  return context_.database.read(
      [&](store::Session& session) { return store::SshKeys(session).find(id, account); });
}

model::SshKey SshKeys::touch(const base::Id& account, long long id) {
  return context_.database.transaction([&](store::Session& session) {
    store::SshKeys keys(session);
    keys.touch(id, account, context_.clock.now());
    auto key = keys.find(id, account);
    if (!key) refuse_unknown();
    return *std::move(key);
  });
}

void SshKeys::vouch(const Proof& proof, long long id, const Origin& origin) {
  if (proof.means() != Proof::Means::password) {
    throw base::Error(ErrorCode::unauthorized, {"This takes your password."}).about("proof");
  }
  context_.database.transaction([&](store::Session& session) {
    store::SshKeys keys(session);
    const auto owner = active_owner(session, context_, proof.account());
    const auto key = keys.find(id, owner.id);
    if (!key) refuse_unknown();
    keys.vouch(id, owner.id);
    audit(session, context_, owner.id, "account:ssh-key-confirmed", origin,
          "Confirmed SSH key " + key->fingerprint);
  });
}

void SshKeys::remove(const base::Id& account, long long id, const Origin& origin) {
  context_.database.transaction([&](store::Session& session) {
    store::SshKeys keys(session);
    const auto key = keys.find(id, account);
    if (!key) refuse_unknown();
    end_opened_by(session, context_, *key, origin);
    if (!keys.remove(id, account)) refuse_unknown();
    audit(session, context_, account, "account:ssh-key-removed", origin,
          "Deleted SSH key " + key->fingerprint);
    tell_owner(session, context_, active_owner(session, context_, account), "ssh-key-removed",
               fingerprints(*key), origin);
    fire(session, context_, account, SshKeyRemoved{id});
  });
}

}  // namespace accounts
