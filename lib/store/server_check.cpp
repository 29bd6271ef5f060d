#include "store/server_check.h"

#include "base/error.h"
#include "store/database.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kBinaryLog = R"(
select case when @@log_bin = 1 then cast(@@binlog_format as char) else '' end)";

std::string binary_log(Session& session) {
  if (session.dialect() == Dialect::sqlite) return {};
  return session.statement(kBinaryLog).value<std::string>().value_or("");
}

}  // namespace

void check_server(Database& database) {
  if (database.read([](Session& session) { return binary_log(session); }) != "STATEMENT") return;
  throw base::Error(base::ErrorCode::failed_dependency,
                    {"The database server writes its binary log as statements "
                     "(binlog_format=STATEMENT) and so refuses every change of doorward's; "
                     "set "
                     "binlog_format=MIXED or ROW in its configuration and start it again."});
}

}  // namespace store
