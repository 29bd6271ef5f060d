// Many processes sign and check while another one rotates: nothing valid is ever refused.
#include <array>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cstring>
#include <set>

#include "accounts/context.h"
#include "signing_desk.h"
#include "support/forked.h"
#include "support/poll.h"
#include "support/shared_memory.h"
#include "support/temp_directory.h"

using accounts::SigningKeys;

namespace {

constexpr int kRotations = 120;
constexpr int kWorkers = 3;
constexpr std::size_t kSlots = 4096;
constexpr std::size_t kRecent = 16;  ///< checked again and again
/// Signed at most from one rotation to the next, so that slots are left for the last keys however
/// late a busy machine lets them be made.
constexpr std::size_t kShare = kSlots / kRotations;

/// What all processes see: the time, and the tokens that were signed.
struct Board {
  struct Slot {
    std::atomic<bool> filled = false;
    char token[400];
  };
  std::atomic<std::int64_t> now{1'700'000'000'000};
  std::atomic<bool> done = false;
  std::atomic<std::size_t> made = 0;
  std::atomic<std::size_t> rotations = 0;
  std::atomic<int> refused = 0;
  std::atomic<int> checked = 0;
  std::array<Slot, kSlots> slots;
};

class SharedClock final : public base::Clock {
 public:
  SharedClock(const Board& board, std::int64_t ahead) : board_(board), ahead_(ahead) {}
  base::Time now() const override { return base::from_millis(board_.now + ahead_); }

 private:
  const Board& board_;
  std::int64_t ahead_;
};

/// The keys as one process has them.
struct Process {
  Process(const std::string& directory, const Board& board, std::int64_t ahead = 0)
      : world({.directory = directory}), clock(board, ahead) {}

  TestWorld world;
  SharedClock clock;
  accounts::Context context{world.database,  clock,        world.entropy,
                            world.passwords, world.opaque, world.context.terms};
  crypto::Seal seal{crypto::Secret({std::string(64, '5')}), "signing keys", world.entropy};
  SigningKeys keys{context, seal, {.longest_token = std::chrono::hours(24)}};
};

void sign_one(SigningKeys& keys, Board& board) {
  const auto number = board.made.fetch_add(1);
  auto& slot = board.slots.at(number % kSlots);
  if (number >= kSlots) return;
  const auto token = crypto::sign_jws(keys.current(), R"({"a":1})");
  std::strncpy(slot.token, token.c_str(), sizeof slot.token - 1);
  slot.filled = true;
}

void check(SigningKeys& keys, Board& board, std::size_t first, std::size_t count) {
  for (auto number = first; number < std::min(first + count, kSlots); ++number) {
    const auto& slot = board.slots.at(number);
    if (!slot.filled) continue;
    ++board.checked;
    if (!verifies(keys, slot.token)) ++board.refused;
  }
}

void check_all(SigningKeys& keys, Board& board) { check(keys, board, 0, kSlots); }

int sign_and_check(const std::string& directory, Board& board, int number) {
  Process process(directory, board, 1300 * number);  // no two clocks agree
  // Tokens of unknown keys must not use up the looks at the database that new keys need.
  const auto strange = crypto::sign_jws(
      crypto::SigningKey::generate(crypto::Algorithm::eddsa, process.world.entropy), "{}");
  while (!board.done) {
    if (verifies(process.keys, strange)) return 1;
    if (board.made < kShare * (board.rotations + 1)) sign_one(process.keys, board);
    const auto newest = std::min(board.made.load(), kSlots);
    check(process.keys, board, newest - std::min(newest, kRecent), kRecent);
  }
  check_all(process.keys, board);
  return 0;
}

/// Far more often than anybody would: no key is current for a second.
void rotate_often(const std::string& directory, Board& board) {
  Process process(directory, board);
  for (int round = 0; round < kRotations; ++round) {
    const auto before = board.made.load();
    if (!eventually([&] { return board.made > before + kWorkers; })) break;
    process.keys.rotate();
    ++board.rotations;
    board.now += 800;
  }
  board.done = true;
}

std::size_t kids_used(const Board& board) {
  std::set<std::string> headers;
  for (const auto& slot : board.slots) {
    const std::string token = slot.token;
    if (slot.filled) headers.insert(token.substr(0, token.find('.')));
  }
  return headers.size();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(key_rotation)

BOOST_AUTO_TEST_CASE(rotation_under_load_invalidates_nothing) {
  const TempDirectory directory;
  const Shared<Board> board;
  { const TestWorld migrated({.directory = directory.path()}); }
  std::vector<Forked> workers;
  for (int i = 0; i < kWorkers; ++i) {
    workers.emplace_back([&, i] { return sign_and_check(directory.path(), *board, i); });
  }
  rotate_often(directory.path(), *board);
  for (auto& worker : workers) BOOST_TEST(worker.wait() == 0);
  BOOST_TEST(board->refused == 0);
  BOOST_TEST(board->checked > 1000);
  BOOST_TEST(kids_used(*board) > 4U);
}

BOOST_AUTO_TEST_CASE(of_many_who_make_the_first_keys_at_once_one_wins) {
  const TempDirectory directory;
  const Shared<Board> board;
  { const TestWorld migrated({.directory = directory.path()}); }
  std::vector<Forked> workers;
  for (int i = 0; i < 6; ++i) {
    workers.emplace_back([&] {
      Process process(directory.path(), *board);
      sign_one(process.keys, *board);
      return 0;
    });
  }
  for (auto& worker : workers) BOOST_TEST(worker.wait() == 0);
  BOOST_TEST(kids_used(*board) == 1U);
  Process process(directory.path(), *board);
  BOOST_TEST(process.keys.list().size() == 2U);
  check_all(process.keys, *board);
  BOOST_TEST(board->refused == 0);
}

BOOST_AUTO_TEST_SUITE_END()
