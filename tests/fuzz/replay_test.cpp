#include <boost/test/unit_test.hpp>
#include <chrono>
#include <ctime>
#include <filesystem>

#include "base/encoding.h"
#include "fuzz/mutations.h"
#include "fuzz/targets.h"
#include "support/places.h"
#include "support/scratch.h"

namespace {

namespace fs = std::filesystem;

constexpr int kMutations = 4000;  // of each seed
constexpr std::size_t kLong = 64UL * 1024;

std::vector<std::string> seeds_of(const fuzz::Target& target) {
  std::vector<std::string> seeds;
  std::error_code none;
  const auto folder = source_path("tests/fuzz/corpus/" + std::string(target.name));
  for (const auto& file : fs::directory_iterator(folder, none)) {
    seeds.push_back(read_file(file.path()));
  }
  return seeds;
}

/// Empty when the target reads or refuses the bytes; else what it does, and to what.
std::string fault_of(const fuzz::Target& target, const std::string& bytes) try {
  fuzz::try_on(target, bytes);
  return "";
} catch (const std::exception& error) {
  return std::string(target.name) + ": " + error.what() + ": " +
         base::percent_encoded(bytes.substr(0, 2000));
}

std::chrono::nanoseconds processor_time() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

/// The least of three tries.
std::chrono::nanoseconds cost_of(const fuzz::Target& target, const std::string& bytes) {
  auto least = std::chrono::nanoseconds::max();
  for (int i = 0; i < 3; ++i) {
    const auto start = processor_time();
    fuzz::try_on(target, bytes);
    least = std::min(least, processor_time() - start);
  }
  return least;
}

std::string repeated(const std::string& seed, std::size_t size) {
  std::string text;
  while (text.size() < size && !seed.empty()) text += seed;
  return text.substr(0, size);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fuzz_corpus)

BOOST_AUTO_TEST_CASE(every_reader_has_seeds) {
  for (const auto& target : fuzz::targets()) BOOST_TEST(!seeds_of(target).empty(), target.name);
}

BOOST_AUTO_TEST_CASE(every_folder_of_seeds_has_a_reader) {
  for (const auto& folder : fs::directory_iterator(source_path("tests/fuzz/corpus"))) {
    const auto name = folder.path().filename().string();
    BOOST_TEST((fuzz::find(name) != nullptr), name);
  }
}

BOOST_AUTO_TEST_CASE(seeds_and_what_begins_like_them_are_read_or_refused) {
  for (const auto& target : fuzz::targets()) {
    for (const auto& seed : seeds_of(target)) {
      const auto step = std::max<std::size_t>(1, seed.size() / 256);
      for (std::size_t size = 0; size <= seed.size(); size += step) {
        BOOST_TEST(fault_of(target, seed.substr(0, size)) == "");
      }
      BOOST_TEST(fault_of(target, seed) == "");
    }
  }
}

BOOST_AUTO_TEST_CASE(seeds_that_were_changed_a_little_are_read_or_refused) {
  fuzz::Mutations mutations;
  for (const auto& target : fuzz::targets()) {
    for (const auto& seed : seeds_of(target)) {
      auto text = seed;
      for (int i = 0; i < kMutations; ++i) {
        text = mutations.of(i % 8 == 0 ? seed : text);  // a few changes on top of one another
        const auto fault = fault_of(target, text);
        BOOST_REQUIRE_MESSAGE(fault.empty(), fault);
      }
    }
  }
}

// Eight times as long may cost eight times as much; where it is squared, it costs 64 times as much.
BOOST_AUTO_TEST_CASE(what_is_long_costs_no_more_than_its_length) {
  constexpr std::chrono::microseconds tiny{200};
  for (const auto& target : fuzz::targets()) {
    for (const auto& seed : seeds_of(target)) {
      const auto shorter = cost_of(target, repeated(seed, kLong / 8));
      const auto longer = cost_of(target, repeated(seed, kLong));
      BOOST_TEST((longer < tiny || longer < 24 * shorter),
                 target.name << ": " << shorter.count() << " ns, then " << longer.count());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
