#pragma once

#include <span>
#include <string_view>

/// Readers of what strangers send, as they are tried with bytes of any kind: by the corpus and its
/// mutations every day, by libFuzzer when somebody asks for it.
namespace fuzz {

/// May refuse what it reads by a base::Error, and by nothing else.
using Read = void (*)(std::string_view bytes);

struct Target {
  std::string_view name;  ///< of its folder of seeds in corpus/, too
  Read read;
};

/// All of them; nullptr for a name that none has.
std::span<const Target> targets();
const Target* find(std::string_view name);

/// Reads, and takes a refusal for an answer.
void try_on(const Target& target, std::string_view bytes);

// By the folder of lib/ whose readers they are.
namespace of_gateway {
void records(std::string_view bytes);
void variables(std::string_view bytes);
void path(std::string_view bytes);
void query(std::string_view bytes);
void multipart(std::string_view bytes);
void cookies(std::string_view bytes);
}  // namespace of_gateway

namespace of_crypto {
void opaque_token(std::string_view bytes);
void jws(std::string_view bytes);
void jwks(std::string_view bytes);
void public_key(std::string_view bytes);
void ssh_key(std::string_view bytes);
void private_key(std::string_view bytes);
}  // namespace of_crypto

namespace of_openpgp {
void armour(std::string_view bytes);
void packets(std::string_view bytes);
}  // namespace of_openpgp

namespace of_texts {
void json_text(std::string_view bytes);
void url(std::string_view bytes);
void mail_address(std::string_view bytes);
void http_date(std::string_view bytes);
void encodings(std::string_view bytes);
void username(std::string_view bytes);
void scope(std::string_view bytes);
void skylink(std::string_view bytes);
void browser(std::string_view bytes);
void languages(std::string_view bytes);
void configuration(std::string_view bytes);
void cell(std::string_view bytes);
}  // namespace of_texts

}  // namespace fuzz
