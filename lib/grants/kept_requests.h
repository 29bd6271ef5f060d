#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/forward.h"
#include "base/clock.h"

namespace grants {

/// Requests for a code that wait on the server while somebody signs in: those that are too long for
/// a browser to carry along, those that came as a form, and those that want to know who sits there
/// now, so that it is known when they were asked. A network has 200 of them, all have 4000, each
/// for a day; beyond that the oldest go.
class KeptRequests {
 public:
  /// `context` must outlive it.
  explicit KeptRequests(accounts::Context& context) : context_(context) {}

  /// The longest `query` that is kept, and answered at all.
  static constexpr std::size_t kLongest = 16UL * 1024;

  /// Keeps a request's parameters; returns the text by which find() has them again. Whoever knows
  /// that may ask for what the request asks for, as by any link.
  std::string keep(const std::string& query, const accounts::Origin& origin);

  struct Kept {
    std::string query;
    base::Time asked_at;
  };
  /// Nothing for a text that is none of ours, and for a request that is gone.
  std::optional<Kept> find(std::string_view text);

 private:
  const accounts::Context& context_;
};

}  // namespace grants
