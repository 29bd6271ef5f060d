#include "grants/kept_requests.h"

#include "accounts/abuse_gate.h"
#include "accounts/context.h"
#include "accounts/origin.h"
#include "base/error.h"
#include "store/kept_requests.h"

namespace grants {
namespace {

constexpr int kMostOfNetwork = 200;
constexpr int kMost = 4000;

}  // namespace

// What goes is the network's own before it is anybody else's: whoever asks without end drives out
// themselves and their neighbours.
std::string KeptRequests::keep(const std::string& query, const accounts::Origin& origin) {
  if (query.size() > kLongest) {
    throw base::Error(base::ErrorCode::internal, {}, {"a request too long to be kept"});
  }
  const auto now = context_.clock.now();
  const model::KeptRequest row{
      .id = base::Id::make(now, context_.entropy),
      .network = accounts::neighbourhood_of(accounts::network_of(origin.address)),
      .query = query,
      .asked_at = now};
  context_.database.transaction([&](store::Session& session) {
    store::KeptRequests requests(session);
    requests.insert(row);
    requests.make_room_in(row.network, kMostOfNetwork);
    requests.make_room(kMost);
  });
  return context_.tokens.mint(crypto::TokenKind::request, row.id);
}

std::optional<KeptRequests::Kept> KeptRequests::find(std::string_view text) {
  const auto id = context_.tokens.check(crypto::TokenKind::request, text);
  if (!id) return std::nullopt;
  auto row = context_.database.read([&](store::Session& session) {
    return store::KeptRequests(session).find(*id, context_.clock.now() - model::kRequestIsKept);
  });
  if (!row) return std::nullopt;
  return Kept{std::move(row->query), row->asked_at};
}

}  // namespace grants
