#include "gpg.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>

Gpg::Gpg() { std::filesystem::permissions(home_.path(), std::filesystem::perms::owner_all); }

Gpg::~Gpg() {
  const std::map<std::string, std::string> environment{{"GNUPGHOME", home_.path()}};
  ::run({.arguments = {"gpgconf", "--kill", "all"},
         .environment = environment,
         .log = home_.file("kill.log"),
         .as_nobody = false});
}

std::string Gpg::run(std::vector<std::string> arguments, int* code) const {
  const auto output = home_.write("output", "");
  arguments.insert(arguments.begin(),
                   {"gpg", "--batch", "--quiet", "--no-tty", "--trust-model", "always",
                    "--pinentry-mode", "loopback", "--passphrase", ""});
  const auto ended = ::run({.arguments = arguments,
                            .environment = {{"GNUPGHOME", home_.path()}},
                            .log = output,
                            .as_nobody = false});
  const auto text = TempDirectory::read(output);
  if (code != nullptr) {
    *code = ended;
  } else {
    BOOST_REQUIRE_MESSAGE(ended == 0, text);
  }
  return text;
}

void Gpg::make(const std::string& user_id, const std::string& algorithm, const std::string& usage,
               const std::string& expiry) const {
  run({"--quick-generate-key", user_id, algorithm, usage, expiry});
}

void Gpg::add(const std::string& user_id, const std::string& algorithm,
              const std::string& usage) const {
  run({"--quick-add-key", fingerprint(user_id), algorithm, usage, "never"});
}

void Gpg::revoke(const std::string& user_id) const {
  const auto file = home_.file("openpgp-revocs.d/" + fingerprint(user_id) + ".rev");
  auto certificate = TempDirectory::read(file);
  certificate.erase(0, certificate.find(":-----BEGIN") + 1);  // the colon keeps from accidents
  run({"--import", home_.write("revocation", certificate)});
}

std::string Gpg::public_key(const std::string& user_id) const {
  return run({"--armor", "--export", user_id});
}

std::string Gpg::secret_key(const std::string& user_id) const {
  return run({"--armor", "--export-secret-keys", user_id});
}

std::string Gpg::fingerprint(const std::string& user_id) const {
  const auto listed = run({"--with-colons", "--list-keys", user_id});
  const auto line = listed.find("\nfpr:");
  return listed.substr(line + std::string("\nfpr:::::::::").size(), 40);
}

std::string Gpg::decrypt(const std::string& message) const {
  int code = 0;
  const auto text = run({"--decrypt", home_.write("message", message)}, &code);
  return code == 0 ? text : "";
}
