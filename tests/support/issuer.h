#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "support/http_client.h"
#include "support/process.h"
#include "support/temp_directory.h"

/// A real identity provider on 127.0.0.1 that is not ours (issuer.py, on Debian's python3-jwt and
/// python3-cryptography). It may be stopped and started again at the same port with the same keys.
class Issuer {
 public:
  /// `tls`: with a certificate for "localhost", made anew. Waits until it listens; throws
  /// std::runtime_error when it does not.
  explicit Issuer(bool tls = false);

  std::string jwks_url() const { return url_ + "/jwks.json"; }
  /// Vouches for the server's certificate.
  std::string ca_file() const { return directory_.file("certificate.pem"); }

  /// A token for this subject, issued now. `more` is added to its claims: R"("aud":"x")".
  std::string token(const std::string& subject,
                    std::chrono::seconds lifetime = std::chrono::minutes(15),
                    const std::string& more = {});
  /// A token of these claims, a JSON object.
  std::string sign(const std::string& claims);

  /// Makes a key of this algorithm ("RS256", "ES256", "EdDSA"), which signs from now on.
  void rotate(const std::string& algorithm = "RS256") { control("rotate", algorithm); }
  /// Publishes the newest key alone.
  void forget_older() { control("forget", ""); }
  /// How the keys are published from now on: "serve", "hang", "drip", "redirect", "missing",
  /// "html", "weak" or "huge".
  void behave(const std::string& mode) { control("mode", mode); }

  /// How often its keys were asked for since it was started.
  int fetches();

  void stop() { process_.reset(); }
  void start();

 private:
  HttpClient client() const;
  std::string control(const std::string& action, const std::string& body);

  bool tls_;
  TempDirectory directory_;
  int port_ = 0;
  std::string url_;
  std::unique_ptr<Process> process_;
};

/// What Issuer calls itself.
inline constexpr auto kIssuerName = "https://issuer.example/";
