#include "store/purge.h"

#include "store/session.h"

namespace store {

int purge_expired(Session& session, std::string_view select, std::string_view remove,
                  base::Time now, int limit) {
  const auto ids =
      session.statement(select).with("now", now).with("limit", limit).all<base::Id, base::Id>();
  int removed = 0;
  for (const auto& id : ids) {
    if (session.statement(remove).with("id", id).with("now", now).run() == 1) ++removed;
  }
  return removed;
}

}  // namespace store
