// A real sshd that asks doorward whose keys open it, as deploy/openssh says.
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>

#include "e2e/people.h"
#include "json/json.h"
#include "support/places.h"
#include "support/poll.h"

namespace {

bool is_root() { return geteuid() == 0; }

/// Whom sshd can let in: somebody of the system who is nobody's reserved name, or, without root,
/// only whoever runs the tests.
// key.
std::string login_name() { return is_root() ? "games" : getpwuid(geteuid())->pw_name; }

/// Where sshd wants to put its unprivileged half; a machine on which it never ran has none.
class SeparationDirectory {
 public:
  SeparationDirectory() : made_(is_root() && mkdir(kPath, 0755) == 0) {}
  ~SeparationDirectory() {
    if (made_) rmdir(kPath);
  }
  SeparationDirectory(const SeparationDirectory&) = delete;
  SeparationDirectory& operator=(const SeparationDirectory&) = delete;

 private:
  static constexpr auto kPath = "/run/sshd";
  bool made_;
};

/// The shipped lines for everybody and with the script where it stands: sshd wants what it runs to
/// be where only root may write, as /bin/sh is.
std::string shipped_lines(const Site& site) {
  const auto script = source_path("deploy/openssh/doorward-keys");
  site.scratch().write("doorward-keys", read_file(script));
  return shipped("openssh/doorward.conf",
                 {{"Match Group doorward-ssh", "Match all"},
                  {"/usr/local/bin/doorward-keys", "/bin/sh " + site.scratch().at("doorward-keys")},
                  {"https://accounts.example.org", site.url()},
                  {"AuthorizedKeysCommandUser nobody",
                   "AuthorizedKeysCommandUser " + (is_root() ? "nobody" : login_name())}});
}

class Sshd {
 public:
  explicit Sshd(const Site& site) : scratch_(site.scratch()), port_(free_port()) {
    make_key("host_key", !is_root());
    scratch_.write("sshd.conf", "ListenAddress 127.0.0.1:" + std::to_string(port_) + "\nHostKey " +
                                    scratch_.at("host_key") +
                                    "\nPidFile none\nUsePAM no\nStrictModes no\n"
                                    "AuthenticationMethods publickey\nAuthorizedKeysFile none\n"
                                    "Subsystem sftp internal-sftp\nForceCommand internal-sftp\n" +
                                    shipped_lines(site));
    process_ = std::make_unique<Process>(
        Command{.arguments = {"/usr/sbin/sshd", "-D", "-e", "-f", scratch_.at("sshd.conf")},
                .log = scratch_.at("sshd.log"),
                .as_nobody = false});
    BOOST_REQUIRE_MESSAGE(eventually([&] { return says("Server listening"); }),
                          read_file(scratch_.at("sshd.log")));
  }

  /// The public half, as ssh-keygen wrote it.
  std::string make_key(const std::string& name, bool as_nobody = true) const {
    BOOST_REQUIRE_EQUAL(run({.arguments = {"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C",
                                           "somebody's key", "-f", scratch_.at(name)},
                             .log = scratch_.at("keygen.log"),
                             .as_nobody = as_nobody}),
                        0);
    return read_file(scratch_.at(name + ".pub"));
  }

  bool lets_in(const std::string& key) const {
    scratch_.write("batch", "pwd\n");
    const std::vector<std::string> options{"BatchMode=yes", "IdentitiesOnly=yes",
                                           "StrictHostKeyChecking=no",
                                           "UserKnownHostsFile=/dev/null"};
    std::vector<std::string> words{"sftp",
                                   "-F",
                                   "none",
                                   "-b",
                                   scratch_.at("batch"),
                                   "-i",
                                   scratch_.at(key),
                                   "-P",
                                   std::to_string(port_)};
    for (const auto& option : options) words.insert(words.end(), {"-o", option});
    words.push_back(login_name() + "@127.0.0.1");
    return run({.arguments = words, .log = scratch_.at("sftp.log")}) == 0;
  }

  bool says(const std::string& text) const {
    return read_file(scratch_.at("sshd.log")).find(text) != std::string::npos;
  }
  std::string log() const {
    return read_file(scratch_.at("sshd.log")) + read_file(scratch_.at("sftp.log"));
  }

 private:
  const Scratch& scratch_;
  int port_;
  SeparationDirectory directory_;
  std::unique_ptr<Process> process_;
};

std::string add_key(const Site& site, const std::string& token, const std::string& key) {
  const auto added =
      site.client().json("POST", "/api/user/ssh-keys", json::dump({{"ssh-key", key}}), token);
  BOOST_REQUIRE_MESSAGE(added.status == 201, added.body);
  return member(added, "id");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(openssh)

BOOST_AUTO_TEST_CASE(sshd_lets_in_who_has_a_key_at_the_account_and_nobody_else) {
  Site site(kNginx);
  const auto client = add_client(
      site.scratch(), {"--name", "Keys", "--grant", "password", "--scope", "keys:write"});
  const auto owner = register_person(site, login_name());
  const auto stranger = register_person(site, "stranger");
  const auto token = tokens_of(site, client, owner, "keys:write").access;
  const Sshd sshd(site);
  const auto id = add_key(site, token, sshd.make_key("own"));
  add_key(site, tokens_of(site, client, stranger, "keys:write").access, sshd.make_key("other"));
  sshd.make_key("unknown");

  const auto last_used = [&] {
    return member(site.client().with_token("GET", "/api/user/ssh-keys/" + id, token), "last_used");
  };
  const auto unused = last_used();
  BOOST_TEST(sshd.lets_in("own"), sshd.log());
  BOOST_TEST(last_used() != unused);
  BOOST_TEST(!sshd.lets_in("other"));
  BOOST_TEST(!sshd.lets_in("unknown"));

  const auto removed = site.client().with_token("DELETE", "/api/user/ssh-keys/" + id, token);
  BOOST_TEST(removed.status == 204);
  BOOST_TEST(!sshd.lets_in("own"));

  add_key(site, token, read_file(site.scratch().at("own.pub")));
  BOOST_TEST(sshd.lets_in("own"), sshd.log());
  site.daemon().stop();
  BOOST_TEST(!sshd.lets_in("own"));
  BOOST_TEST(sshd.says("AuthorizedKeysCommand"));
}

BOOST_AUTO_TEST_SUITE_END()
