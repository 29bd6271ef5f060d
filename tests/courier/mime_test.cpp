#include "courier/mime.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "courier/foreign_parser.h"
#include "support/fakes.h"

namespace {

courier::MimeMail some_mail() {
  FakeEntropy entropy;
  const auto now = FakeClock().now();
  return {.id = base::Id::make(now, entropy),
          .date = now,
          .sender = "door@example.org",
          .sender_name = "The Door",
          .recipient = "eva@example.com",
          .subject = "Hello",
          .language = "en",
          .text = "Hello Eva\n",
          .html = "<p>Hello Eva</p>\n"};
}

bool is_refused(const courier::MimeMail& mail) {
  try {
    courier::to_mime(mail);
    return false;
  } catch (const base::Error& error) {
    return error.code() == base::ErrorCode::invalid_argument;
  }
}

std::size_t longest_line(const std::string& content) {
  std::size_t longest = 0;
  for (std::size_t at = 0; at < content.size();) {
    const auto end = content.find("\r\n", at);
    longest = std::max(longest, end - at);
    at = end + 2;
  }
  return longest;
}

const std::string kUmlauts = "Grüße aus Köln: ärger dich nicht, Straße";
const std::string kEmoji = "🦊🚪👩‍👩‍👧 ";

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mime)

BOOST_AUTO_TEST_CASE(a_foreign_parser_finds_what_was_written) {
  const auto mail = some_mail();
  auto found = parsed_by_python(courier::to_mime(mail));
  BOOST_TEST(found["defects"] == "");
  BOOST_TEST(found["headers"] ==
             "Date From To Subject Message-ID Auto-Submitted MIME-Version Content-Language "
             "Content-Type");
  BOOST_TEST(found["subject"] == "Hello");
  BOOST_TEST(found["from-name"] == "The Door");
  BOOST_TEST(found["from"] == "door@example.org");
  BOOST_TEST(found["to"] == "eva@example.com");
  BOOST_TEST(found["date"] == "1700000000");
  BOOST_TEST(found["message-id"] == "<" + mail.id.text() + "@example.org>");
  BOOST_TEST(found["language"] == "en");
  BOOST_TEST(found["submitted"] == "auto-generated");
  BOOST_TEST(found["type"] == "multipart/alternative");
  BOOST_TEST(found["parts"] == "text/plain text/html");
  BOOST_TEST(found["text"] == "Hello Eva\n");
  BOOST_TEST(found["html"] == "<p>Hello Eva</p>\n");
}

BOOST_AUTO_TEST_CASE(the_same_mail_always_gives_the_same_bytes) {
  BOOST_TEST(courier::to_mime(some_mail()) == courier::to_mime(some_mail()));
}

BOOST_AUTO_TEST_CASE(names_and_subjects_of_any_script_and_length_arrive) {
  const std::string subjects[] = {
      kUmlauts,
      repeated(kEmoji, 20) + "x",
      repeated("long and plain ", 20) + "end",
      repeated("ü", 300),
      repeated("x", 59) + "üx",
      "=?utf-8?B?SGVsbG8=?= is no encoded word",
      R"(quotes " and \ and <a@b> (c))",
      "日本語の件名はとても長いので折り返さなければなりません、そうでしょう",
  };
  for (const auto& subject : subjects) {
    auto mail = some_mail();
    mail.subject = subject;
    mail.sender_name = subject;
    const auto content = courier::to_mime(mail);
    auto found = parsed_by_python(content);
    BOOST_TEST(found["subject"] == subject);
    BOOST_TEST(found["from-name"] == subject);
    BOOST_TEST(found["from"] == "door@example.org");
    BOOST_TEST(found["defects"] == "");
    BOOST_TEST(longest_line(content) <= 76U);
  }
}

BOOST_AUTO_TEST_CASE(texts_of_any_kind_arrive) {
  const std::string texts[] = {
      kUmlauts + "\n" + repeated(kEmoji, 50) + "\n",
      ".\n..\n.dots\n\n.\n",
      "From here\nFrom there\n>From\n",
      repeated("= =3D ", 40) + "\n",
      "blank at the end \ntab\t\n \n\t\n",
      repeated("x", 75) + "\n" + repeated("x", 76) + "\n" + repeated("x", 77) + "\n",
      repeated("x", 74) + " \n" + repeated("x", 75) + " \n" + repeated("x", 73) + "ü\n",
      repeated("x", 75) + ".x\n" + repeated("x", 75) + "From x\n",
      "--=_boundary\n--\n",
      "\n\n\nempty lines\n\n\n",
  };
  for (const auto& text : texts) {
    auto mail = some_mail();
    mail.text = text;
    mail.html = text;
    const auto content = courier::to_mime(mail);
    auto found = parsed_by_python(content);
    BOOST_TEST(found["text"] == text);
    BOOST_TEST(found["html"] == text);
    BOOST_TEST(found["defects"] == "");
    BOOST_TEST(longest_line(content) <= 76U);
    BOOST_TEST(content.find("\n.") == content.npos);
    BOOST_TEST(content.find("\r\nFrom ") == content.npos);
    BOOST_TEST(content.find(" \r\n") == content.npos);
  }
}

BOOST_AUTO_TEST_CASE(line_ends_of_either_kind_become_crlf) {
  auto mail = some_mail();
  mail.text = "one\r\ntwo\nthree";
  const auto content = courier::to_mime(mail);
  BOOST_TEST(content.find("one\r\ntwo\r\nthree\r\n") != content.npos);
  for (std::size_t i = 0; i < content.size(); ++i) {
    if (content[i] == '\n') BOOST_TEST(content[i - 1] == '\r');
    if (content[i] == '\r') BOOST_TEST(content[i + 1] == '\n');
  }
}

BOOST_AUTO_TEST_CASE(only_ascii_travels) {
  auto mail = some_mail();
  mail.subject = mail.sender_name = mail.text = mail.html = kUmlauts + kEmoji;
  for (const char c : courier::to_mime(mail)) BOOST_REQUIRE((c > 0 && c < 0x7f));
}

BOOST_AUTO_TEST_CASE(what_could_add_a_line_is_refused) {
  const std::string injections[] = {"x\r\nBcc: mallory@example.net",
                                    "x\nBcc: y",
                                    "x\rBcc: y",
                                    std::string("x\0y", 3),
                                    "x\x1b",
                                    "x\x7f",
                                    "\xff\xfe",
                                    "\xc3"};
  for (const auto& text : injections) {
    auto subject = some_mail();
    subject.subject = text;
    BOOST_TEST(is_refused(subject));
    auto name = some_mail();
    name.sender_name = text;
    BOOST_TEST(is_refused(name));
    auto language = some_mail();
    language.language = text;
    BOOST_TEST(is_refused(language));
    auto sender = some_mail();
    sender.sender = text + "@example.org";
    BOOST_TEST(is_refused(sender));
    auto recipient = some_mail();
    recipient.recipient = "eva@example.com" + text;
    BOOST_TEST(is_refused(recipient));
  }
}

BOOST_AUTO_TEST_SUITE_END()
