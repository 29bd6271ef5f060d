#include "interop/dovecot.h"

#include <filesystem>
#include <stdexcept>

#include "interop/filled.h"
#include "support/poll.h"
#include "support/web_servers.h"

Dovecot::Dovecot(const Scratch& site, const Settings& settings)
    : site_(site),
      port_(free_port()),
      place_("127.0.0.1:" + std::to_string(port_)),
      server_(command_on(port_, settings)) {
  const bool starts = eventually(
      [&] { return !server_.running() || log().find("starting up") != std::string::npos; });
  if (!starts || !server_.running()) throw std::runtime_error("dovecot: " + log());
}

std::string Dovecot::at(const std::string& name) const { return site_.at("dovecot/" + name); }

Command Dovecot::command_on(int port, const Settings& settings) const {
  for (const auto* name : {"dovecot", "dovecot/run", "dovecot/mail"}) site_.make_directory(name);
  site_.write("dovecot/log", "");
  site_.write("dovecot/oauth2.conf", settings.oauth2);
  site_.write("dovecot/dovecot.conf",
              filled_in("dovecot.conf", {{"dir", site_.at("dovecot")},
                                         {"port", std::to_string(port)},
                                         {"user", user_of_programs()},
                                         {"group", group_of_programs()},
                                         {"mechanisms", settings.mechanisms}}));
  return {.arguments = {"dovecot", "-F", "-c", at("dovecot.conf")}, .log = at("log")};
}

void Dovecot::deliver(const std::string& user, const std::string& mail) const {
  site_.write("dovecot/mail.eml", mail);
  site_.make_directory("dovecot/mail/" + user);
  const int code = run({.arguments = {"doveadm", "-c", at("dovecot.conf"), "save", at("mail.eml")},
                        .environment = {{"USER", user}, {"HOME", at("mail/" + user)}},
                        .log = at("log")});
  if (code != 0) throw std::runtime_error("doveadm: " + log());
}

std::string Dovecot::mailboxes_of(const std::string& user, const std::string& token) const {
  const auto answer = at("answer");
  site_.write("dovecot/answer", "");
  run({.arguments = {"curl", "--silent", "--max-time", "20", "imap://" + place_ + "/", "--user",
                     user + ":", "--oauth2-bearer", token},
       .log = answer});
  return read_file(answer);
}
