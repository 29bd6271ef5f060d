#include "accounts/profile_change.h"

#include <algorithm>
#include <vector>

#include "accounts/audit.h"
#include "accounts/events.h"
#include "accounts/invalid.h"
#include "accounts/owner.h"
#include "accounts/pgp_keys.h"
#include "accounts/resources.h"
#include "base/error.h"
#include "base/text.h"
#include "base/url.h"
#include "store/accounts.h"
#include "store/pgp_keys.h"

namespace accounts {
namespace {

using base::ErrorCode;
using Faults = std::vector<Invalid::Fault>;
using Text = std::optional<std::optional<std::string>>;

constexpr auto kTaken = "This email address is already in use.";
constexpr std::size_t kLongestEmail = 256;  ///< characters, before anything else is looked at

std::string_view value_of(const Text& part) {
  return part && *part ? std::string_view(**part) : std::string_view();
}

void check_length(const Text& part, std::size_t longest, const char* field, const char* name,
                  Faults& faults) {
  if (base::count_characters(value_of(part)) <= longest) return;
  faults.push_back(
      {field, std::string(name) + " must fewer than " + std::to_string(longest) + " characters."});
}

// Nothing that could leave the attribute or line it is put in; the site may have any name.
bool is_web_address(std::string_view text) {
  const auto url = base::Url::parse(text);
  const bool printable = std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && c != 0x7f && c != '"' && c != '<' && c != '>';
  });
  return printable && url && base::is_web(*url) && !url->authority->user;
}

// Lines may break in a bio; what only a terminal reads, or ends a text early, is in none of them.
void check_characters(const Text& part, std::string_view allowed, const char* field,
                      const char* name, Faults& faults) {
  const auto text = value_of(part);
  const auto control = [&](char c) {
    return base::is_control(c) && allowed.find(c) == allowed.npos;
  };
  if (std::none_of(text.begin(), text.end(), control)) return;
  faults.push_back({field, std::string(name) + " must not have control characters."});
}

void check_texts(const ProfileChange::Wish& wish, Faults& faults) {
  check_length(wish.url, kLongestProfileUrl, "url", "URL", faults);
  if (const auto url = value_of(wish.url); !url.empty() && !is_web_address(url)) {
    faults.push_back({"url", "URL must be a valid http or https URL"});
  }
  check_length(wish.location, kLongestProfileLocation, "location", "Location", faults);
  check_length(wish.bio, kLongestProfileBio, "bio", "Bio", faults);
  check_characters(wish.location, "", "location", "Location", faults);
  check_characters(wish.bio, "\t\n\r", "bio", "Bio", faults);
}

void apply(const Text& part, std::optional<std::string>& field) {
  if (!part) return;
  field = value_of(part).empty() ? std::nullopt : *part;
}

}  // namespace

ProfileChange::ProfileChange(Context context, AddressChange& addresses)
    : context_(context), addresses_(addresses) {}

model::Account ProfileChange::change(const base::Id& account, const Wish& wish,
                                     const Origin& origin) try {
  return context_.database.transaction([&](store::Session& session) {
    auto faults = wish.faults;
    check_texts(wish, faults);
    auto owner = active_owner(session, context_, account);
    if (wish.email) ask_for(session, owner, *wish.email, origin, faults);
    apply(wish.url, owner.profile.url);
    apply(wish.location, owner.profile.location);
    apply(wish.bio, owner.profile.bio);
    if (wish.preferred_pgp_key) prefer(session, owner, *wish.preferred_pgp_key, origin, faults);
    if (!faults.empty()) throw Invalid(std::move(faults));
    store::Accounts(session).set_profile(account, owner.profile);
    audit(session, context_, account, "account:profile-updated", origin);
    fire(session, context_, account, "profile:update", user_resource(owner));
    return owner;
  });
} catch (const Invalid& invalid) {
  const auto& faults = invalid.faults();
  const bool taken = std::any_of(faults.begin(), faults.end(),
                                 [](const auto& fault) { return fault.reason == kTaken; });
  if (taken) addresses_.count_taken(account);
  throw;
}

void ProfileChange::ask_for(store::Session& session, const model::Account& owner,
                            const std::string& email, const Origin& origin, Faults& faults) {
  if (base::count_characters(email) > kLongestEmail) {
    faults.push_back({"email", "Email must be no more than 256 characters."});
    return;
  }
  try {
    addresses_.ask(session, owner.id, base::trimmed(email), origin);
  } catch (const base::Error& error) {
    if (error.code() == ErrorCode::invalid_argument) {
      faults.push_back({"email", error.public_text()});
    } else if (error.code() == ErrorCode::conflict) {
      faults.push_back({"email", kTaken});
    } else {
      throw;
    }
  }
}

void ProfileChange::prefer(store::Session& session, model::Account& owner,
                           std::optional<long long> id, const Origin& origin, Faults& faults) {
  const auto key = id ? store::PgpKeys(session).find(*id, owner.id) : std::nullopt;
  if (id && !key) {
    faults.push_back({"use_pgp_key", "You have no such PGP key"});
    return;
  }
  if (owner.pgp_key == id) return;
  owner.pgp_key = id;
  if (key) return prefer_pgp_key(session, context_, owner, *key, origin);
  prefer_no_pgp_key(session, context_, owner.id, origin);
}

}  // namespace accounts
