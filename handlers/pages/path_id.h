#pragma once

#include "base/error.h"
#include "base/id.h"
#include "router/route.h"

namespace pages {

/// The {id} of a path. Refuses: not_found (it is none).
inline base::Id id_of(const router::Call& call) {
  const auto id = base::Id::parse(call.segment("id"));
  if (!id) throw base::Error(base::ErrorCode::not_found);
  return *id;
}

}  // namespace pages
