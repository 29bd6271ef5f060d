#include "courier/command_channel.h"

#include <sys/stat.h>

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "support/fakes.h"
#include "support/poll.h"
#include "support/temp_directory.h"

using courier::Outcome;
using Kind = courier::Outcome::Kind;

namespace {

/// A program that a test writes, in the directory where it leaves what it was given.
struct Program {
  explicit Program(const std::string& script)
      : path(directory.write("sendmail", "#!/bin/sh\ncd '" + directory.path() + "'\n" + script)) {
    chmod(path.c_str(), 0755);
  }
  std::string found(const std::string& name) const {
    return TempDirectory::read(directory.file(name));
  }

  TempDirectory directory;
  std::string path;
};

courier::Envelope mail_to(const std::string& recipient) {
  static FakeEntropy entropy;
  return {base::Id::make(FakeClock().now(), entropy), "door@example.org", recipient,
          "Subject: x\r\n\r\n.\r\ny\r\n"};
}

Outcome send(courier::CommandSettings settings, const courier::Envelope& mail) {
  courier::CommandChannel channel(std::move(settings));
  channel.begin(mail);
  Outcome outcome;
  BOOST_TEST(eventually([&] {
    channel.work(std::chrono::milliseconds(100),
                 [&](const auto&, const auto& reported) { outcome = reported; });
    return channel.under_way() == 0;
  }));
  return outcome;
}

Outcome send(const Program& program, const courier::Envelope& mail = mail_to("eva@example.com")) {
  return send({.command = {program.path}, .timeout = std::chrono::seconds(10)}, mail);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(command_channel)

BOOST_AUTO_TEST_CASE(the_program_gets_the_mail_and_is_told_to_whom_by_its_arguments) {
  const Program program("for word; do echo \"$word\"; done >words; cat >mail");
  const auto outcome =
      send({.command = {program.path, "-O", "a b;$(touch x)"}}, mail_to("eva@example.com"));
  BOOST_TEST((outcome.kind == Kind::delivered), outcome.error);
  BOOST_TEST(program.found("words") ==
             "-O\na b;$(touch x)\n-i\n-f\ndoor@example.org\n--\neva@example.com\n");
  BOOST_TEST(program.found("mail") == "Subject: x\n\n.\ny\n");
  BOOST_TEST(program.found("x").empty());
}

BOOST_AUTO_TEST_CASE(how_it_ends_decides_whether_the_mail_waits) {
  struct Row {
    int code;
    Kind kind;
    bool is_alarming;
  };
  const Row rows[] = {
      {0, Kind::delivered, false},  {67, Kind::permanent, false}, {68, Kind::permanent, false},
      {65, Kind::permanent, false}, {75, Kind::retry, false},     {69, Kind::retry, false},
      {1, Kind::retry, false},      {64, Kind::retry, true},      {77, Kind::retry, true},
      {78, Kind::retry, true},      {127, Kind::retry, true},
  };
  for (const auto& row : rows) {
    const Program program("exit " + std::to_string(row.code));
    const auto outcome = send(program);
    BOOST_TEST((outcome.kind == row.kind), row.code);
    BOOST_TEST(outcome.is_alarming == row.is_alarming, row.code);
    if (row.code == 0) continue;
    BOOST_TEST(outcome.error == program.path + " ended with " + std::to_string(row.code));
  }
}

BOOST_AUTO_TEST_CASE(a_program_that_reads_nothing_or_says_much_holds_nothing_up) {
  BOOST_TEST((send(Program("head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2")).kind ==
              Kind::delivered));
}

BOOST_AUTO_TEST_CASE(a_program_that_hangs_is_killed_with_what_it_started) {
  const Program program("sleep 600 & echo $! >child; wait");
  const auto outcome = send({.command = {program.path}, .timeout = std::chrono::seconds(1)},
                            mail_to("eva@example.com"));
  BOOST_TEST((outcome.kind == Kind::retry));
  BOOST_TEST(outcome.error == program.path + " timed out");
  const auto child = std::stoi(program.found("child"));
  BOOST_TEST(eventually([&] {
    const auto state = TempDirectory::read("/proc/" + std::to_string(child) + "/stat");
    return state.empty() || state.find(") Z ") != state.npos;
  }));
}

BOOST_AUTO_TEST_CASE(a_program_that_is_not_there_is_for_the_operator) {
  const TempDirectory directory;
  const auto outcome =
      send({.command = {directory.file("no-such-program")}}, mail_to("eva@example.com"));
  BOOST_TEST((outcome.kind == Kind::retry));
  BOOST_TEST(outcome.is_alarming);
  BOOST_TEST(outcome.error.find("No such file") != std::string::npos, outcome.error);
}

BOOST_AUTO_TEST_CASE(an_address_that_is_none_or_would_be_an_option_starts_nothing) {
  const Program program("touch started");
  for (const auto* recipient : {"eva", "-oQ/tmp@example.com", "eva@example.com\nx@example.com"}) {
    BOOST_TEST((send(program, mail_to(recipient)).kind == Kind::permanent), recipient);
  }
  BOOST_TEST(!std::filesystem::exists(program.directory.file("started")));
}

BOOST_AUTO_TEST_CASE(a_command_without_a_program_is_refused) {
  BOOST_CHECK_THROW(courier::CommandChannel(courier::CommandSettings{}), base::Error);
}

BOOST_AUTO_TEST_SUITE_END()
