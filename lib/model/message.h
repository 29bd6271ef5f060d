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
  /// The host and port that it goes to, so that only a few messages go to the same receiver at
  /// once. Empty: unlimited.
  std::string receiver = {};
  /// Messages of one sequence go out one after another, oldest first: each waits until the one
  /// before it is delivered, or given up. Empty: it waits for none.
  std::string sequence = {};
};

/// The payload of a mail: which template, for whom, in which language.
struct Mail {
  std::string template_name;  ///< "verify", "reset-password"
  std::string language;       ///< "en"
  std::string recipient;      ///< the address as given
  std::string username;
  base::Id challenge;     ///< the link's token is minted from it at delivery; nil: no link
  base::Time expires_at;  ///< of the challenge
  /// What the mail is about: a new address, a key's fingerprint. Empty when it needs none.
  std::string detail = {};
  // Where the event that the mail reports came from: a network address, and the browser by the
  // names that people know. Empty when unknown.
  std::string address = {};
  std::string browser = {};
  std::string system = {};
  bool in_plain = false;  ///< never to be encrypted, whatever key its recipient prefers
  /// Whether it shows the code of the challenge, too: a page waits for it to be typed there.
  bool with_code = false;
};

/// Writes the Message::payload of a mail: a JSON object on one line, in ASCII or UTF-8.
std::string to_payload(const Mail& mail);

/// Reads the mail from a payload. Ignores unknown members, so that a newer writer can add some.
/// Throws base::Error (invalid_argument) when the payload is not such an object.
Mail mail_from_payload(std::string_view payload);

}  // namespace model
