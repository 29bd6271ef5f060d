// Whoever logs in by doorward's keys, or shares its socket, does not read its
// secrets: the READMEs are followed on a copy of this machine's files, which is
// seen by the test alone.
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "e2e/people.h"
#include "json/json.h"
#include "support/places.h"
#include "support/poll.h"

namespace {

/// The lines of all shell blocks of a README that have one of these words.
std::string commands_with(const std::string& readme, const std::vector<std::string>& words) {
  std::ifstream file(source_path(readme));
  std::string commands;
  bool in_block = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("```")) in_block = line == "```sh";
    for (const auto& word : words) {
      if (!in_block || line.find(word) == std::string::npos) continue;
      commands += line + "\n";
      break;
    }
  }
  return commands;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  BOOST_REQUIRE_MESSAGE(at != text.npos, "it lacks " << from);
  return text.replace(at, from.size(), to);
}

/// Run below unshare, and cannot be seen outside of it: what is written below these directories is
/// gone with the process. $1 is the test's directory, $2 the port, $3 doorward's address.
constexpr auto kCopyOfTheMachine = R"(set -eu
mkdir -p "$1/view"
mount -t tmpfs none "$1/view"
for place in etc home run usr/local usr/lib/sysusers.d var/lib; do
    mkdir -p "$1/view/$place" "$1/view/work/$place"
    mount -t overlay none \
        -o "lowerdir=/$place,upperdir=$1/view/$place,workdir=$1/view/work/$place" "/$place"
done
mkdir -p /run/sshd
cp -r "$1/deploy" /run/deploy
sed -i "s|https://accounts.example.org|$3|" /run/deploy/openssh/doorward.conf
adduser --quiet --disabled-password --gecos '' ada
cd /run/deploy/systemd
{service}
echo '# kept back' >> /etc/doorward/doorward.toml
cd /run/deploy/openssh
{openssh}
{check}
for user in ada www-data nobody doorward; do
    runuser -u "$user" -- cat /etc/doorward/doorward.toml > "$1/seen-by-$user" || true
done
exec /usr/sbin/sshd -D -e -p "$2" -o ListenAddress=127.0.0.1 -o PidFile=none
)";

class Machine {
 public:
  explicit Machine(const Site& site)
      : scratch_(site.scratch()), port_(std::to_string(free_port())), sshd_(started(site)) {
    BOOST_REQUIRE_MESSAGE(eventually([&] {
                            return log().find("Server listening") != std::string::npos ||
                                   !sshd_.running();
                          }) &&
                              sshd_.running(),
                          log());
  }

  std::string log() const { return read_file(scratch_.at("sshd.log")); }

  /// What this user got when trying to read the configuration.
  std::string seen_by(const std::string& user) const {
    return read_file(scratch_.at("seen-by-" + user));
  }

  /// What a command prints that ada runs after logging in with this key.
  std::string logged_in(const std::string& key, const std::string& command) const {
    scratch_.write("ssh.log", "");
    run({.arguments = {"ssh", "-F", "none", "-i", scratch_.at(key), "-p", port_, "-o",
                       "BatchMode=yes", "-o", "StrictHostKeyChecking=no", "-o",
                       "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "ada@127.0.0.1",
                       command},
         .log = scratch_.at("ssh.log")});
    return read_file(scratch_.at("ssh.log"));
  }

 private:
  Command started(const Site& site) const {
    std::filesystem::copy(source_path("deploy"), scratch_.at("deploy"),
                          std::filesystem::copy_options::recursive);
    auto script = replaced(
        kCopyOfTheMachine, "{service}",
        commands_with("deploy/systemd/README.md", {"sysusers", "tmpfiles", " /etc/doorward"}));
    script = replaced(script, "{openssh}",
                      replaced(commands_with("deploy/openssh/README.md",
                                             {"install", "groupadd", "adduser", "sshd -t"}),
                               " && systemctl reload ssh", ""));
    script =
        replaced(script, "{check}",
                 replaced(replaced(commands_with("deploy/openssh/README.md", {"doorward-keys h"}),
                                   "https://accounts.example.org", "\"$3\""),
                          "sudo -u nobody ", "runuser -u nobody -- "));
    scratch_.write("machine.sh", script);
    return {.arguments = {"unshare", "--mount", "sh", scratch_.at("machine.sh"),
                          scratch_.path().string(), port_, site.url()},
            .log = scratch_.at("sshd.log"),
            .as_nobody = false};
  }

  const Scratch& scratch_;
  std::string port_;
  Process sshd_;
};

std::string make_key(const Scratch& scratch, const std::string& name) {
  BOOST_REQUIRE_EQUAL(
      run({.arguments = {"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", scratch.at(name)},
           .log = scratch.at("keygen.log")}),
      0);
  return read_file(scratch.at(name + ".pub"));
}

void add_key(const Site& site, const Person& owner, const std::string& key) {
  const auto client = add_client(
      site.scratch(), {"--name", "Keys", "--grant", "password", "--scope", "keys:write"});
  const auto added =
      site.client().json("POST", "/api/user/ssh-keys", json::dump({{"ssh-key", key}}),
                         tokens_of(site, client, owner, "keys:write").access);
  BOOST_REQUIRE_MESSAGE(added.status == 201, added.body);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(openssh_secrets)

BOOST_AUTO_TEST_CASE(who_logs_in_by_a_key_or_shares_the_socket_cannot_read_the_configuration) {
  if (geteuid() != 0) {
    BOOST_TEST_MESSAGE("only root can make users, also in a copy");
    return;
  }
  Site site(kNginx);
  const auto ada = register_person(site, "ada");
  add_key(site, ada, make_key(site.scratch(), "own"));
  const Machine machine(site);

  BOOST_TEST(has(machine.log(), "\nssh-ed25519 "),
             machine.log());  // what the README's check prints
  const auto groups = machine.logged_in("own", "id -Gn");
  BOOST_TEST(has(groups, "doorward-ssh"), groups << machine.log());
  BOOST_TEST(!has(" " + replaced(groups, "\n", " "), " doorward "), groups);
  const auto tried = machine.logged_in("own", "cat /etc/doorward/doorward.toml");
  BOOST_TEST(has(tried, "Permission denied"), tried);
  for (const auto* user : {"ada", "www-data", "nobody"}) {
    BOOST_TEST(machine.seen_by(user).empty(), user);
  }
  BOOST_TEST(has(machine.seen_by("doorward"), "kept back"), machine.log());
}

BOOST_AUTO_TEST_SUITE_END()
