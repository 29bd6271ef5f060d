#pragma once

#include <string>
#include <string_view>

#include "accounts/abuse_gate.h"
#include "accounts/challenges.h"
#include "accounts/forward.h"
#include "model/mail_request.h"

namespace accounts {

/// Six digits beside the link of a mail, for who reads it on another device: typed on the page
/// where the mail was asked for, they open what the link opens. That page keeps a text, so nobody
/// else can try; neither the text nor an answer tells whether a mail was sent at all.
///
/// Digits can be guessed, so few are taken: five for a mail, and twenty in a day for all mails to
/// an address for one purpose, wherever they were asked for. After that the link alone is good.
class MailedCodes {
 public:
  MailedCodes(Context& context, AbuseGate& gate)
      : context_(context), gate_(gate), challenges_(context, gate) {}

  /// What a mail is asked for. `account` and `challenge` may be nil.
  struct Wanted {
    const Purpose& purpose;
    std::string address;  ///< canonical
    base::Id account = {};
    base::Id challenge = {};
    bool is_mailed = true;  ///< false: so soon after the last mail there is none
  };
  /// Notes a request, in the transaction that queues its mail. Returns the text that the page
  /// keeps.
  std::string await(store::Session& session, const Wanted& wanted);

  /// The request of a page's text. Refuses: not_found (never made, or a day ago).
  model::MailRequest find(std::string_view kept, const Purpose& purpose, const Origin& origin);

  /// The token of the link beside the code; what it opens may have come to its end meanwhile.
  /// Refuses: not_found as find(), unauthorized (about "code": it is another one),
  /// invalid_argument (about "code": too many were typed). The abuse gate counts what is wrong
  /// against the network.
  std::string token_for(std::string_view kept, std::string_view code, const Purpose& purpose,
                        const Origin& origin);

 private:
  bool count_try(const model::MailRequest& request);

  const Context& context_;
  AbuseGate& gate_;
  Challenges challenges_;
};

}  // namespace accounts
