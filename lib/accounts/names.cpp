#include "accounts/names.h"

#include "base/text.h"
#include "crypto/digest.h"
#include "letters/confusable.h"
#include "letters/normal.h"
#include "letters/username.h"
#include "model/account.h"
#include "model/reserved_names.h"

namespace accounts {

namespace {

base::Error refused(const char* rule, std::string words) {
  return base::Error(base::ErrorCode::invalid_argument, {std::move(words)}).under(rule);
}

bool is_short_enough(std::string_view name) {
  return base::count_characters(name) <= model::kLongestUsername;
}

std::optional<std::string> ascii_key(std::string_view name) {
  if (auto key = model::username_key(name)) return key;
  return name.size() <= model::kLongestUsername ? model::email_key(name) : std::nullopt;
}

/// One that has become ASCII (full-width letters) is that name. Throws base::Error (unavailable)
/// without ICU.
std::optional<std::string> key_of(std::string_view name) {
  if (letters::is_ascii(name)) return ascii_key(name);
  if (!base::is_utf8(name) || !is_short_enough(name)) return std::nullopt;
  auto key = letters::case_mapped_username(name);
  if (!key || !is_short_enough(*key)) return std::nullopt;
  return letters::is_ascii(*key) ? model::username_key(*key) : std::move(key);
}

base::Error no_name(std::string_view name) {
  if (model::is_reserved_name(base::ascii_lower(name))) return unfit_username(name);
  return refused("username.unfit",
                 "A username has 1 to 64 letters and digits of one script and, inside, dots, "
                 "hyphens and underscores; or it is an e-mail address.");
}

NewName examined(std::string_view name) {
  auto key = key_of(name);
  if (!key) throw no_name(name);
  if (letters::is_ascii(*key)) return {*std::move(key)};
  const auto skeleton = letters::skeleton_of(*key);
  if (letters::is_ascii(skeleton) || letters::mixes_scripts(*key)) {
    throw refused("username.look_alike",
                  "This name mixes scripts, or looks like one in Latin letters.");
  }
  return {*std::move(key), crypto::sha256_hex(skeleton)};
}

}  // namespace

std::optional<std::string> name_key(std::string_view name) try {
  return key_of(name);
} catch (const base::Error& error) {
  if (error.code() != base::ErrorCode::unavailable) throw;
  return std::nullopt;
}

NewName new_name(std::string_view name) try {
  return examined(name);
} catch (const base::Error& error) {
  if (error.code() != base::ErrorCode::unavailable) throw;
  throw refused("username.no_icu",
                "Only names of the characters a-z, 0-9, dot, hyphen and underscore can be taken "
                "here: the library ICU, which compares others, is not installed.");
}

std::string name_for_others(const std::string& username, const std::optional<std::string>& email,
                            bool verified) {
  if (username.find('@') == username.npos) return username;
  const bool own = email && verified && base::equals_ignoring_case(username, *email);
  return own ? username : std::string();
}

base::Error unfit_username(std::string_view name) {
  if (model::is_reserved_name(base::ascii_lower(name))) {
    return refused("username.reserved", "This name is reserved; take another one.");
  }
  return refused("username.unfit",
                 "A username has 1 to 64 of the characters a-z, 0-9, dot, hyphen and underscore, "
                 "and begins and ends with a letter or a digit.");
}

}  // namespace accounts
