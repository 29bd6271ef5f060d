#include "cache/generations.h"

#include <sys/stat.h>

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <vector>

#include "base/error.h"
#include "support/forked.h"
#include "support/temp_directory.h"

using cache::Generations;
using cache::subject_of;

namespace {

constexpr std::size_t kCounter = sizeof(Generations::Moment);

bool is_refused(const std::string& path) {
  try {
    const Generations generations(path);
    return false;
  } catch (const base::Error& error) {
    return error.private_detail().find(path) != std::string::npos;
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(generations)

BOOST_AUTO_TEST_CASE(a_change_is_told_of_its_subject_alone) {
  Generations generations;
  const auto before = generations.now();
  generations.note_change(subject_of("alice"));
  BOOST_TEST(generations.changed_since(before, subject_of("alice")));
  BOOST_TEST(!generations.changed_since(before, subject_of("bob")));
  BOOST_TEST(!generations.changed_since(generations.now(), subject_of("alice")));
}

BOOST_AUTO_TEST_CASE(nothing_never_changes) {
  Generations generations;
  const auto before = generations.now();
  BOOST_TEST(subject_of(base::Id{}) == 0U);
  BOOST_TEST(subject_of("") != 0U);
  generations.note_change(0);
  BOOST_TEST(generations.now() == before);
  BOOST_TEST(!generations.changed_since(before, 0));
}

BOOST_AUTO_TEST_CASE(a_subject_is_the_same_in_every_version_of_the_program) {
  BOOST_TEST(subject_of("signing_keys") == 0xe2020d28ee2fedb1U);
  BOOST_TEST(subject_of(*base::Id::parse("01234567-89ab-7cde-8f01-23456789abcd")) ==
             subject_of("\x01\x23\x45\x67\x89\xab\x7c\xde\x8f\x01\x23\x45\x67\x89\xab\xcd"));
}

BOOST_AUTO_TEST_CASE(processes_without_a_common_parent_hear_of_each_other) {
  const TempDirectory directory;
  const auto path = directory.file("generations");
  const Generations mine(path);
  const auto before = mine.now();
  Forked other([&] {
    Generations theirs(path);
    theirs.note_change(subject_of("alice"));
    return 0;
  });
  BOOST_TEST(other.wait() == 0);
  BOOST_TEST(mine.changed_since(before, subject_of("alice")));
  BOOST_TEST(Generations(path).changed_since(before, subject_of("alice")));
}

BOOST_AUTO_TEST_CASE(no_change_is_lost_among_processes) {
  constexpr int kChanges = 20'000;
  Generations generations;
  const auto before = generations.now();
  std::vector<Forked> processes;
  for (int number = 0; number < 4; ++number) {
    processes.emplace_back([&] {
      for (int i = 0; i < kChanges; ++i) {
        const auto moment = generations.now();
        generations.note_change(subject_of("alice"));
        if (!generations.changed_since(moment, subject_of("alice"))) return 1;
      }
      return 0;
    });
  }
  for (auto& process : processes) BOOST_TEST(process.wait() == 0);
  BOOST_TEST(generations.now() - before == 4U * kChanges);
  BOOST_TEST(!generations.changed_since(generations.now(), subject_of("alice")));
}

BOOST_AUTO_TEST_CASE(the_file_is_for_this_user_alone) {
  const TempDirectory directory;
  const auto path = directory.file("generations");
  const Generations generations(path);
  struct stat status {};
  BOOST_REQUIRE(stat(path.c_str(), &status) == 0);
  BOOST_TEST((status.st_mode & 0777U) == 0600U);
}

BOOST_AUTO_TEST_CASE(how_far_the_database_was_written_is_told_to_all_processes) {
  const TempDirectory directory;
  const auto path = directory.file("generations");
  Generations mine(path);
  BOOST_TEST(mine.written() == 0U);
  mine.note_written(7);
  mine.note_written(5);  // who is late changes nothing
  BOOST_TEST(Generations(path).written() == 7U);
  mine.rewind_written(6, 1);
  BOOST_TEST(mine.written() == 7U);
  mine.rewind_written(7, 1);
  BOOST_TEST(mine.written() == 1U);
  BOOST_TEST(!mine.changed_since(mine.now(), subject_of("alice")));
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_had_is_told_with_its_path) {
  const TempDirectory directory;
  BOOST_TEST(is_refused(directory.file("no folder/generations")));
  BOOST_TEST(is_refused(directory.path()));
  BOOST_REQUIRE(symlink("/etc/hostname", directory.file("link").c_str()) == 0);
  BOOST_TEST(is_refused(directory.file("link")));
}

// After a power cut the pages of the file are of different times.
BOOST_AUTO_TEST_CASE(a_sequence_that_has_fallen_behind_its_counters_catches_up) {
  const TempDirectory directory;
  const auto path = directory.file("generations");
  Generations(path).note_change(subject_of("alice"));
  {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file << std::string(kCounter, '\0');
  }
  const Generations generations(path);
  BOOST_TEST(!generations.changed_since(generations.now(), subject_of("alice")));
}

BOOST_AUTO_TEST_SUITE_END()
