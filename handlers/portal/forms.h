#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "gateway/request.h"
#include "router/route.h"

/// What clients send, read once. Each refuses with invalid_argument.
namespace portal {

/// A change of the caller's own account. parse() refuses whatever nobody may
/// change here, by name, so that nobody believes that it was changed.
struct UserForm {
  std::string password;
  static UserForm parse(const gateway::Request& request);
};

/// "bytes", in the form or the query. A number that is none counts as 0. Refuses: negative.
struct BytesQuery {
  std::optional<std::int64_t> bytes;  ///< nothing when it was not given
  static BytesQuery parse(const gateway::Request& request);
};

/// "offset" and "pageSize", in the query. What is absent or no number counts as its default, as
/// does a page of 0. Refuses: negative.
struct PageQuery {
  std::int64_t offset = 0;
  int size = 10;  ///< at most kLargestPage
  static PageQuery parse(const gateway::Request& request);
};

inline constexpr int kLargestPage = 1000;

/// The skylink of the path, in its one form. Refuses what is none.
std::string skylink_of(const router::Call& call);

}  // namespace portal
