#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "store/forward.h"

namespace store {

/// The table `key_sets`: the public keys of others, as last fetched. All processes of all hosts
/// share it, so that none has to fetch what another has already fetched.
class KeySets {
 public:
  explicit KeySets(Session& session) : session_(session) {}

  struct State {
    std::optional<base::Time> fetched_at;  ///< nothing: never successfully
    base::Time attempted_at;
  };
  /// Nothing when nobody has ever tried to fetch them.
  std::optional<State> state(const std::string& url);

  /// The text that was fetched last; empty when there is none.
  std::string jwks(const std::string& url);

  /// Claims the attempt to fetch that follows the state `seen`. When several try at once, one gets
  /// true.
  bool claim(const std::string& url, const std::optional<State>& seen, base::Time now);

  /// Keeps what was fetched.
  void store(const std::string& url, const std::string& jwks, base::Time fetched_at);

 private:
  Session& session_;
};

}  // namespace store
