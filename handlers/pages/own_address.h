#pragma once

#include "guards/api.h"
#include "model/forward.h"
#include "pages/deps.h"

namespace pages {

/// Where somebody is led who has signed in and has no verified address, by what asks for one: the
/// gate, or a client. They give it, confirm it by the link in a mail, and go on to where they
/// wanted to go, which is a path of ours in "redirectTo".
class OwnAddress {
 public:
  explicit OwnAddress(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response ask(const router::Call& call, const model::Session& session);
  gateway::Response give(const router::Call& call, const model::Session& session);

  templates::Values values_of(const model::Session& session, const model::Account& account,
                              const std::string& target) const;

  const Deps& deps_;
};

}  // namespace pages
