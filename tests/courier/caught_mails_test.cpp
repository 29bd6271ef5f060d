#include "courier/caught_mails.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "courier/file_channel.h"
#include "courier/mime.h"
#include "support/fakes.h"
#include "support/temp_directory.h"

namespace {

const std::string kLink =
    "https://accounts.example.org/somewhere/rather/deep/verify?token=dwv_0123456789abcdefghijklm";

struct Caught {
  courier::MimeMail some_mail(const std::string& recipient = "eva@example.com") {
    const auto id = base::Id::make(clock.now(), entropy);
    clock.advance(std::chrono::seconds(1));
    return {.id = id,
            .date = clock.now(),
            .sender = "door@example.org",
            .sender_name = "The Door",
            .recipient = recipient,
            .subject = "Confirm your account",
            .language = "en",
            .text = "Hello Eva,\n\n" + kLink + "\n\n= and =3D stay, ä too\n",
            .html = "<p>Hello <a href=\"" + kLink + "\">Eva</a></p>\n"};
  }

  void write(const courier::MimeMail& mail) {
    courier::FileChannel transport(path);
    transport.begin({mail.id, mail.sender, mail.recipient, courier::to_mime(mail)});
    transport.work({}, [](const base::Id&, const courier::Outcome&) {});
  }

  TempDirectory directory;
  std::string path = directory.file("mail");
  FakeEntropy entropy;
  FakeClock clock;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(caught_mails, Caught)

BOOST_AUTO_TEST_CASE(what_was_written_is_read_again_with_its_links_whole) {
  auto mail = some_mail();
  mail.subject = "Grüße aus Köln, mit einer Betreffzeile, die in mehr als ein Wort geht 🦊";
  const auto read = courier::read_mime(courier::to_mime(mail));
  BOOST_TEST(read.recipient == mail.recipient);
  BOOST_TEST(read.subject == mail.subject);
  BOOST_TEST(read.text == mail.text);
  BOOST_TEST(read.html == mail.html);
  BOOST_TEST(read.date == "Tue, 14 Nov 2023 22:13:21 +0000");
}

BOOST_AUTO_TEST_CASE(an_encrypted_mail_is_read_as_it_stands_there) {
  const auto read =
      courier::read_mime(courier::to_encrypted_mime(some_mail(), "-----BEGIN PGP MESSAGE-----\n"));
  BOOST_TEST(read.subject == "Confirm your account");
  BOOST_TEST(read.text.find("-----BEGIN PGP MESSAGE-----\n") != std::string::npos);
  BOOST_TEST(read.html == "");
}

BOOST_AUTO_TEST_CASE(every_beginning_of_a_mail_and_what_is_none_can_be_read) {
  const auto whole = courier::to_mime(some_mail());
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    const auto read = courier::read_mime(std::string_view(whole).substr(0, size));
    BOOST_TEST(read.text.size() <= whole.size());
  }
  for (const std::string text :
       {"", "\n", ":", "=", "To", "Subject: =?UTF-8?B?",
        "Subject: =?UTF-8?B?%?=", "Content-Type: multipart/alternative; boundary=\"\n\nx\n--\n--",
        "Content-Transfer-Encoding: quoted-printable\n\n=", "\n\n=\n=4\n=zz"}) {
    BOOST_TEST(courier::read_mime(text).recipient == "");
  }
  BOOST_TEST(courier::read_mime("To: \x1b[31mx\n\n\x1b]0;y\x07 z\n").text == "]0;y z\n");
}

BOOST_AUTO_TEST_CASE(the_newest_come_first_and_no_more_than_wanted) {
  for (const auto* name : {"a@example.org", "b@example.org", "c@example.org"}) {
    write(some_mail(name));
  }
  const auto mails = courier::caught_mails(path, 2);
  BOOST_REQUIRE(mails.size() == 2U);
  BOOST_TEST(mails[0].recipient == "c@example.org");
  BOOST_TEST(mails[1].recipient == "b@example.org");
}

BOOST_AUTO_TEST_CASE(what_is_no_mail_of_ours_is_left_alone) {
  BOOST_TEST(courier::caught_mails(path, 10).empty());
  directory.write("secret.txt", "To: a@b\n\nsecret");
  std::filesystem::create_directories(path + "/directory.eml");
  std::filesystem::create_symlink(directory.file("secret.txt"), path + "/link.eml");
  directory.write("mail/draft.eml.17~", "To: a@b\n\ndraft");
  BOOST_TEST(courier::caught_mails(path, 10).empty());
}

BOOST_AUTO_TEST_SUITE_END()
