#include <boost/test/unit_test.hpp>

#include "json/json.h"
#include "portal_usage.h"
#include "upkeep/usage.h"

using model::UsageKind;
using namespace std::chrono_literals;

namespace {

struct Transferred : PortalUsage {
  void upload(int count, std::chrono::milliseconds apart = 1s) {
    for (int i = 0; i < count; ++i) {
      usage.track(alice, UsageKind::upload, kSkylink, ++sizes);
      clock.advance(apart);
    }
  }

  /// The sizes of a page of uploads, each of which is one more than that of the one before.
  std::vector<std::int64_t> page(const std::string& query) {
    const auto response = get("/user/uploads", query);
    BOOST_REQUIRE(response.status == 200);
    std::vector<std::int64_t> found;
    const auto object = json::parse_object(response.body);
    for (const auto& item : object.at("items")) {
      found.push_back(json::integer_member(item, "size").value());
    }
    return found;
  }

  std::int64_t sizes = 0;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(portal_transfers, Transferred)

BOOST_AUTO_TEST_CASE(without_any_the_list_is_empty) {
  for (const auto* path : {"/user/uploads", "/user/downloads"}) {
    const auto response = get(path);
    BOOST_TEST(response.status == 200);
    BOOST_TEST(response.header("Content-Type") == "application/json; charset=utf-8");
    BOOST_TEST(response.body == "{\"items\":[],\"offset\":0,\"pageSize\":10,\"count\":0}\n");
  }
}

BOOST_AUTO_TEST_CASE(an_upload_is_shown_as_documented) {
  clock.advance(-clock.now().time_since_epoch() + 1'780'315'200'042ms);  // 2026-06-01T12:00:00.042
  usage.track(alice, UsageKind::upload, kSkylink, 5'000'000);
  const auto response = get("/user/uploads");
  const auto object = json::parse_object(response.body);
  const auto id = std::string(json::text_member(object.at("items").at(0), "id").value());
  BOOST_TEST(id.size() == 24U);
  BOOST_TEST(id.find_first_not_of("0123456789abcdef") == id.npos);
  BOOST_TEST(response.body == R"({"items":[{"id":")" + id + R"(","skylink":")" + kSkylink +
                                  R"(","name":"","size":5000000,)"
                                  R"("uploadedOn":"2026-06-01T12:00:00.042Z",)"
                                  R"("rawStorage":167772160}],)"
                                  R"("offset":0,"pageSize":10,"count":1})"
                                  "\n");
}

BOOST_AUTO_TEST_CASE(a_download_is_shown_as_documented) {
  usage.track(alice, UsageKind::download, kSkylink, 77);
  const auto object = json::parse_object(get("/user/downloads").body);
  const auto& item = object.at("items").at(0);
  BOOST_TEST(item.size() == 5U);
  BOOST_TEST(json::integer_member(item, "size").value() == 77);
  BOOST_TEST(json::text_member(item, "downloadedOn").value() == "2023-11-14T22:13:20.000Z");
  BOOST_TEST(json::text_member(item, "skylink").value() == kSkylink);
}

BOOST_AUTO_TEST_CASE(pages_are_newest_first_and_count_all) {
  upload(25);
  BOOST_TEST((page("") == std::vector<std::int64_t>{25, 24, 23, 22, 21, 20, 19, 18, 17, 16}));
  BOOST_TEST((page("offset=20") == std::vector<std::int64_t>{5, 4, 3, 2, 1}));
  BOOST_TEST((page("offset=1&pageSize=2") == std::vector<std::int64_t>{24, 23}));
  BOOST_TEST(page("offset=25").empty());
  BOOST_TEST(page("offset=9223372036854775807").empty());
  BOOST_TEST(page("pageSize=100").size() == 25U);
  const auto body = get("/user/uploads", "offset=20&pageSize=7").body;
  BOOST_TEST(body.ends_with("],\"offset\":20,\"pageSize\":7,\"count\":25}\n"));
}

