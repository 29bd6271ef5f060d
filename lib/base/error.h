#pragma once

#include <chrono>
#include <exception>
#include <optional>
#include <string>
#include <utility>

namespace base {

/// Why something was refused, independent of any protocol. lib/router has the one table that maps
/// these to HTTP statuses.
enum class ErrorCode {
  invalid_argument,    ///< the request cannot be understood as it is
  unauthorized,        ///< nobody, or not who they claim to be
  forbidden,           ///< known, but not allowed
  not_found,           ///< no such thing, or none that the caller may know of
  method_not_allowed,  ///< the path exists, the verb does not
  timeout,             ///< the client did not send its request in time
  conflict,            ///< somebody has it already
  payload_too_large,   ///< over one of the bounds on what we read
  unsupported_media,   ///< a body of a type that the route does not take
  unprocessable,       ///< well-formed, but a value makes no sense
  failed_dependency,   ///< something else has to happen first
  too_many_requests,   ///< over a budget; retry_after says when to come back
  unavailable,         ///< a part that we need is down or busy; safe to repeat
  internal,            ///< our fault
};

/// What a client may read. Always a sentence that we chose, never text from below.
struct PublicText {
  std::string text;
};

/// What only the log may keep: causes, statement names, error numbers. Never a secret.
struct PrivateDetail {
  std::string text;
};

/// The only exception that may cross from one folder to another. Anything else that is thrown
/// counts as `internal`.
class Error : public std::exception {
 public:
  explicit Error(ErrorCode code, PublicText text = {}, PrivateDetail detail = {})
      : code_(code), text_(std::move(text)), detail_(std::move(detail)) {}

  ErrorCode code() const noexcept { return code_; }
  const std::string& public_text() const noexcept { return text_.text; }
  const std::string& private_detail() const noexcept { return detail_.text; }

  /// The name of the field or resource at fault ("username"); empty when there is none.
  const std::string& subject() const noexcept { return subject_; }

  /// Which of our rules refused, for the log: a short, stable code ("abuse.failures",
  /// "form.foreign"). When none was named, it is the error code and the subject:
  /// "conflict.username".
  std::string rule() const;

  /// A value that belongs in the message besides the subject: a limit, a scope, a user. It may come
  /// from a client.
  const std::string& value() const noexcept { return value_; }

  /// When it makes sense to try again.
  std::optional<std::chrono::seconds> retry_after() const noexcept { return retry_after_; }

  Error&& about(std::string subject) && {
    subject_ = std::move(subject);
    return std::move(*this);
  }
  /// Names the rule that refused; `rule` is a literal, so nothing that a client sent is in it.
  Error&& under(const char* rule) && {
    rule_ = rule;
    return std::move(*this);
  }
  Error&& naming(std::string value) && {
    value_ = std::move(value);
    return std::move(*this);
  }
  Error&& retry_in(std::chrono::seconds delay) && {
    retry_after_ = delay;
    return std::move(*this);
  }

  /// The code's name; use the functions above for the texts and details.
  const char* what() const noexcept override;

 private:
  ErrorCode code_;
  PublicText text_;
  PrivateDetail detail_;
  std::string subject_;
  const char* rule_ = nullptr;
  std::string value_;
  std::optional<std::chrono::seconds> retry_after_;
};

/// An `unavailable` error: a part of this host is at its limit at the moment. `detail` names that
/// part for the log.
Error busy(std::string detail, std::chrono::seconds retry = std::chrono::seconds{1});

/// What a log or an operator is told of a throw: an Error's detail, or its name with its public
/// text; of anything else what it says itself.
std::string detail_of(const std::exception& exception);

/// "invalid_argument" and so on, for logs.
const char* name_of(ErrorCode code) noexcept;

}  // namespace base
