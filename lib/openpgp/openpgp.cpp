#include "openpgp/openpgp.h"

#include <algorithm>
#include <ctime>

#include "base/mail_address.h"
#include "base/number.h"
#include "openpgp/armor.h"
#include "openpgp/bounds.h"
#include "openpgp/refusal.h"
#include "openpgp/ring.h"
#include "openpgp/rnp.h"

namespace openpgp {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr confined::Limits kReading{.cpu = milliseconds{400}, .wall = seconds{5}};
constexpr confined::Limits kMail{.cpu = seconds{1}, .wall = seconds{10}};

constexpr auto kUseless = "We were unable to encrypt a test message with this key";
constexpr auto kTooCostly =
    "We were unable to encrypt a test message with this key: that takes too long. Use a smaller "
    "key, or export a minimal one: gpg --armor --export-options export-minimal --export.";

milliseconds cpu_now() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return std::chrono::duration_cast<milliseconds>(seconds{now.tv_sec} +
                                                  std::chrono::nanoseconds{now.tv_nsec});
}

/// What stands between the last "<" and ">" of "Ada Lovelace <ada@example.org>", or all of it, if
/// that is an address.
std::string address_in(const std::string& user_id) {
  const auto open = user_id.rfind('<');
  const auto close = user_id.find('>', open == user_id.npos ? user_id.size() : open);
  const auto address = close == user_id.npos ? user_id : user_id.substr(open + 1, close - open - 1);
  return base::is_mail_address(address) ? address : std::string();
}

std::string first_address(const std::vector<std::string>& user_ids) {
  for (const auto& id : user_ids) {
    if (auto address = address_in(id); !address.empty()) return address;
  }
  return {};
}

/// The trial encryption of a key that is being added.
void try_out(std::string_view certificate) {
  const auto begin = cpu_now();
  if (!encrypted_to(certificate, "test")) refuse(kUseless);
  if (cpu_now() - begin > kMostMailCost) refuse(kTooCostly);
}

// Its fields: fingerprint, expiry in seconds or nothing, user ids.
confined::Fields read_in_cell(std::string_view certificate) {
  const auto known = known_of(certificate);
  if (known.fingerprint.size() != 40) refuse("This is not a valid PGP key");
  if (known.user_ids.empty()) refuse("This key has no user IDs");
  try_out(certificate);
  confined::Fields fields{known.fingerprint, ""};
  if (known.expires_at) {
    const auto since = known.expires_at->time_since_epoch();
    fields[1] = std::to_string(std::chrono::duration_cast<seconds>(since).count());
  }
  fields.insert(fields.end(), known.user_ids.begin(), known.user_ids.end());
  return fields;
}

std::optional<base::Time> time_in(const std::string& text) {
  const auto count = base::number_in<seconds::rep>(text);
  return count ? std::optional(base::Time(seconds{*count})) : std::nullopt;
}

PublicKey key_of(confined::Result result) {
  const auto& fields = result.fields;
  if (fields.size() < 3) refuse("This is not a valid PGP key");
  std::vector<std::string> user_ids(fields.begin() + 2, fields.end());
  auto email = first_address(user_ids);
  return {.fingerprint = fields[0],
          .email = std::move(email),
          .user_ids = std::move(user_ids),
          .expires_at = time_in(fields[1]),
          .cost = result.cpu};
}

}  // namespace

Certificate::Certificate(std::string_view armored) {
  if (armored.size() >= kLongestKey) {
    refuse(
        "Maximum encoded key length is 32768 bytes. Export a minimal key: gpg --armor "
        "--export-options export-minimal --export.");
  }
  if (has_private_block(armored)) refuse_secret();
  auto bytes = dearmored(armored);
  if (!bytes) refuse("This is not a valid PGP key: send one block and nothing else.");
  check_bounds(*bytes);
  bytes_ = *std::move(bytes);
}

PublicKey Certificate::read() const {
  Rnp::library();
  auto result = confined::run([this] { return read_in_cell(bytes_); }, kReading);
  switch (result.end) {
    case confined::End::done:
      return key_of(std::move(result));
    case confined::End::over_cpu:
      refuse(kTooCostly);
    case confined::End::over_wall:
      throw base::Error(base::ErrorCode::unavailable,
                        {"The service is busy; try again in a moment."},
                        {"a PGP key was not read in time"})
          .retry_in(seconds{2});
    case confined::End::broken:
      break;
  }
  refuse("This is not a valid PGP key");
}

confined::Task Certificate::encrypt(std::string text) const {
  Rnp::library();  // here, since other threads may be loading something when the process is forked
  const auto work = [this, &text]() -> confined::Fields {
    auto message = encrypted_to(bytes_, text);
    if (message) return {*std::move(message)};
    throw base::Error(base::ErrorCode::invalid_argument, {},
                      {"the PGP key cannot be encrypted to any more"});
  };
  return {work, kMail};
}

}  // namespace openpgp
