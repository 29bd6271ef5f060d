#pragma once

#include "guards/api.h"
#include "pages/deps.h"

namespace pages {

/// Tokens that somebody makes by hand, for programs of their own. Each is shown once. Whoever is
/// signed in by a key types their password to make one: it would outlive the key.
class PersonalTokens {
 public:
  explicit PersonalTokens(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show(const router::Call& call, const model::Session& session);
  gateway::Response make(const router::Call& call, const model::Session& session);
  gateway::Response end(const router::Call& call, const model::Session& session);

  struct Wish {
    std::string comment;
    std::vector<std::string> scopes;
    std::string days = "365";
  };
  static Wish wish_of(const gateway::Fields& form);
  gateway::Response show_with(const router::Call& call, const model::Session& session,
                              const Wish& wish, const std::optional<base::Error>& fault);

  const Deps& deps_;
};

}  // namespace pages
