#include <boost/test/unit_test.hpp>
#include <set>

#include "accounts/context.h"
#include "portal_usage.h"
#include "support/forked.h"
#include "support/refusals.h"

using model::UsageKind;

namespace {

const std::string kUpload = std::string("/track/upload/") + PortalUsage::kSkylink;
const std::string kDownload = std::string("/track/download/") + PortalUsage::kSkylink;

struct Tracked : PortalUsage {
  std::vector<model::UsageEvent> items(UsageKind kind) {
    return usage.list(alice, kind, 0, 1000).items;
  }
};

bool is_done(const gateway::Response& response) {
  BOOST_TEST(response.body.empty());
  return response.status == 204;
}

bool is_refused(const gateway::Response& response) {
  BOOST_TEST(response.header("Content-Type") == "application/json; charset=utf-8");
  BOOST_TEST(response.body.starts_with(R"({"message":")"));
  BOOST_TEST(response.body.ends_with("\"}\n"));
  return response.status == 400;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(portal_tracking, Tracked)

BOOST_AUTO_TEST_CASE(each_use_is_a_row_of_its_own) {
  for (int i = 0; i < 2; ++i) {
    BOOST_TEST(is_done(post(kUpload)));
    BOOST_TEST(is_done(post(kDownload)));
    BOOST_TEST(is_done(post("/track/registry/read")));
    BOOST_TEST(is_done(post("/track/registry/write")));
  }
  for (const auto kind : {UsageKind::upload, UsageKind::download, UsageKind::registry_read,
                          UsageKind::registry_write}) {
    const auto tracked = items(kind);
    BOOST_REQUIRE(tracked.size() == 2U);
    const bool is_registry = kind == UsageKind::registry_read || kind == UsageKind::registry_write;
    BOOST_TEST(tracked[0].skylink == (is_registry ? "" : kSkylink));
    BOOST_TEST((tracked[0].at == clock.now()));
  }
}

BOOST_AUTO_TEST_CASE(both_forms_of_a_skylink_are_kept_as_one) {
  BOOST_TEST(is_done(post(std::string("/track/upload/") + kBase32)));
  BOOST_TEST(is_done(post(std::string("/track/download/") + kBase32)));
  BOOST_TEST(items(UsageKind::upload).at(0).skylink == kSkylink);
  BOOST_TEST(items(UsageKind::download).at(0).skylink == kSkylink);
}

BOOST_AUTO_TEST_CASE(what_is_no_skylink_is_refused_and_not_kept) {
  for (const std::string& bad :
       {std::string("x"), std::string(46, '-'), kSkylink + std::string("A"),
        std::string("sia:") + kSkylink, std::string("0A-ibzv2Woueb2"),
        std::string(kSkylink).substr(0, 45) + "\xff"}) {
    BOOST_TEST(is_refused(post("/track/upload/" + bad)), bad);
    BOOST_TEST(is_refused(post("/track/download/" + bad)), bad);
  }
  BOOST_TEST(items(UsageKind::upload).empty());
  BOOST_TEST(items(UsageKind::download).empty());
}

BOOST_AUTO_TEST_CASE(bytes_come_in_the_query_or_the_form_which_goes_first) {
  BOOST_TEST(is_done(post(kDownload, "bytes=100")));
  BOOST_TEST(is_done(post(kDownload, "", "bytes=200")));
  BOOST_TEST(is_done(post(kDownload, "bytes=100", "bytes=300")));
  BOOST_TEST(is_done(post(kDownload)));
  BOOST_TEST(is_done(post(kUpload, "bytes=5000000")));
  std::multiset<std::int64_t> bytes;
  for (const auto& item : items(UsageKind::download)) bytes.insert(item.bytes);
  BOOST_TEST((bytes == std::multiset<std::int64_t>{0, 100, 200, 300}));
  BOOST_TEST(items(UsageKind::upload).at(0).bytes == 5'000'000);
}

BOOST_AUTO_TEST_CASE(nothing_transferred_is_nothing_tracked_whatever_the_skylink) {
  for (const auto* query : {"bytes=0", "bytes=", "bytes=many", "bytes=1.5", "bytes=0x10", "bytes",
                            "bytes=5%20", "bytes=9223372036854775808x"}) {
    BOOST_TEST(is_done(post(kDownload, query)), query);
    BOOST_TEST(is_done(post("/track/download/x", query)), query);
  }
  BOOST_TEST(items(UsageKind::download).empty());
}

BOOST_AUTO_TEST_CASE(a_negative_number_of_bytes_is_refused_before_all_else) {
  BOOST_TEST(is_refused(post(kDownload, "bytes=-1")));
  BOOST_TEST(is_refused(post("/track/download/x", "bytes=-1")));
  BOOST_TEST(is_refused(post(kDownload, "bytes=-99999999999999999999")));
  BOOST_TEST(is_refused(post(kUpload, "bytes=-1")));
  BOOST_TEST(items(UsageKind::download).empty());
}

BOOST_AUTO_TEST_CASE(more_than_any_file_has_counts_as_sixteen_tib) {
  for (const auto* query : {"bytes=9223372036854775807", "bytes=9223372036854775808",
                            "bytes=99999999999999999999999999"}) {
    BOOST_TEST(is_done(post(kDownload, query)));
    BOOST_TEST(items(UsageKind::download).at(0).bytes == std::int64_t{1} << 44, query);
  }
}

BOOST_AUTO_TEST_CASE(without_a_token_nothing_is_told_about_the_request) {
  for (const auto& path :
       {kUpload, std::string("/track/upload/x"), kDownload, std::string("/track/registry/read"),
        std::string("/track/registry/write")}) {
    BOOST_TEST(post(path, "bytes=-1", "", "").status == 401, path);
  }
}

BOOST_AUTO_TEST_CASE(other_verbs_and_paths_are_not_there) {
  BOOST_TEST(get(kUpload).status == 405);
  BOOST_TEST(post("/track/upload").status == 404);
  BOOST_TEST(post(kUpload + "/more").status == 404);
  BOOST_TEST(post("/track/registry/delete").status == 404);
}

BOOST_AUTO_TEST_CASE(without_a_database_it_is_unavailable) {
  store::Database broken({"sqlite:" + directory}, entropy, generations);
  store::UsageDatabases elsewhere(broken);
  accounts::Usage unusable(context, elsewhere);
  BOOST_TEST(refuses(base::ErrorCode::unavailable,
                     [&] { unusable.track(alice, UsageKind::upload, kSkylink, 0); }));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(portal_tracking_together)

BOOST_AUTO_TEST_CASE(eight_processes_lose_nothing_and_fail_never) {
  TempDirectory shared;
  base::Id alice;
  {
    PortalUsage service({.directory = shared.path()});
    alice = service.alice;
  }
  std::vector<Forked> processes;
  for (int number = 0; number < 8; ++number) {
    processes.emplace_back([&] {
      PortalUsage service({.directory = shared.path()});
      for (int i = 0; i < 200; ++i) {
        if (service.post(kDownload, "bytes=1").status != 204) return 1;
      }
      return 0;
    });
  }
  for (auto& process : processes) BOOST_TEST(process.wait() == 0);
  PortalUsage service({.directory = shared.path()});
  BOOST_TEST(service.usage.stats(alice).of(UsageKind::download).all.events == 1600);
  BOOST_TEST(service.usage.stats(alice).of(UsageKind::download).all.bytes == 1600);
}

BOOST_AUTO_TEST_SUITE_END()
