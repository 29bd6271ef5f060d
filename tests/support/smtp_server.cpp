#include "support/smtp_server.h"

#include <algorithm>
#include <sstream>

#include "base/text.h"
#include "support/certificate.h"
#include "support/places.h"
#include "support/poll.h"

namespace {

int port_in(const std::string& log) {
  const auto at = log.rfind("port ");
  return at == log.npos || log.find('\n', at) == log.npos ? 0 : std::stoi(log.substr(at + 5));
}

SmtpServer::Mail read_mail(const std::filesystem::path& content) {
  SmtpServer::Mail mail;
  auto envelope = content;
  std::ifstream lines(envelope.replace_extension(".envelope"));
  for (std::string key, line; lines >> key && std::getline(lines, line);) {
    const std::string value(base::trimmed(line));
    if (key == "from") mail.sender = value;
    if (key == "to") mail.recipients.push_back(value);
    if (key == "helo") mail.helo = value;
    if (key == "tls") mail.encrypted = value == "yes";
    if (key == "user") mail.user = value;
  }
  mail.content = TempDirectory::read(content.string());
  return mail;
}

}  // namespace

std::string SmtpServer::Mail::header(const std::string& name) const {
  std::istringstream lines(content.substr(0, content.find("\r\n\r\n") + 2));
  std::string value;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with('\r')) line.pop_back();
    const bool folded = line.starts_with(' ') || line.starts_with('\t');
    if (inside && !folded) break;
    if (inside) value += line;
    if (!folded && base::equals_ignoring_case(line.substr(0, line.find(':')), name)) {
      inside = true;
      value = base::trimmed(line.substr(name.size() + 1));
    }
  }
  return value;
}

SmtpServer::SmtpServer(Options options) : options_(std::move(options)) {
  if (options_.tls != "none") make_certificate(directory_);
  start();
}

std::string SmtpServer::address() const { return "localhost:" + std::to_string(port_); }

std::vector<SmtpServer::Mail> SmtpServer::mails() const {
  std::vector<std::filesystem::directory_entry> files;
  for (const auto& entry : std::filesystem::directory_iterator(directory_.path())) {
    if (entry.path().extension() == ".eml") files.push_back(entry);
  }
  std::sort(files.begin(), files.end(), [](const auto& left, const auto& right) {
    return std::pair(left.last_write_time(), left.path()) <
           std::pair(right.last_write_time(), right.path());
  });
  std::vector<Mail> mails;
  for (const auto& file : files) mails.push_back(read_mail(file.path()));
  return mails;
}

std::vector<SmtpServer::Mail> SmtpServer::mails_to(const std::string& recipient) const {
  auto found = mails();
  std::erase_if(found, [&](const Mail& mail) {
    return std::find(mail.recipients.begin(), mail.recipients.end(), recipient) ==
           mail.recipients.end();
  });
  return found;
}

void SmtpServer::answer_recipient(const std::string& recipient, const std::string& answer) {
  add_rule("rcpt " + recipient + " " + answer);
}

void SmtpServer::answer_content(const std::string& recipient, const std::string& answer) {
  add_rule("data " + recipient + " " + answer);
}

void SmtpServer::accept_all() {
  rules_.clear();
  write_rules();
}

void SmtpServer::add_rule(const std::string& rule) {
  rules_.insert(rules_.begin(), rule);
  write_rules();
}

void SmtpServer::write_rules() const {
  std::string text;
  for (const auto& rule : rules_) text += rule + "\n";
  std::filesystem::rename(directory_.write("rules.part", text), directory_.file("rules"));
}

void SmtpServer::stop() { process_.reset(); }

void SmtpServer::start() {
  const auto log = directory_.file("log");
  std::filesystem::remove(log);
  std::vector<std::string> arguments{"/usr/bin/python3",
                                     source_path("tests/support/smtp_sink.py"),
                                     "--directory",
                                     directory_.path(),
                                     "--port",
                                     std::to_string(port_),
                                     "--tls",
                                     options_.tls,
                                     "--certificate",
                                     ca_file(),
                                     "--key",
                                     directory_.file("key.pem"),
                                     "--user",
                                     options_.user,
                                     "--password",
                                     options_.password,
                                     "--mechanisms",
                                     options_.mechanisms};
  if (options_.wants_full_name) arguments.emplace_back("--wants-full-name");
  process_ = std::make_unique<Process>(
      Command{.arguments = std::move(arguments), .log = log, .as_nobody = false});
  const bool listens = eventually([&] {
    const auto port = port_in(TempDirectory::read(log));
    port_ = std::max(port, port_);
    return port != 0 || !process_->running();
  });
  if (!listens || !process_->running()) {
    throw std::runtime_error("no mail server: " + TempDirectory::read(log));
  }
}
