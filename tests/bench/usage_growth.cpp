// Whether ten million events slow a listing or a stat: makes databases of 10^4, 10^6 and 10^7
// events (or of the numbers given), on SQLite and on a MariaDB of its own ("sqlite" or "mariadb":
// on that alone), adds them up as the courier does, and prints the median latency of the use cases
// beside that of the smallest.
#include <unistd.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "accounts/usage/usage.h"
#include "store/session.h"
#include "support/mariadb.h"
#include "support/scratch.h"
#include "support/test_world.h"
#include "upkeep/usage.h"

namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

constexpr int kAccounts = 20;  // beside one that has as many events as all of them
constexpr std::chrono::milliseconds kSpan = 90 * 24h;
constexpr long kPortion = 200'000;

// Event number i: its time, its id (time, version, number), its kind and account follow from i.
constexpr auto kSeedSqlite = R"(
with recursive numbers(i) as (select :first union all select i + 1 from numbers where i < :last)
insert into usage_events (id, account, kind, at, skylink, bytes, bandwidth)
select printf('%08x-%04x-7000-8000-%012x', at >> 16, at & 65535, i), account, kind, at, link,
  4096, 41943040
from (select i, :start + i * :span / :count as at, (i / 2) % 4 + 1 as kind,
        case when i % 2 = 0 then :heavy
          else (select id from accounts where username_key = 'u' || ((i / 8) % 20)) end as account,
        '_A70A-ibzv2Woueb2_LutFjMq5nL9bamDtoSxYeq4nYwng' as link from numbers) as made)";

constexpr auto kSeedMysql = R"(
insert into usage_events (id, account, kind, at, skylink, bytes, bandwidth)
select lower(concat(lpad(hex(at >> 16), 8, '0'), '-', lpad(hex(at & 65535), 4, '0'),
    '-7000-8000-', lpad(hex(i), 12, '0'))),
  if(i % 2 = 0, :heavy, (select id from accounts where username_key = concat('u', (i div 8) % 20))),
  kind, at, '_A70A-ibzv2Woueb2_LutFjMq5nL9bamDtoSxYeq4nYwng', 4096, 41943040
from (select seq as i, cast(:start + seq * :span div :count as unsigned) as at,
        (seq div 2) % 4 + 1 as kind from seq_0_to_9999999 where seq between :first and :last) as made)";

struct Bench : TestWorld {
  explicit Bench(const std::string& url)
      : TestWorld({.database_url = url, .timeout = std::chrono::seconds{600}}) {
    heavy = insert_account(context, "heavy");
    for (int i = 0; i < kAccounts; ++i) light = insert_account(context, "u" + std::to_string(i));
  }

  void seed(long count) {
    for (long first = 0; first < count; first += kPortion) {
      database.transaction([&](store::Session& session) {
        const bool sqlite = session.dialect() == store::Dialect::sqlite;
        session.statement(sqlite ? kSeedSqlite : kSeedMysql)
            .with("first", first)
            .with("last", std::min(first + kPortion, count) - 1)
            .with("start", base::to_millis(clock.now() - kSpan))
            .with("span", static_cast<long>(kSpan.count()))
            .with("count", count)
            .with("heavy", heavy)
            .run();
      });
    }
  }

  void roll_up() {
    while (upkeep::roll_up_usage(database, clock.now())) {
    }
  }

  accounts::Usage usage{context, usage_databases};
  base::Id heavy;
  base::Id light;
};

double seconds_of(const std::function<void()>& work) {
  const auto start = SteadyClock::now();
  work();
  return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

/// The median of many calls, in milliseconds.
double latency(const std::function<void()>& call) {
  constexpr int kCalls = 201;
  call();
  std::vector<double> times;
  for (int i = 0; i < kCalls; ++i) times.push_back(1000 * seconds_of(call));
  std::nth_element(times.begin(), times.begin() + kCalls / 2, times.end());
  return times[kCalls / 2];
}

/// Seconds of CPU that a process has taken: fields 14 and 15 of proc(5), behind its name.
double cpu_seconds(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string text{std::istreambuf_iterator<char>(file), {}};
  std::istringstream fields(text.substr(text.rfind(')') + 1));
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;
  long user = 0;
  long system = 0;
  fields >> user >> system;
  return static_cast<double>(user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

struct Figure {
  const char* what;
  double milliseconds;
};

std::vector<Figure> measure(Bench& bench, long count) {
  using model::UsageKind;
  const auto list = [&](const base::Id& account, long offset) {
    return latency(
        [&, account, offset] { bench.usage.list(account, UsageKind::upload, offset, 10); });
  };
  return {{"first page, light", list(bench.light, 0)},
          {"first page, heavy", list(bench.heavy, 0)},
          {"middle page, heavy", list(bench.heavy, count / 16)},
          {"stats, light", latency([&] { bench.usage.stats(bench.light); })},
          {"stats, heavy", latency([&] { bench.usage.stats(bench.heavy); })},
          {"track", latency([&] { bench.usage.track(bench.light, UsageKind::upload, "", 1); })}};
}

/// `process` has the database: this one itself, or the server.
void run(const char* name, const std::vector<long>& counts, pid_t process,
         const std::function<std::string()>& new_database) {
  std::vector<Figure> smallest;
  for (const auto count : counts) {
    Bench bench(new_database());
    const auto seeding = seconds_of([&] { bench.seed(count); });
    const auto used = cpu_seconds(process);
    const auto rolling = seconds_of([&] { bench.roll_up(); });
    std::printf("%s, %ld events (made in %.0f s, added up in %.0f s, which took %.1f s of CPU)\n",
                name, count, seeding, rolling, cpu_seconds(process) - used);
    const auto figures = measure(bench, count);
    if (smallest.empty()) smallest = figures;
    for (std::size_t i = 0; i < figures.size(); ++i) {
      std::printf("  %-20s %8.3f ms  %5.2f times\n", figures[i].what, figures[i].milliseconds,
                  figures[i].milliseconds / smallest[i].milliseconds);
    }
    std::fflush(stdout);
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<long> counts;
  std::string only;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "sqlite" || word == "mariadb") {
      only = word;
    } else {
      counts.push_back(std::stol(word));
    }
  }
  if (counts.empty()) counts = {10'000, 1'000'000, 10'000'000};
  const Scratch directory;
  int number = 0;
  if (only != "mariadb") {
    run("SQLite", counts, getpid(),
        [&] { return "sqlite:" + directory.at("usage" + std::to_string(number++) + ".db"); });
  }
  if (only == "sqlite") return 0;
  MariaDb server({"--innodb-buffer-pool-size=512M"});
  run("MariaDB", counts, server.pid(), [&] { return server.new_database(); });
}
