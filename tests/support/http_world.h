#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "accounts/origin.h"
#include "config/forward.h"
#include "model/message.h"
#include "store/database.h"
#include "support/fakes.h"
#include "support/records.h"
#include "support/temp_directory.h"
#include "wiring/apis.h"
#include "wiring/process.h"

/// All of doorward but the processes and the sockets: the APIs on a fresh SQLite, with cheap
/// passwords and a clock that the test moves.
class HttpWorld {
 public:
  using Adjust = std::function<void(config::Config&)>;
  using Headers = std::vector<std::pair<std::string, std::string>>;

  /// Whether the database has its tables, or is not asked for anything at first.
  enum class Schema { made, none };

  explicit HttpWorld(const Adjust& adjust = {}, Schema schema = Schema::made);

  /// From a client of its own, at example.org.
  static gateway::Request request(gateway::Method method, const std::string& path,
                                  const Headers& headers = {});
  using Fields = std::vector<std::pair<std::string, std::string>>;
  static std::string encoded(const Fields& fields);
  /// POST of a form.
  static gateway::Request form(const std::string& path, const Fields& fields,
                               const Headers& headers = {});

  /// Fails the test when the log does not tell why it was refused.
  gateway::Response send(const gateway::Request& request);
  gateway::Response get(const std::string& path, const Headers& headers = {});
  /// POST or DELETE of a JSON text.
  gateway::Response post(const std::string& path, const std::string& json,
                         const Headers& headers = {});
  gateway::Response del(const std::string& path, const std::string& json = "",
                        const Headers& headers = {});
  static Headers bearer(const std::string& token) { return {{"authorization", "Bearer " + token}}; }

  /// Registers `name` with the password "pass word" and the address <name>@example.org.
  gateway::Response register_account(const std::string& name, const Headers& headers = {});
  /// The same, and verifies it.
  void make_account(const std::string& name);
  /// An access token of an account; fails the test when there is none to be had.
  std::string sign_in(const std::string& name);

  /// What waits to be mailed, oldest first.
  std::vector<model::Mail> mails() const { return mails_of(context); }
  /// The token of the last mail's link.
  std::string mailed_token() const { return token_of_newest_mail(context); }
  /// Its code.
  std::string mailed_code() const { return code_of_newest_mail(context); }

  std::optional<model::Account> account(const std::string& username_key) const {
    return account_named(context, username_key);
  }
  /// An account that an operator has blocked, with the password "pass word".
  void make_blocked_account(const std::string& name) {
    insert_account(context, name, model::AccountState::blocked, "pass word");
  }

 private:
  static config::Config make_config(const TempDirectory& directory, const Adjust& adjust);

  TempDirectory directory_;

 public:
  FakeClock clock;
  FakeEntropy entropy;
  /// Whom the keys of the identity provider are fetched from; at first nobody is there.
  accounts::KeySource provider;
  wiring::Process process;
  const crypto::Secret& secret = process.secret;
  const crypto::OpaqueTokens& tokens = process.tokens;
  crypto::HashSlots& slots = process.slots;
  crypto::HashSlots& key_slots = process.key_slots;
  const crypto::Passwords& passwords = process.passwords;
  store::Database& database = process.database;
  /// What use cases of a test's own work with.
  accounts::Context& context = process.context();
  wiring::Apis apis;
};
