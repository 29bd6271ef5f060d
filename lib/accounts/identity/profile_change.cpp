#include "accounts/identity/profile_change.h"

#include <algorithm>
#include <vector>

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/invalid.h"
#include "accounts/keys/pgp_keys.h"
#include "accounts/proof/owner.h"
#include "accounts/webhooks/events.h"
#include "base/calendar.h"
#include "base/error.h"
#include "base/text.h"
#include "base/url.h"
#include "model/person.h"
#include "store/pgp_keys.h"
#include "store/profiles.h"

namespace accounts {
namespace {

using base::ErrorCode;
using Faults = std::vector<base::Error>;
using model::ProfileText;
using Form = ProfileText::Form;

constexpr auto kTaken = "address.taken";
constexpr std::size_t kLongestEmail = 256;  ///< characters, before anything else is looked at

std::string_view value_of(const ProfileChange::Wish& wish, const ProfileText& text) {
  const auto wanted = wish.texts.find(text.name);
  if (wanted == wish.texts.end() || !wanted->second) return {};
  return *wanted->second;
}

void check_length(const ProfileText& text, std::string_view value, Faults& faults) {
  if (base::count_characters(value) <= text.longest) return;
  faults.push_back(fault("profile.too_long", std::string(text.name), std::to_string(text.longest)));
}

// Nothing that could leave the attribute or line it is put in; the site may have any name.
bool is_web_address(std::string_view text) {
  const auto url = base::Url::parse(text);
  const bool printable = std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && c != 0x7f && c != '"' && c != '<' && c != '>';
  });
  return printable && url && base::is_web(*url) && !url->authority->user;
}

void check_address(const ProfileText& text, std::string_view value, Faults& faults) {
  if (text.form != Form::web_address || value.empty() || is_web_address(value)) return;
  faults.push_back(fault("profile.no_web_address", std::string(text.name)));
}

// What only a terminal reads, or ends a text early, is in none of them.
void check_characters(const ProfileText& text, std::string_view value, Faults& faults) {
  if (text.form == Form::web_address) return;
  const std::string_view allowed = text.form == Form::lines ? "\t\n\r" : "";
  const auto control = [&](char c) {
    return base::is_control(c) && allowed.find(c) == allowed.npos;
  };
  if (std::none_of(value.begin(), value.end(), control)) return;
  faults.push_back(fault("profile.control_characters", std::string(text.name)));
}

void check_texts(const ProfileChange::Wish& wish, Faults& faults) {
  for (const auto& text : model::kProfileTexts) {
    check_length(text, value_of(wish, text), faults);
    check_address(text, value_of(wish, text), faults);
  }
  for (const auto& text : model::kProfileTexts) {
    check_characters(text, value_of(wish, text), faults);
  }
}

void apply(const ProfileChange::Wish& wish, model::Profile& profile) {
  for (const auto& text : model::kProfileTexts) {
    if (!wish.texts.contains(text.name)) continue;
    const auto value = value_of(wish, text);
    profile.*text.text = value.empty() ? std::nullopt : std::optional<std::string>(value);
  }
}

}  // namespace

ProfileChange::ProfileChange(Context& context, AddressChange& addresses)
    : context_(context), addresses_(addresses) {}

model::Person ProfileChange::change(const base::Id& account, const Wish& wish,
                                    const Origin& origin) try {
  return context_.database.transaction([&](store::Session& session) {
    auto faults = wish.faults;
    check_texts(wish, faults);
    store::Profiles profiles(session);
    model::Person person{active_owner(session, context_, account), profiles.of(account)};
    auto& owner = person.account;
    if (wish.email) ask_for(session, owner, *wish.email, origin, faults);
    apply(wish, person.profile);
    if (wish.preferred_pgp_key) prefer(session, owner, *wish.preferred_pgp_key, origin, faults);
    if (!faults.empty()) throw Invalid(std::move(faults));
    profiles.set(account, person.profile);
    if (!wish.is_empty()) audit(session, context_, account, "account:profile-updated", origin);
    fire(session, context_, account, ProfileUpdated{person});
    return person;
  });
} catch (const Invalid& invalid) {
  const auto& faults = invalid.faults();
  const bool taken = std::any_of(faults.begin(), faults.end(),
                                 [](const auto& fault) { return fault.rule() == kTaken; });
  if (taken) addresses_.count_taken(account);
  throw;
}

void ProfileChange::ask_for(store::Session& session, const model::Account& owner,
                            const std::string& email, const Origin& origin, Faults& faults) {
  if (base::count_characters(email) > kLongestEmail) {
    faults.push_back(fault("profile.email_too_long", "email", std::to_string(kLongestEmail)));
    return;
  }
  try {
    addresses_.ask(session, owner.id, base::trimmed(email), origin);
  } catch (const base::Error& error) {
    if (error.code() == ErrorCode::invalid_argument) {
      faults.push_back(error);
    } else if (error.code() == ErrorCode::conflict) {
      faults.push_back(fault(kTaken, "email"));
    } else {
      throw;
    }
  }
}

void ProfileChange::prefer(store::Session& session, model::Account& owner,
                           std::optional<long long> id, const Origin& origin, Faults& faults) {
  const auto key = id ? store::PgpKeys(session).find(*id, owner.id) : std::nullopt;
  if (id && !key) {
    faults.push_back(fault("profile.unknown_pgp_key", "preferred_pgp_key"));
    return;
  }
  if (owner.pgp_key == id) return;
  if (key && model::has_expired(*key, context_.clock.now())) {
    faults.push_back(
        fault("profile.expired_pgp_key", "preferred_pgp_key", base::date_of(*key->expires_at)));
    return;
  }
  owner.pgp_key = id;
  if (key) return prefer_pgp_key(session, context_, owner, *key, origin);
  prefer_no_pgp_key(session, context_, owner.id, origin);
}

}  // namespace accounts
