#include "hashing/job.h"

#include <boost/test/unit_test.hpp>
#include <string>

using hashing::Job;
using hashing::Message;

BOOST_AUTO_TEST_SUITE(jobs)

BOOST_AUTO_TEST_CASE(a_job_is_read_as_it_was_written) {
  const std::string password("a\0b", 3);
  const Message message(Job{password, "$argon2id$x", {64, 3}, "192.0.2.1", "ada"});
  const Message received(message.bytes());
  const auto job = received.job();
  BOOST_REQUIRE(job);
  BOOST_TEST(job->password == password);
  BOOST_TEST(job->stored == "$argon2id$x");
  BOOST_TEST(job->cost.memory_kib == 64U);
  BOOST_TEST(job->cost.passes == 3U);
  BOOST_TEST(job->network == "192.0.2.1");
  BOOST_TEST(job->account == "ada");
}

BOOST_AUTO_TEST_CASE(the_longest_job_is_within_the_bound) {
  const std::string password(4096, 'p');
  const std::string name(100'000, 'n');
  const Message message(Job{password, std::string(127, 's'), {}, name, name});
  BOOST_TEST(message.bytes().size() <= hashing::kLongestJob);
  const auto job = message.job();
  BOOST_REQUIRE(job);
  BOOST_TEST(job->password.size() == 4096U);
  BOOST_TEST(job->account.size() == hashing::kLongestName);
}

BOOST_AUTO_TEST_CASE(what_is_cut_or_longer_is_no_job) {
  const Message message(Job{"password", "", {8, 1}, "n", "a"});
  const std::string bytes(message.bytes());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    BOOST_TEST(!Message(bytes.substr(0, length)).job(), length);
  }
  BOOST_TEST(!Message(bytes + "x").job());
  BOOST_TEST(!Message(std::string(bytes.size(), '\xff')).job());
}

BOOST_AUTO_TEST_SUITE_END()
