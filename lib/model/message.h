#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/id.h"

namespace model {

/// One row of the outbox: something to deliver, written in the transaction that caused it.
struct Message {
  base::Id id;          ///< stable over retries: a mail's Message-ID, a webhook's delivery id
  std::string channel;  ///< "mail", "webhook" or "revocation"
  std::string payload;  ///< JSON that its channel understands; holds no secret
  base::Time created_at;
  base::Time due_at;  ///< not to be tried before
  int attempts = 0;
  bool dead = false;  ///< given up; only the operator requeues it
  std::string last_error;
  /// Of whom only a few are served at the same time: a host and port. Empty: it does not matter.
  std::string receiver = {};
};

/// The payload of a mail: which template, for whom, in which language.
struct Mail {
  std::string template_name;  ///< "verify", "reset-password"
  std::string language;       ///< "en"
  std::string recipient;      ///< the address as given
  std::string username;
  base::Id challenge;     ///< the link's token is minted from it at delivery; nil: no link
  base::Time expires_at;  ///< of the challenge
  /// What the mail tells of: a new address, a key's fingerprint. Empty: it needs none.
  std::string detail = {};
  // Where it came from, of a mail that tells of something that happened: a network address, and
  // what the browser calls itself by the names that people know. Empty: nobody knows.
  std::string address = {};
  std::string browser = {};
  std::string system = {};
  bool in_plain = false;  ///< not to be encrypted, whatever key its recipient prefers
};

/// What Message::payload holds for a mail: a JSON object, one line of ASCII or UTF-8.
std::string to_payload(const Mail& mail);

/// The mail of a payload; members that it does not know are passed over, so that a newer writer can
/// add some. Throws base::Error (invalid_argument) when it is no such object.
Mail mail_from_payload(std::string_view payload);

}  // namespace model
