#include "courier/file_channel.h"

#include <sys/stat.h>

#include <boost/test/unit_test.hpp>

#include "support/fakes.h"
#include "support/temp_directory.h"

namespace {

courier::Envelope some_mail(const std::string& content) {
  FakeEntropy entropy;
  return {base::Id::make(FakeClock().now(), entropy), "a@example.org", "b@example.org", content};
}

courier::Outcome outcome_of(courier::Channel<courier::Envelope>& transport) {
  courier::Outcome found;
  BOOST_TEST(transport.under_way() == 1U);
  transport.work({}, [&](const base::Id&, const courier::Outcome& outcome) { found = outcome; });
  BOOST_TEST(transport.under_way() == 0U);
  return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(file_channel)

BOOST_AUTO_TEST_CASE(a_mail_becomes_a_file_that_others_cannot_read) {
  const TempDirectory directory;
  courier::FileChannel transport(directory.file("mail"));
  const auto mail = some_mail("Subject: x\r\n\r\ny\r\n");
  transport.begin(mail);
  BOOST_TEST((outcome_of(transport).kind == courier::Outcome::Kind::delivered));
  const auto path = directory.file("mail/" + mail.id.text() + ".eml");
  BOOST_TEST(TempDirectory::read(path) == mail.content);
  struct stat status {};
  BOOST_REQUIRE(stat(path.c_str(), &status) == 0);
  BOOST_TEST((status.st_mode & 0137) == 0U);
}

BOOST_AUTO_TEST_CASE(a_mail_delivered_again_replaces_its_own_file) {
  const TempDirectory directory;
  courier::FileChannel transport(directory.path());
  for (const auto* content : {"one\r\n", "two\r\n"}) {
    transport.begin(some_mail(content));
    outcome_of(transport);
  }
  BOOST_TEST(std::distance(std::filesystem::directory_iterator(directory.path()), {}) == 1);
}

BOOST_AUTO_TEST_CASE(a_directory_that_cannot_be_written_means_later) {
  const TempDirectory directory;
  courier::FileChannel transport(directory.write("file", "") + "/below");
  transport.begin(some_mail("x\r\n"));
  const auto outcome = outcome_of(transport);
  BOOST_TEST((outcome.kind == courier::Outcome::Kind::retry));
  BOOST_TEST(!outcome.error.empty());
}

BOOST_AUTO_TEST_SUITE_END()
