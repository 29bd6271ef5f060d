#include "backends.h"

#include "store/session.h"

namespace {

/// Databases that have all tables, and that no test uses now.
std::vector<std::string>& spare() {
  static std::vector<std::string> urls;
  return urls;
}

constexpr auto kTables = R"(
select table_name from information_schema.tables
where table_schema = database() and table_name <> 'doorward_schema')";

void empty_all_tables(const std::string& url) {
  FakeEntropy entropy;
  cache::Generations generations;
  store::Database database({url, 20s}, entropy, generations);
  database.transaction([](store::Session& session) {
    session.statement("set foreign_key_checks = 0").run();
    for (const auto& table : session.statement(kTables).all<std::string, std::string>()) {
      const auto sql = "delete from " + table;
      session.statement(sql).run();
    }
  });
}

std::string take_database() {
  if (spare().empty()) return shared_mariadb().new_database();
  const auto url = spare().back();
  spare().pop_back();
  empty_all_tables(url);
  return url;
}

}  // namespace

void kill_connection(store::Session& session) {
  const auto number = session.statement("select connection_id()").value<int>().value();
  shared_mariadb().execute("kill connection " + std::to_string(number));
}

Mariadb Mariadb::migrated() {
  const auto url = take_database();
  return {.url = url, .lease = {nullptr, [url](const void*) { spare().push_back(url); }}};
}