BOOST_AUTO_TEST_CASE(what_is_no_number_counts_as_absent) {
  for (const auto* query : {"pageSize=0", "pageSize=ten", "pageSize=", "offset=first",
                            "offset=", "offset=1e3", "pageSize=9e99", "pagesize=3"}) {
    BOOST_TEST(get("/user/uploads", query).body ==
                   "{\"items\":[],\"offset\":0,\"pageSize\":10,\"count\":0}\n",
               query);
  }
}

BOOST_AUTO_TEST_CASE(a_page_has_at_most_a_thousand) {
  for (const auto* query : {"pageSize=5000", "pageSize=99999999999999999999"}) {
    BOOST_TEST(get("/user/uploads", query).body ==
                   "{\"items\":[],\"offset\":0,\"pageSize\":1000,\"count\":0}\n",
               query);
  }
}

BOOST_AUTO_TEST_CASE(a_number_beyond_64_bits_is_the_greatest_that_there_is) {
  BOOST_TEST(get("/user/uploads", "offset=99999999999999999999").body ==
             "{\"items\":[],\"offset\":9223372036854775807,\"pageSize\":10,\"count\":0}\n");
  BOOST_TEST(get("/user/uploads", "offset=-99999999999999999999").status == 400);
}

BOOST_AUTO_TEST_CASE(negative_numbers_are_refused) {
  for (const auto* query : {"offset=-1", "pageSize=-1", "offset=-5&pageSize=10"}) {
    for (const auto* path : {"/user/uploads", "/user/downloads"}) {
      const auto response = get(path, query);
      BOOST_TEST(response.status == 400, query);
      BOOST_TEST(response.body.starts_with(R"({"message":"The parameter)"), response.body);
    }
  }
}

BOOST_AUTO_TEST_CASE(nobody_sees_what_others_have) {
  upload(3);
  BOOST_TEST(get("/user/uploads", "", "bob").body ==
             "{\"items\":[],\"offset\":0,\"pageSize\":10,\"count\":0}\n");
  BOOST_TEST(get("/user/uploads", "offset=-1", "").status == 401);
  BOOST_TEST(get("/user/downloads", "", "mallory").status == 401);
  BOOST_TEST(post("/user/uploads").status == 405);
}

BOOST_AUTO_TEST_CASE(every_page_is_the_same_however_much_is_rolled_up) {
  upload(60, 3h);  // over a week
  const auto all = [&] {
    std::vector<std::vector<std::int64_t>> pages;
    for (int offset = 0; offset <= 61; ++offset) {
      pages.push_back(page("pageSize=7&offset=" + std::to_string(offset)));
    }
    return pages;
  };
  const auto before = all();
  BOOST_TEST((before[0] == std::vector<std::int64_t>{60, 59, 58, 57, 56, 55, 54}));
  BOOST_TEST((before[58] == std::vector<std::int64_t>{2, 1}));
  for (const auto age : {150h, 50h, 25h, 1h, 0h}) {
    while (upkeep::roll_up_usage(database, clock.now() - age)) {
    }
    BOOST_TEST((all() == before));
  }
}

BOOST_AUTO_TEST_CASE(the_count_has_also_those_that_are_kept_no_more) {
  upload(60, 3h);
  for (const auto& task :
       upkeep::usage_tasks(database, usage_databases, clock, std::chrono::days{2})) {
    while (task.step()) {
    }
  }
  const auto response = get("/user/uploads", "pageSize=100");
  BOOST_TEST(json::parse_object(response.body).at("items").size() == 16U);
  BOOST_TEST(response.body.ends_with("\"count\":60}\n"));
  BOOST_TEST(page("offset=16").empty());
  BOOST_TEST((page("offset=14") == std::vector<std::int64_t>{46, 45}));
}

BOOST_AUTO_TEST_SUITE_END()
