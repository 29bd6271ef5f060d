#include "store/usage_databases.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/error.h"
#include "model/usage.h"
#include "store/duplicate.h"
#include "store/migrations.h"

namespace store {

namespace {

constexpr auto kWayOut =
    " Put the list back as it was. When what they hold was copied to where it belongs now, or may "
    "be "
    "left behind, `doorward migrate --usage-moved` makes this list the one that counts.";

[[noreturn]] void refuse(const std::string& what) {
  throw base::Error(base::ErrorCode::invalid_argument, {what + kWayOut});
}

std::string databases(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " database" : " databases");
}

using Places = std::vector<UsagePlace>;

Places places_in(Database& database) {
  return database.read([](Session& session) { return UsagePlaces(session).all(); });
}

std::optional<UsagePlace> place_at(int position, const Places& places) {
  const auto found = std::ranges::find(places, position, &UsagePlace::position);
  return found == places.end() ? std::nullopt : std::optional(*found);
}

void write(Database& database, const UsagePlace& place) {
  try {
    database.transaction([&](Session& session) { UsagePlaces(session).insert(place); });
  } catch (const Duplicate&) {  // another process was as fast; what it wrote is checked next
  }
}

void bring_up_to_date(Database& database) {
  if (pending_migrations(database).empty()) return;
  if (database.is_embedded()) return migrate(database);
  throw base::Error(base::ErrorCode::failed_dependency,
                    {"A database of usage.database is not up to date; run `doorward migrate`."});
}

}  // namespace

UsageDatabases::UsageDatabases(Database& main) : main_(main) {}

UsageDatabases::UsageDatabases(Database& main, const std::vector<Settings>& own,
                               base::Entropy& entropy, cache::Generations& generations)
    : main_(main), entropy_(&entropy), opened_(own.size()) {
  for (const auto& settings : own) {
    own_.push_back(std::make_unique<Database>(settings, entropy, generations));
    is_main_.push_back(main.is_at(settings.url));
  }
}

Database& UsageDatabases::of(const base::Id& account) {
  return at(model::usage_slot(account) % count());
}

Database& UsageDatabases::at(int number) {
  if (!are_apart()) return main_;
  const auto index = static_cast<std::size_t>(number);
  if (!opened_.at(index)) open(number);
  opened_[index] = true;
  return *own_[index];
}

/// What keeps it from being used is for the operator to mend; clients should retry later.
void UsageDatabases::open(int number) {
  try {
    check_list();
    if (!unprepared(number).is_made()) check(number, false);
    bring_up_to_date(unprepared(number));
    claim(number);
  } catch (const base::Error& error) {
    if (error.code() == base::ErrorCode::unavailable) throw;
    throw base::Error(base::ErrorCode::unavailable,
                      {"The service cannot do this at the moment. Please try again later."},
                      {error.public_text() + error.private_detail()})
        .retry_in(std::chrono::seconds{5});
  }
}

void UsageDatabases::check_list() {
  const auto known = places_in(main_);
  if (!known.empty() && !are_apart()) {
    refuse("usage.database is empty, but usage was counted in " +
           databases(static_cast<std::size_t>(known.front().places)) + " that it named.");
  }
  if (!known.empty() && known.front().places != count()) {
    refuse("usage.database names " + databases(own_.size()) + ", but usage was counted in " +
           databases(static_cast<std::size_t>(known.front().places)) + ".");
  }
  const bool has_main = std::ranges::find(is_main_, true) != is_main_.end();
  if (!known.empty() || !are_apart() || has_main) return;
  if (main_.read([](Session& session) { return UsagePlaces(session).has_usage(); })) {
    refuse(
        "usage.database names databases of its own, but usage was counted in the one of "
        "database.url.");
  }
}

void UsageDatabases::check(int number, bool is_made) {
  const auto position = number + 1;
  const auto known = place_at(position, places_in(main_));
  const auto places = is_made ? places_in(unprepared(number)) : Places{};
  const auto there = place_at(position, places);
  const bool is_of_list = there ? there->places == count() : places.empty() || is_main(number);
  if (is_of_list && (!known || there == known)) return;
  refuse("Number " + std::to_string(position) +
         " of usage.database is not the database in which usage was counted at this place.");
}

void UsageDatabases::claim(int number) {
  check(number);
  const auto position = number + 1;
  if (place_at(position, places_in(main_))) return;
  auto there = place_at(position, places_in(unprepared(number)));
  if (!there) {
    write(unprepared(number), new_place(number));
    there = place_at(position, places_in(unprepared(number)));
  }
  if (there && !is_main(number)) write(main_, *there);
  check(number);
}

void UsageDatabases::give() {
  const auto remove = [](Session& session) { UsagePlaces(session).remove_all(); };
  for (const auto& database : own_) database->transaction(remove);
  main_.transaction(remove);
  for (int number = 0; are_apart() && number < count(); ++number) {
    const auto place = new_place(number);
    write(unprepared(number), place);
    if (!is_main(number)) write(main_, place);
  }
}

void UsageDatabases::ping() {
  for (const auto& database : own_) database->ping();
}

UsagePlace UsageDatabases::new_place(int number) {
  return {number + 1, count(), base::Id::make(base::Time{}, *entropy_)};
}

bool UsageDatabases::is_main(int number) const {
  return is_main_.at(static_cast<std::size_t>(number));
}

}  // namespace store
