#include "accounts/ssh_keys.h"

#include <algorithm>

#include "accounts/audit.h"
#include "accounts/events.h"
#include "accounts/mails.h"
#include "accounts/resources.h"
#include "base/error.h"
#include "crypto/ssh_public_key.h"
#include "store/accounts.h"
#include "store/duplicate.h"
#include "store/ssh_keys.h"

namespace accounts {
namespace {

using base::ErrorCode;

constexpr long long kMostKeys = 100;  ///< of an account

[[noreturn]] void refuse(const std::string& text) {
  throw base::Error(ErrorCode::invalid_argument, {text}).about("ssh-key");
}

[[noreturn]] void refuse_unknown() {
  throw base::Error(ErrorCode::not_found, {"There is no such SSH key."});
}

// Characters of UTF-8, which is what the columns count.
std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

crypto::SshPublicKey parsed(const std::string& line) try {
  return crypto::SshPublicKey::parse(line);
} catch (const base::Error& error) {
  constexpr auto text = "This is not a valid SSH key";
  if (error.code() == ErrorCode::invalid_argument) refuse(text);
  if (error.code() == ErrorCode::unprocessable) refuse(text + (": " + error.public_text()));
  throw;
}

model::SshKey described(const base::Id& account, const std::string& line, base::Time now) {
  if (line.empty()) refuse("ssh-key is required");
  if (length_of(line) > model::kLongestSshKey) {
    refuse("SSH key longer than max of " + std::to_string(model::kLongestSshKey) + " characters.");
  }
  const auto key = parsed(line);
  if (length_of(key.comment().value_or("")) > model::kLongestSshComment) {
    refuse("Comment longer than max of " + std::to_string(model::kLongestSshComment) +
           " characters.");
  }
  return {.account = account,
          .key = line,
          .digest = key.digest(),
          .fingerprint = key.md5_fingerprint(),
          .comment = key.comment(),
          .authorized_at = now,
          .last_used = {}};
}

bool is_active(const std::optional<model::Account>& account) {
  return account && account->state == model::AccountState::active;
}

model::Account owner(store::Session& session, const base::Id& account, base::Time now) {
  auto found = store::Accounts(session).by_id(account, now);
  if (is_active(found)) return *std::move(found);
  throw base::Error(ErrorCode::unauthorized, {"This account does not exist any more."});
}

}  // namespace

SshKeys::SshKeys(Context context) : context_(context) {}

model::SshKey SshKeys::add(const base::Id& account, const std::string& line,
                           const Origin& origin) try {
  const auto now = context_.clock.now();
  auto key = described(account, line, now);
  context_.database.transaction([&](store::Session& session) {
    store::SshKeys keys(session);
    const auto person = owner(session, account, now);
    if (keys.count(account) >= kMostKeys) {
      refuse("An account has at most " + std::to_string(kMostKeys) + " SSH keys.");
    }
    key.id = keys.insert(key);
    audit(session, context_, account, "account:ssh-key-added", origin,
          "Added SSH key " + key.fingerprint);
    tell_owner(session, context_, person, "ssh-key-added", key.fingerprint, origin);
    fire(session, context_, account, "ssh-key:add",
         ssh_key_resource(key, person.username, /*with_last_used=*/true));
  });
  return key;
} catch (const store::Duplicate&) {
  refuse("We already have this SSH key on file.");
}

std::vector<model::SshKey> SshKeys::list(const base::Id& account, long long start, int limit) {
  return context_.database.read([&](store::Session& session) {
    return store::SshKeys(session).of_account(account, start, limit);
  });
}

long long SshKeys::count(const base::Id& account) {
  return context_.database.read(
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

void SshKeys::remove(const base::Id& account, long long id, const Origin& origin) {
  const auto now = context_.clock.now();
  context_.database.transaction([&](store::Session& session) {
    store::SshKeys keys(session);
    const auto key = keys.find(id, account);
    if (!key || !keys.remove(id, account)) refuse_unknown();
    audit(session, context_, account, "account:ssh-key-removed", origin,
          "Deleted SSH key " + key->fingerprint);
    tell_owner(session, context_, owner(session, account, now), "ssh-key-removed", key->fingerprint,
               origin);
    fire(session, context_, account, "ssh-key:remove", removed_resource(id));
  });
}

}  // namespace accounts
