#include "support/issuer.h"

#include <ctime>
#include <stdexcept>

#include "support/certificate.h"
#include "support/places.h"
#include "support/poll.h"

namespace {

int port_in(const std::string& log) {
  const auto at = log.rfind("port ");
  return at == log.npos || log.find('\n', at) == log.npos ? 0 : std::stoi(log.substr(at + 5));
}

}  // namespace

Issuer::Issuer(bool tls) : tls_(tls) {
  if (tls_) {
    make_certificate(directory_);
    using std::filesystem::perms;  // what runs as nobody must read the certificate
    std::filesystem::permissions(directory_.path(), perms::owner_all | perms::others_exec);
  }
  start();
}

void Issuer::start() {
  const auto log = directory_.file("log");
  std::filesystem::remove(log);
  Command command{.arguments = {"/usr/bin/python3", source_path("tests/support/issuer.py"),
                                "--directory", directory_.path(), "--port", std::to_string(port_)},
                  .log = log,
                  .as_nobody = false};
  if (tls_) {
    for (const auto* word : {"--certificate", "certificate.pem", "--key", "key.pem"}) {
      const std::string text = word;
      command.arguments.push_back(text.starts_with("--") ? text : directory_.file(text));
    }
  }
  process_ = std::make_unique<Process>(command);
  const bool listens =
      eventually([&] { return port_in(TempDirectory::read(log)) != 0 || !process_->running(); });
  port_ = port_in(TempDirectory::read(log));
  if (!listens || port_ == 0) {
    throw std::runtime_error("no identity provider: " + TempDirectory::read(log));
  }
  url_ = (tls_ ? "https://localhost:" : "http://127.0.0.1:") + std::to_string(port_);
}

std::string Issuer::token(const std::string& subject, std::chrono::seconds lifetime,
                          const std::string& more) {
  const auto now = std::time(nullptr);
  return sign(R"({"iss":")" + std::string(kIssuerName) + R"(","sub":")" + subject + R"(","iat":)" +
              std::to_string(now) + R"(,"nbf":)" + std::to_string(now) + R"(,"exp":)" +
              std::to_string(now + lifetime.count()) + (more.empty() ? "" : "," + more) + "}");
}

std::string Issuer::sign(const std::string& claims) { return control("sign", claims); }

int Issuer::fetches() { return std::stoi(client().get("/control/fetches").body); }

HttpClient Issuer::client() const { return HttpClient(url_, tls_ ? ca_file() : ""); }

std::string Issuer::control(const std::string& action, const std::string& body) {
  const auto answer = client().send({"POST", "/control/" + action, {}, body});
  if (answer.status != 200) throw std::runtime_error("the identity provider does not " + action);
  return answer.body;
}
