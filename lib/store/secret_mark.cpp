#include "store/secret_mark.h"

#include "store/session.h"

namespace store {

namespace {

constexpr auto kFind = "select mark from secret_mark where id = 1";

constexpr auto kInsert = "insert into secret_mark (id, mark, written_at) values (1, :mark, 0)";

constexpr auto kReplace = "update secret_mark set mark = :mark where id = 1 and mark = :seen";

constexpr auto kWrite =
    "update secret_mark set written_at = :now where id = 1 and written_at < :not_since";

// In parentheses, since clang takes two texts beside each other in a list for a missing comma.
constexpr const char* kInVain[] = {("insert into secret_mark (id, mark, written_at) "
                                    "select id, mark, written_at from secret_mark where id = 0"),
                                   "update secret_mark set mark = '' where id = 0",
                                   "delete from secret_mark where id = 0"};

}  // namespace

std::optional<std::string> SecretMark::find() {
  return session_.statement(kFind).value<std::string>();
}

void SecretMark::insert(const std::string& mark) {
  session_.statement(kInsert).with("mark", mark).run();
}

bool SecretMark::replace(const std::string& seen, const std::string& mark) {
  return session_.statement(kReplace).with("mark", mark).with("seen", seen).run() == 1;
}

void SecretMark::write(base::Time now, base::Time not_since) {
  session_.statement(kWrite).with("now", now).with("not_since", not_since).run();
}

void SecretMark::try_changes() {
  for (const auto* change : kInVain) session_.statement(change).run();
}

}  // namespace store
