#include "store/usage_places.h"

#include "store/session.h"

namespace store {

namespace {

constexpr auto kColumns =
    columns(field("position", &UsagePlace::position), field("places", &UsagePlace::places),
            field("mark", &UsagePlace::mark));

constexpr auto kAll = sql("select ", kColumns.names(), " from usage_places order by position");

constexpr auto kInsert = kColumns.insert_into("usage_places");

constexpr auto kRemoveAll = "delete from usage_places";

constexpr const char* kUsed[] = {"select kind from usage_events limit 1",
                                 "select kind from usage_days limit 1"};

}  // namespace

std::vector<UsagePlace> UsagePlaces::all() {
  return session_.statement(kAll).all<UsagePlace>(kColumns);
}

void UsagePlaces::insert(const UsagePlace& place) {
  session_.statement(kInsert).with(kColumns, place).run();
}

void UsagePlaces::remove_all() { session_.statement(kRemoveAll).run(); }

bool UsagePlaces::has_usage() {
  for (const auto* used : kUsed) {
    if (session_.statement(used).value<int>()) return true;
  }
  return false;
}

}  // namespace store
