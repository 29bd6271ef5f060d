#pragma once

#include "base/error.h"
#include "base/id.h"
#include "model/session.h"
#include "router/row.h"

namespace pages {

/// The {id} of a path. Refuses: not_found (it is none).
inline base::Id id_of(const router::Call& call) {
  const auto id = base::Id::parse(call.segment("id"));
  if (!id) throw base::Error(base::ErrorCode::not_found);
  return *id;
}

/// The session that the gatekeeper has found: which one it is and whose, and nothing else of it.
inline model::Session session_of(const router::Call& call) {
  model::Session session;
  session.id = call.caller.token;
  session.account = call.caller.account;
  return session;
}

}  // namespace pages
