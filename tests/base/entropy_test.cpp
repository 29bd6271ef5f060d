#include "base/entropy.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <set>

#include "support/forked.h"
#include "support/shared_memory.h"

namespace {

using Bytes = std::array<std::byte, 16>;

Bytes some(base::Entropy& entropy) {
  Bytes bytes{};
  entropy.fill(bytes);
  return bytes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(entropy)

BOOST_AUTO_TEST_CASE(no_bytes_are_given_twice) {
  base::SystemEntropy entropy;
  std::set<Bytes> given;
  for (int i = 0; i < 1000; ++i) given.insert(some(entropy));
  BOOST_TEST(given.size() == 1000U);
}

BOOST_AUTO_TEST_CASE(all_of_a_long_buffer_is_filled) {
  base::SystemEntropy entropy;
  std::array<Bytes, 1000> buffer{};
  entropy.fill(std::as_writable_bytes(std::span(buffer)));
  BOOST_TEST(std::set<Bytes>(buffer.begin(), buffer.end()).size() == buffer.size());
}

BOOST_AUTO_TEST_CASE(after_a_fork_parent_and_child_are_given_different_bytes) {
  base::SystemEntropy entropy;
  some(entropy);
  Shared<Bytes> of_child;
  Forked child([&] {
    *of_child = some(entropy);
    return 0;
  });
  BOOST_REQUIRE(child.wait() == 0);
  BOOST_TEST((*of_child != Bytes{}));
  BOOST_TEST((*of_child != some(entropy)));
}

BOOST_AUTO_TEST_SUITE_END()
