#include "store/kept_requests.h"

#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

using Row = model::KeptRequest;

constexpr auto kColumns = columns(field("id", &Row::id), field("network", &Row::network),
                                  field("query", &Row::query), field("asked_at", &Row::asked_at));

constexpr auto kInsert = kColumns.insert_into("kept_requests");

constexpr auto kFind = sql("select ", kColumns.names(), R"( from kept_requests
where id = :id and asked_at > :since)");

constexpr auto kBeyondOfNetwork = R"(
select id from kept_requests where network = :network order by id desc limit 1 offset :most)";

constexpr auto kDropOfNetwork = R"(
delete from kept_requests where network = :network and id <= :id)";

constexpr auto kBeyond = R"(
select asked_at from kept_requests order by asked_at desc limit 1 offset :most)";

constexpr auto kDropOld = "delete from kept_requests where asked_at <= :asked_at";

constexpr auto kExpired = R"(
select id from kept_requests where asked_at <= :now order by asked_at, id limit :limit)";

constexpr auto kDropExpired = "delete from kept_requests where id = :id and asked_at <= :now";

}  // namespace

void KeptRequests::insert(const Row& row) { session_.statement(kInsert).with(kColumns, row).run(); }

std::optional<Row> KeptRequests::find(const base::Id& id, base::Time since) {
  return session_.statement(kFind).with("id", id).with("since", since).first<Row>(kColumns);
}

void KeptRequests::make_room_in(const std::string& network, int most) {
  const auto last = session_.statement(kBeyondOfNetwork)
                        .with("network", network)
                        .with("most", most)
                        .value<base::Id>();
  if (!last) return;
  session_.statement(kDropOfNetwork).with("network", network).with("id", *last).run();
}

void KeptRequests::make_room(int most) {
  const auto last = session_.statement(kBeyond).with("most", most).value<base::Time>();
  if (last) session_.statement(kDropOld).with("asked_at", *last).run();
}

int KeptRequests::purge_expired(base::Time now, int limit) {
  return store::purge_expired(session_, kExpired, kDropExpired, now - model::kRequestIsKept, limit);
}

}  // namespace store
