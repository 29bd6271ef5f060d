#include "model/tier.h"

#include <boost/test/unit_test.hpp>

namespace {

model::Tiers tiers() {
  return {{{"anonymous", 1, 2, 3, 4, 250, 6},
           {"free", 10, 20, 30, 40, 125, 60},
           {"plus", 100, 200, 300, 400, 0, 600},
           {"pro", 1000, 2000, 3000, 4000, 0, 6000},
           {"extreme", 10000, 20000, 30000, 40000, 0, 60000}}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tier)

BOOST_AUTO_TEST_CASE(a_tier_has_its_own_limits_and_an_unknown_number_those_of_the_free_one) {
  BOOST_TEST(model::limits_of(tiers(), 0).name == "anonymous");
  BOOST_TEST(model::limits_of(tiers(), 4).name == "extreme");
  for (const int unknown : {-1, 5, 1000}) {
    BOOST_TEST(model::limits_of(tiers(), unknown).name == "free");
  }
}

BOOST_AUTO_TEST_CASE(over_quota_the_speeds_and_the_delay_are_those_of_strangers) {
  const auto limits = model::over_quota(tiers(), 3);
  BOOST_TEST(limits.name == "pro");
  BOOST_TEST(limits.upload_bandwidth == 1);
  BOOST_TEST(limits.download_bandwidth == 2);
  BOOST_TEST(limits.registry_delay == 250);
  BOOST_TEST(limits.max_upload_size == 3000);
  BOOST_TEST(limits.max_uploads == 4000);
  BOOST_TEST(limits.storage == 6000);
}

BOOST_AUTO_TEST_SUITE_END()
