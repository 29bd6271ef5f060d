#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/argon2.h"

/// What passes between a process that needs a password's hash and the hasher.
namespace hashing {

/// What is to be computed. The texts are borrowed.
struct Job {
  std::string_view password;
  std::string_view stored = {};    ///< to verify the password by; empty: it is to be hashed
  crypto::PasswordCost cost = {};  ///< of what is to be hashed
  std::string_view network = {};   ///< of crypto::Asker; cut at kLongestName
  std::string_view account = {};   ///< likewise
};

inline constexpr std::size_t kLongestName = 256;
inline constexpr std::size_t kLongestJob = 8 * 1024;  ///< in bytes, as it is sent

/// A job as it is sent, in one message of at most kLongestJob bytes when the password is one that
/// crypto::Passwords takes. It is wiped at the end, and neither copied nor moved, so there is one.
class Message {
 public:
  explicit Message(const Job& job);
  explicit Message(std::string_view received) : bytes_(received) {}
  ~Message();
  Message(const Message&) = delete;
  Message& operator=(const Message&) = delete;

  std::string_view bytes() const { return bytes_; }
  /// Borrowed from it; nothing when it is none that was made of a job.
  std::optional<Job> job() const;

 private:
  std::string bytes_;
};

/// The hasher's messages begin with one of these: `begun` when it is the job's turn, then another
/// one, or `busy` at once. The hash is the text behind `hash`.
enum class Reply : char { begun = 'b', hash = 'h', right = 'r', wrong = 'w', busy = 'x' };

inline constexpr std::size_t kLongestReply = 256;  ///< in bytes

}  // namespace hashing
