#pragma once

#include <string>
#include <vector>

#include "support/process.h"
#include "support/temp_directory.h"

/// A gpg with a home of its own; its agent ends with it.
class Gpg {
 public:
  Gpg();
  ~Gpg();
  Gpg(const Gpg&) = delete;
  Gpg& operator=(const Gpg&) = delete;

  /// What it prints; `code` gets how it ended. `input` is a file for its standard input, if any.
  std::string run(std::vector<std::string> arguments, int* code = nullptr) const;

  /// Makes a key without a passphrase. `usage` and `expiry` as --quick-generate-key has them.
  void make(const std::string& user_id, const std::string& algorithm,
            const std::string& usage = "default", const std::string& expiry = "never") const;

  /// Adds a subkey to the key of a user id.
  void add(const std::string& user_id, const std::string& algorithm,
           const std::string& usage) const;

  /// Revokes a key, by the certificate that gpg made for that when it made the key.
  void revoke(const std::string& user_id) const;

  std::string public_key(const std::string& user_id) const;
  std::string secret_key(const std::string& user_id) const;
  /// Of the primary key: 40 hex digits.
  std::string fingerprint(const std::string& user_id) const;

  /// The plain text of a message; empty when it cannot read it.
  std::string decrypt(const std::string& message) const;

 private:
  TempDirectory home_;
};
