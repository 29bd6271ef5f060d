#include "e2e/kept_site.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "e2e/kept_load.h"
#include "support/poll.h"

namespace {

constexpr int kClients = 32;
constexpr int kAnswers = 320;
constexpr std::string_view kConnected = "03";  // SS_CONNECTED, proc(5)

Command apache_kept(const Scratch& scratch, int port) {
  const auto command = kApacheProxyFcgi.web_server(scratch, port);
  scratch.write("shipped.conf",
                shipped("apache/proxy-fcgi.conf",
                        {{"/run/doorward/doorward.sock", scratch.at("doorward.sock")},
                         {"#<Proxy", "<Proxy"},
                         {"#    ProxySet", "    ProxySet"},
                         {"#</Proxy", "</Proxy"}}));
  return command;
}

void send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) throw std::runtime_error("the web server takes no more");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

int connected_to(const std::string& url) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
  const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("nobody listens at " + url);
  }
  const timeval patience{30, 0};
  setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  return descriptor;
}

}  // namespace

const Setup kApacheKept = {"Apache, proxy_fcgi, kept connections", true, apache_kept};

Setup nginx_keeping_for(int seconds) {
  return {"nginx, keepalive_timeout", true, [=](const Scratch& scratch, int port) {
            const auto command = kNginxKeepalive.web_server(scratch, port);
            auto text = read_file(scratch.at("shipped.conf"));
            const std::string shipped_time = "keepalive_timeout 20s;";
            const auto at = text.find(shipped_time);
            if (at == text.npos) throw std::runtime_error("there is no " + shipped_time);
            scratch.write("shipped.conf",
                          text.replace(at, shipped_time.size(),
                                       "keepalive_timeout " + std::to_string(seconds) + "s;"));
            return command;
          }};
}

KeptSite::KeptSite(const Setup& setup, const Site::Settings& settings) {
  write_large_page(templates_);
  Site::Settings all{{"server.workers", std::to_string(kWorkers)},
                     {"server.idle_timeout", "120"},
                     {"log.level", "\"info\""},
                     {"pages.templates", '"' + templates_.path().string() + '"'}};
  for (const auto& [key, value] : settings) all[key] = value;
  site_ = std::make_unique<Site>(setup, all);
}

void KeptSite::be_asked_by_many() {
  ManyClients clients(site_->url(), kClients);
  clients.wait_for(kAnswers);
  clients.expect_no_faults();
}

std::set<long> KeptSite::connections() const {
  const auto path = site_->scratch().at("doorward.sock");
  std::ifstream table("/proc/net/unix");
  std::set<long> found;
  for (std::string line; std::getline(table, line);) {
    std::istringstream columns(line);
    std::string number, references, protocol, flags, type, state, name;
    long inode = 0;
    columns >> number >> references >> protocol >> flags >> type >> state >> inode >> name;
    if (state == kConnected && name == path) found.insert(inode);
  }
  return found;
}

SecondWebServer::SecondWebServer(const Site& site, const Setup& setup) {
  for (const auto* name : {"www", "run"}) scratch_.make_directory(name);
  std::filesystem::create_symlink(site.scratch().at("doorward.sock"), scratch_.at("doorward.sock"));
  for (int attempt = 0; attempt < 3; ++attempt) {  // somebody else may take the port first
    if (start(setup)) return;
  }
  throw std::runtime_error(setup.name + " does not answer: " + read_file(scratch_.at("web.log")));
}

bool SecondWebServer::start(const Setup& setup) {
  const int port = free_port();
  url_ = "http://127.0.0.1:" + std::to_string(port);
  auto command = setup.web_server(scratch_, port);
  command.directory = scratch_.path();
  command.log = scratch_.at("web.log");
  process_.reset();
  process_ = std::make_unique<Process>(command);
  HttpClient client(url_);
  return eventually([&] { return !process_->running() || client.get("/health").status == 200; }) &&
         process_->running();
}

SlowClient::SlowClient(const std::string& url, const std::string& path, const std::string& form)
    : socket_(connected_to(url)), rest_(form.substr(form.size() / 2)) {
  send_all(socket_, "POST " + path +
                        " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                        std::to_string(form.size()) + "\r\n\r\n" + form.substr(0, form.size() / 2));
}

SlowClient::~SlowClient() { close(socket_); }

void SlowClient::drip() {
  if (rest_.empty() || send(socket_, rest_.data(), 1, MSG_NOSIGNAL) != 1) return;
  rest_.erase(0, 1);
}

std::string SlowClient::finish() {
  send_all(socket_, rest_);
  std::string answer;
  std::array<char, 4096> some;
  for (ssize_t got = 0; (got = recv(socket_, some.data(), some.size(), 0)) > 0;) {
    answer.append(some.data(), static_cast<std::size_t>(got));
  }
  return answer;
}
