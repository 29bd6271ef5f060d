#include "crypto/ssh_public_key.h"

#include <boost/test/unit_test.hpp>
#include <vector>

#include "crypto/jose.h"
#include "crypto/ssh_lines.h"
#include "support/refusals.h"

using base::ErrorCode;
using crypto::Algorithm;
using crypto::SshPublicKey;

namespace {

// Made by ssh-keygen, or of its parts; what it says of them stands beside them.
const std::string kEd25519 =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAokJiesQ3jTaOx1e/JYCk/BNIEt7kQNrz9sHlmzNo+3";
const std::string kP256 =
    "ecdsa-sha2-nistp256 "
    "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBL7FVgNcbkGlVq3E5nfjqka3c642cA2lRoYthuFx"
    "J2d1vNNgW2QxqV7aKFu9BEiGlbh/+zZJ7cs4adYSkZ7t0zc=";
const std::string kSkEd25519 =
    "sk-ssh-ed25519@openssh.com "
    "AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIAokJiesQ3jTaOx1e/JYCk/BNIEt7kQNrz9sHlmzNo+3AAAA"
    "BHNzaDo=";
const std::string kSkP256 =
    "sk-ecdsa-sha2-nistp256@openssh.com "
    "AAAAInNrLWVjZHNhLXNoYTItbmlzdHAyNTZAb3BlbnNzaC5jb20AAAAIbmlzdHAyNTYAAABBBL7FVgNcbkGlVq3E5nfj"
    "qka3c642cA2lRoYthuFxJ2d1vNNgW2QxqV7aKFu9BEiGlbh/+zZJ7cs4adYSkZ7t0zcAAAAEc3NoOg==";

struct Known {
  std::string line;
  const char* md5;
};

const Known kKnown[] = {
    {kEd25519, "34:06:a3:ac:cd:a9:6c:45:20:ac:da:be:17:1b:00:74"},
    {kP256, "89:a5:5d:c1:84:44:e5:09:97:f5:e4:60:0e:03:b9:1d"},
    {kSkEd25519, "6d:a8:f0:82:9d:bc:09:4f:f4:91:16:cf:38:6e:2b:10"},
    {kSkP256, "b6:df:57:f1:d2:60:54:f4:0e:9b:96:7a:40:fb:7b:b2"},
};

// A number of so many bytes, odd, with its highest bit set.
std::string modulus(std::size_t bytes) { return std::string(bytes - 1, '\xc5') + '\x01'; }

std::string rsa_line(const std::string& n, const std::string& e = {"\x01\x00\x01", 3}) {
  return ssh_line("ssh-rsa", {ssh_number(e), ssh_number(n)});
}

std::string p256_line(const std::string& point, const std::string& curve = "nistp256") {
  return ssh_line("ecdsa-sha2-nistp256", {ssh_text(curve), ssh_text(point)});
}

std::string point_of(const std::string& line) {
  return SshPublicKey::parse(line).blob().substr(39);
}

void refused(const std::vector<std::string>& lines) {
  for (const auto& line : lines) {
    BOOST_TEST(refuses(ErrorCode::invalid_argument, [&] { SshPublicKey::parse(line); }), line);
  }
}

void declined(const std::string& why, const std::vector<std::string>& lines) {
  for (const auto& line : lines) {
    const auto error = refusal_of([&] { SshPublicKey::parse(line); });
    BOOST_TEST_CONTEXT(line) {
      BOOST_REQUIRE(error);
      BOOST_TEST((error->code() == ErrorCode::unprocessable));
      BOOST_TEST(error->public_text() == why);
    }
  }
}

// It is refused as a key, or it is the key that its text now is; nothing else can happen.
bool is_refused_or_itself(const std::string& line) {
  try {
    const auto key = SshPublicKey::parse(line);
    return line.starts_with(key.type() + " " + padded_base64(key.blob()));
  } catch (const base::Error& error) {
    return error.code() == ErrorCode::invalid_argument || error.code() == ErrorCode::unprocessable;
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ssh_public_keys)

BOOST_AUTO_TEST_CASE(fingerprints_are_those_of_ssh_keygen) {
  for (const auto& known : kKnown) {
    const auto key = SshPublicKey::parse(known.line);
    BOOST_TEST(known.line.starts_with(key.type() + " "));
    BOOST_TEST(key.md5_fingerprint() == known.md5);
    BOOST_TEST(key.digest().size() == 64);
  }
}

BOOST_AUTO_TEST_CASE(keys_of_every_size_are_taken) {
  for (const auto algorithm : {Algorithm::rs256, Algorithm::es384, Algorithm::es512}) {
    BOOST_TEST(!refusal_of([&] { SshPublicKey::parse(ssh_line(make_key(algorithm))); }));
  }
  const std::string one_bit_less = '\x62' + modulus(255);  // of 2047 bits
  BOOST_TEST(!refusal_of([&] { SshPublicKey::parse(rsa_line(one_bit_less)); }));
  for (const auto bytes : {256U, 2048U}) {
    BOOST_TEST(!refusal_of([&] { SshPublicKey::parse(rsa_line(modulus(bytes))); }));
  }
}

BOOST_AUTO_TEST_CASE(what_stands_around_the_key_does_not_count_but_the_comment_is_kept) {
  const auto digest = SshPublicKey::parse(kEd25519).digest();
  for (const auto& line : {kEd25519 + "\n", kEd25519 + "\r\n", " \t\r\n" + kEd25519 + " \n\n"}) {
    const auto key = SshPublicKey::parse(line);
    BOOST_TEST(key.digest() == digest);
    BOOST_TEST(!key.comment());
  }
  const auto key =
      SshPublicKey::parse("ssh-ed25519\t" + kEd25519.substr(12) + "  J\xc3\xb6rg  at home \n");
  BOOST_TEST(key.digest() == digest);
  BOOST_TEST(key.comment().value() == "J\xc3\xb6rg  at home");
}

BOOST_AUTO_TEST_CASE(what_is_no_key_is_refused) {
  const auto base64 = kEd25519.substr(12);
  refused({"", "\n", "ssh-ed25519", "ssh-ed25519 ", base64, "somebody@example.org", "# comment",
           "ssh-ed25519 AAAA", "ssh-ed25519 " + base64.substr(0, 40), "ssh-ed25519 *" + base64,
           "ssh-ed25519 " + base64 + "=", "SSH-ED25519 " + base64, "ssh-ed448 " + base64,
           "ecdsa-sha2-nistp192 " + base64, "ssh-rsa " + base64, kEd25519.substr(4),
           std::string("ssh-ed25519\0 ", 13) + base64, std::string(1000000, 'A')});
}

BOOST_AUTO_TEST_CASE(a_blob_holds_the_key_of_its_type_and_nothing_else) {
  const auto x = point_of(kP256);
  const std::string key(SshPublicKey::parse(kEd25519).blob().substr(19));
  BOOST_TEST(!refusal_of([&] { SshPublicKey::parse(ssh_line("ssh-ed25519", {ssh_text(key)})); }));
  BOOST_TEST(!refusal_of([&] { SshPublicKey::parse(p256_line(x)); }));
  refused({ssh_line("ssh-ed25519", {ssh_text(key), "x"}),
           ssh_line("ssh-ed25519", {ssh_text(key), ssh_text("")}),
           ssh_line("ssh-ed25519", {ssh_text(key + "x")}),
           ssh_line("sk-ssh-ed25519@openssh.com", {ssh_text(key)}), "sk-" + kEd25519,
           "sk-ssh-ed25519@openssh.com " + kEd25519.substr(12),
           "ssh-ed25519 " + kSkEd25519.substr(27), p256_line(x, "nistp384"),
           p256_line(x, "nistp521")});
}

BOOST_AUTO_TEST_CASE(a_key_has_one_blob_only) {
  const auto point = point_of(kP256);
  const auto hybrid = static_cast<char>(6 + (point.back() & 1));
  const auto compressed = static_cast<char>(2 + (point.back() & 1));
  refused({p256_line(hybrid + point.substr(1)), p256_line(compressed + point.substr(1, 32)),
           p256_line(std::string(1, '\0')),
           ssh_line("ssh-rsa", {ssh_number({"\x01\x00\x01", 3}),
                                ssh_text(std::string(2, '\0') + modulus(256))}),
           ssh_line("ssh-rsa", {ssh_text({"\x00\x01\x00\x01", 4}), ssh_number(modulus(256))}),
           ssh_line("ssh-rsa", {ssh_number({"\x01\x00\x01", 3}), ssh_text(modulus(256))})});
}

BOOST_AUTO_TEST_CASE(points_that_are_not_on_their_curve_are_refused) {
  refused(
      {p256_line('\x04' + std::string(64, '\x01')), p256_line('\x04' + std::string(64, '\xff'))});
  const auto off_curve = '\x02' + std::string(31, '\0');
  const auto of_small_order = '\x01' + std::string(31, '\0');
  for (const auto& y : {off_curve, of_small_order}) {
    declined("The key is no point of its curve.", {ssh_line("ssh-ed25519", {ssh_text(y)})});
  }
}

BOOST_AUTO_TEST_CASE(weak_keys_are_refused_with_the_reason) {
  declined("The RSA key has less than 2048 bits.",
           {rsa_line(modulus(128)), rsa_line(modulus(255)), rsa_line('\x22' + modulus(255))});
  declined("The RSA key has more than 16384 bits.", {rsa_line('\x01' + modulus(2048))});
  declined("The RSA key's exponent is even, under 3 or over 64 bits.",
           {rsa_line(modulus(256), "\x01")});
  declined("keys of this type are too weak", {"ssh-dss AAAAB3NzaC1kc3M="});
}

BOOST_AUTO_TEST_CASE(what_is_more_than_a_key_is_refused_with_the_reason) {
  declined("options before the key are not taken",
           {"command=\"/bin/true\" " + kEd25519, "no-pty,command=\"a b\" " + kEd25519,
            "restrict  " + kP256, "x y z " + kSkP256 + " comment"});
  declined("it has several lines",
           {kEd25519 + "\n" + kP256, kEd25519 + " comment\rx", "\n# mine\n" + kEd25519,
            "ssh-ed25519\n" + kEd25519.substr(12)});
  declined("it is a certificate", {"ssh-ed25519-cert-v01@openssh.com AAAA"});
  declined("its comment has control characters",
           {kEd25519 + " a\x1b[2J", kEd25519 + " a\tb", kEd25519 + " \x7f", kEd25519 + " \xc2\x9b",
            kEd25519 + std::string(" a\0b", 4)});
  declined("its comment is not UTF-8", {kEd25519 + " \xff", kEd25519 + " J\xf6rg"});
  declined("it is a private key, which nobody but you should have; give the public one",
           {make_key(Algorithm::eddsa).private_text(),
            "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n"});
}

BOOST_AUTO_TEST_CASE(a_changed_line_is_refused_or_the_key_that_it_says) {
  auto lines = std::vector{rsa_line(modulus(256))};
  for (const auto& known : kKnown) lines.push_back(known.line);
  for (const auto& line : lines) {
    const auto key = SshPublicKey::parse(line);
    for (std::size_t i = 0; i < key.blob().size(); ++i) {
      for (const char change : {'\x01', '\x04', '\x80', '\xff'}) {
        auto blob = key.blob();
        blob[i] = static_cast<char>(blob[i] ^ change);
        BOOST_REQUIRE(is_refused_or_itself(key.type() + " " + padded_base64(blob)));
      }
      const auto cut = key.type() + " " + padded_base64(key.blob().substr(0, i));
      BOOST_REQUIRE(refusal_of([&] { SshPublicKey::parse(cut); }));
    }
    for (std::size_t i = 0; i < line.size(); ++i) {
      for (const char other : std::string_view(" \t\n\"=-A\0\x1b\xc2", 10)) {
        auto text = line;
        text[i] = other;
        BOOST_REQUIRE(text == line || other == '\t' || is_refused_or_itself(text));
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
