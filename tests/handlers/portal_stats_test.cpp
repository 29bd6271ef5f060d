#include <boost/test/unit_test.hpp>

#include "json/json.h"
#include "portal_usage.h"
#include "upkeep/usage.h"

using model::UsageKind;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t kMiB = 1 << 20;

struct Used : PortalUsage {
  std::int64_t stat(const std::string& name, const std::string& who = "alice") {
    const auto response = get("/user/stats", "", who);
    BOOST_REQUIRE(response.status == 200);
    return json::integer_member(json::parse_object(response.body), name).value();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(portal_stats, Used)

BOOST_AUTO_TEST_CASE(without_any_use_everything_is_zero) {
  BOOST_TEST(get("/user/stats").body ==
             R"({"rawStorageUsed":0,"numRegReads":0,"numRegReadsTotal":0,"numRegWrites":0,)"
             R"("numRegWritesTotal":0,"numUploads":0,"numUploadsTotal":0,"numDownloads":0,)"
             R"("numDownloadsTotal":0,"uploadsSize":0,"totalUploadsSize":0,"downloadsSize":0,)"
             R"("totalDownloadsSize":0,"bwUploads":0,"bwUploadsTotal":0,"bwDownloads":0,)"
             R"("bwDownloadsTotal":0,"bwRegReads":0,"bwRegReadsTotal":0,"bwRegWrites":0,)"
             R"("bwRegWritesTotal":0})"
             "\n");
  BOOST_TEST(get("/user/stats").header("Content-Type") == "application/json; charset=utf-8");
}

BOOST_AUTO_TEST_CASE(counts_and_bandwidth_are_of_the_month_and_sizes_of_all_time) {
  for (int month = 0; month < 2; ++month) {
    usage.track(alice, UsageKind::upload, kSkylink, 5 * kMiB);
    usage.track(alice, UsageKind::upload, kSkylink, 1);
    usage.track(alice, UsageKind::download, kSkylink, 100);
    usage.track(alice, UsageKind::registry_read, "", 0);
    for (int i = 0; i < 3; ++i) usage.track(alice, UsageKind::registry_write, "", 0);
    if (month == 0) clock.advance(31 * 24h);
  }
  for (int round = 0; round < 2; ++round) {
    BOOST_TEST(stat("rawStorageUsed") == 2 * (160 + 40) * kMiB);
    BOOST_TEST(stat("numUploads") == 2);
    BOOST_TEST(stat("numUploadsTotal") == 4);
    BOOST_TEST(stat("numDownloads") == 1);
    BOOST_TEST(stat("numDownloadsTotal") == 2);
    BOOST_TEST(stat("numRegReads") == 1);
    BOOST_TEST(stat("numRegWrites") == 3);
    BOOST_TEST(stat("numRegWritesTotal") == 6);
    BOOST_TEST(stat("uploadsSize") == 5 * kMiB + 1);
    BOOST_TEST(stat("totalUploadsSize") == 10 * kMiB + 2);
    BOOST_TEST(stat("downloadsSize") == 100);
    BOOST_TEST(stat("totalDownloadsSize") == 200);
    BOOST_TEST(stat("bwUploads") == 200 * kMiB);
    BOOST_TEST(stat("bwDownloads") == 200 * 1024 + 128);
    BOOST_TEST(stat("bwRegReads") == kMiB);
    BOOST_TEST(stat("bwRegWrites") == 15 * kMiB);
    BOOST_TEST(stat("bwRegWritesTotal") == 30 * kMiB);
    upkeep::roll_up_usage(database, clock.now() + 1h);  // changes nothing
  }
}

BOOST_AUTO_TEST_CASE(everybody_has_their_own) {
  usage.track(alice, UsageKind::upload, kSkylink, 5);
  BOOST_TEST(stat("totalUploadsSize", "bob") == 0);
  BOOST_TEST(get("/user/stats", "", "").status == 401);
  BOOST_TEST(post("/user/stats").status == 405);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(portal_limits, Used)

BOOST_AUTO_TEST_CASE(the_tiers_are_told_to_everybody_in_bits_a_second) {
  for (const auto* who : {"", "alice", "mallory"}) {
    const auto response = get("/limits", "", who);
    BOOST_TEST(response.status == 200);
    BOOST_TEST(response.body.starts_with(
        R"({"userLimits":[{"tierName":"anonymous","uploadBandwidth":80,"downloadBandwidth":160,)"
        R"("maxUploadSize":30,"maxNumberUploads":0,"registryDelay":250,"storageLimit":0},)"
        R"({"tierName":"free",)"));
    BOOST_TEST(json::parse_object(response.body).at("userLimits").size() == 5U);
    BOOST_TEST(response.body.ends_with("}]}\n"));
  }
}

BOOST_AUTO_TEST_CASE(somebody_with_an_account_has_the_limits_of_its_tier) {
  set_tier(bob, 3);
  BOOST_TEST(get("/user/limits").body ==
             R"({"sub":"sub-of-alice","tierID":1,"tierName":"free","upload":800,)"
             R"("download":1600,"maxUploadSize":300,"registry":125})"
             "\n");
  BOOST_TEST(get("/user/limits", "", "bob").body ==
             R"({"sub":"sub-of-bob","tierID":3,"tierName":"pro","upload":80000,)"
             R"("download":160000,"maxUploadSize":30000,"registry":0})"
             "\n");
}

BOOST_AUTO_TEST_CASE(whoever_cannot_be_known_is_anonymous) {
  remove(bob);
  for (const auto* who : {"", "mallory", "bob"}) {
    const auto response = get("/user/limits", "", who);
    BOOST_TEST(response.status == 200);
    BOOST_TEST(response.body == R"({"sub":"","tierID":0,"tierName":"anonymous","upload":80,)"
                                R"("download":160,"maxUploadSize":30,"registry":250})"
                                "\n");
  }
}

BOOST_AUTO_TEST_CASE(speeds_are_told_in_bytes_to_whoever_asks_for_that) {
  for (const auto* query : {"unit=byte", "unit=BYTE"}) {
    BOOST_TEST(get("/user/limits", query).body.find(R"("upload":100,"download":200,)") !=
               std::string::npos);
  }
  BOOST_TEST(get("/user/limits", "unit=bit").body.find(R"("upload":800,)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(over_quota_by_number_everything_is_slow) {
  for (int i = 0; i < 5; ++i) usage.track(alice, UsageKind::upload, kSkylink, 1);
  BOOST_TEST(get("/user/limits").body.find(R"("upload":800,)") != std::string::npos);
  usage.track(alice, UsageKind::upload, kSkylink, 1);
  BOOST_TEST(get("/user/limits").body ==
             R"({"sub":"sub-of-alice","tierID":1,"tierName":"free","upload":80,"download":160,)"
             R"("maxUploadSize":300,"registry":250})"
             "\n");
  set_tier(alice, 2);
  BOOST_TEST(get("/user/limits").body.find(R"("upload":8000,)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(over_quota_by_storage_everything_is_slow) {
  usage.track(alice, UsageKind::upload, kSkylink, 1004 * kMiB);  // 4 MiB and 25 times 40 MiB
  BOOST_TEST(get("/user/limits").body.find(R"("upload":800,)") != std::string::npos);
  usage.track(alice, UsageKind::upload, kSkylink, 16 * kMiB + 1);
  BOOST_TEST(get("/user/limits").body.find(R"("upload":80,)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(downloads_use_up_no_quota) {
  for (int i = 0; i < 10; ++i) usage.track(alice, UsageKind::download, kSkylink, model::kMostBytes);
  BOOST_TEST(get("/user/limits").body.find(R"("upload":800,)") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
