// deploy/nginx/README.md, followed word by word with the files as they are: on
// a copy of this machine's files, and a network of its own, so that Debian's
// own places and port are free.
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <regex>

#include "support/places.h"
#include "support/process.h"
#include "support/scratch.h"

namespace {

/// Run below unshare: what is written is gone with the process. $1 is the
/// test's directory, $2 the program, $3 the folder deploy.
constexpr auto kMachine = R"sh(set -eu
mkdir -p "$1/view"
mount -t tmpfs none "$1/view"
for place in etc run srv usr/local var/lib var/log var/www; do
    mkdir -p "$1/view/$place" "$1/view/work/$place"
    mount -t overlay none \
        -o "lowerdir=/$place,upperdir=$1/view/$place,workdir=$1/view/work/$place" "/$place"
done
ip link set lo up
install "$2" /usr/local/bin/doorward
install -d -o www-data /run/doorward /var/lib/doorward
runuser -u www-data -- env DOORWARD_DIRECTORY=/var/lib/doorward \
    DOORWARD_SERVER_LISTEN=unix:/run/doorward/doorward.sock \
    DOORWARD_PUBLIC_URL=http://accounts.example.org doorward serve &
install -d /run/php
for program in /usr/sbin/php-fpm*; do "$program"; done
ln -sf "$(basename /run/php/php*-fpm.sock)" /run/php/php-fpm.sock
nginx
systemctl() { [ "$*" = "reload nginx" ] && nginx -s reload; }
answers() {
    for attempt in 1 2 3 4 5 6 7 8 9 10; do
        got=$(eval "$1" 2>/dev/null | sed -n '1s/^HTTP[^ ]* \([0-9]*\).*/\1/p')
        [ "$got" = "$2" ] && break
        sleep 1
        nginx -s reload # a reload in the moment of the start waits for the next signal
    done
    echo "$1 -> $2, got $got"
}
cd "$3/nginx"
{followed}
)sh";

const std::regex kCheck(R"(^(curl .*?) *# (\d{3}).*)");

/// A command of the README; one that says what status it gets is asked whether it does.
std::string as_done(const std::string& line) {
  std::smatch part;
  if (std::regex_match(line, part, kCheck)) {
    return "answers \"" + part[1].str() + "\" " + part[2].str();
  }
  return line;
}

std::string followed(const std::string& readme) {
  std::ifstream file(source_path(readme));
  std::string script;
  bool in_block = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("```")) {
      in_block = line == "```sh";
    } else if (in_block) {
      script += as_done(line) + "\n";
    }
  }
  return script;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(guarded_nginx_readme)

BOOST_AUTO_TEST_CASE(every_command_does_what_it_says_with_the_files_as_they_are) {
  if (geteuid() != 0) {
    BOOST_TEST_MESSAGE("only root can have a copy of the machine");
    return;
  }
  const Scratch scratch;
  std::string script = kMachine;
  const std::string place = "{followed}";
  script.replace(script.find(place), place.size(), followed("deploy/nginx/README.md"));
  scratch.write("machine.sh", script);
  const int code =
      run({.arguments = {"unshare", "--mount", "--net", "--pid", "--fork", "--mount-proc",
                         "--kill-child", "sh", scratch.at("machine.sh"), scratch.path().string(),
                         program_path(), source_path("deploy")},
           .log = scratch.at("machine.log"),
           .as_nobody = false},
          std::chrono::seconds(120));
  const auto log = read_file(scratch.at("machine.log"));
  BOOST_TEST(code == 0, log);
  const std::regex outcome(R"((curl .*) -> (\d+), got (\d*))");
  std::size_t tried = 0;
  for (std::sregex_iterator found(log.begin(), log.end(), outcome), end; found != end; ++found) {
    BOOST_TEST((*found)[3].str() == (*found)[2].str(), found->str());
    ++tried;
  }
  BOOST_TEST(tried == 4U, log);
}

BOOST_AUTO_TEST_SUITE_END()
