#pragma once

#include <string>

#include "guards/api.h"
#include "pages/deps.h"

namespace pages {

/// The page that waits after a mail was asked for: for its code to be typed there by somebody who
/// reads it on another device, or for the mail to be asked for again.
class MailedCode {
 public:
  explicit MailedCode(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response verify(const router::Call& call);
  gateway::Response open_reset(const router::Call& call);
  gateway::Response ask_address(const router::Call& call);
  gateway::Response mail_again(const router::Call& call);

  const Deps& deps_;
};

/// What that page shows.
struct Awaited {
  std::string kept;         ///< by which the code is known to be of this page's mail
  std::string email;        ///< as typed
  std::string target = {};  ///< the path of ours to go on to; empty: none
  enum class For { registration, asked_again, password } what = For::registration;
};
gateway::Response show_check_mail(const Site& site, const gateway::Request& request,
                                  const Awaited& awaited, templates::Values more = {});

}  // namespace pages
