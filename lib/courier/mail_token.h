#pragma once

#include <chrono>
#include <mutex>
#include <string>

namespace courier {

/// The access token that a mail server wants instead of a password (XOAUTH2): from a file that
/// another program renews, or from the provider's token endpoint. For any thread.
class MailToken {
 public:
  struct Settings {
    std::string file = {};  ///< when set, nothing else counts
    std::string url = {};
    std::string client_id = {};
    std::string client_secret = {};
    std::string refresh_token = {};  ///< empty: client credentials (RFC 6749 section 4.4)
    std::string scope = {};
    std::string ca_file = {};  ///< PEM; empty: the system's certificates
    std::chrono::seconds timeout{30};
  };

  explicit MailToken(Settings settings) : settings_(std::move(settings)) {}

  /// A token that lives for another minute at least, asked for only when there is none. Throws
  /// base::Error: unavailable when the provider cannot be asked at the moment, invalid_argument
  /// when the operator has to mend something: there is no token in the file, or the provider
  /// refuses the client. The error says why and shows no secret.
  std::string get();

  /// The mail server has refused it: the next get() asks for another one.
  void forget();

 private:
  std::string ask();

  const Settings settings_;
  std::mutex mutex_;  // held while the provider is asked: others want the same token
  std::string token_;
  std::chrono::steady_clock::time_point good_until_;
};

}  // namespace courier
