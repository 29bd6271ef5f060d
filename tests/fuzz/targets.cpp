#include "fuzz/targets.h"

#include <algorithm>

#include "base/error.h"

namespace fuzz {
namespace {

constexpr Target kTargets[] = {
    {"records", of_gateway::records},
    {"variables", of_gateway::variables},
    {"path", of_gateway::path},
    {"query", of_gateway::query},
    {"multipart", of_gateway::multipart},
    {"cookies", of_gateway::cookies},
    {"opaque_token", of_crypto::opaque_token},
    {"jws", of_crypto::jws},
    {"jwks", of_crypto::jwks},
    {"public_key", of_crypto::public_key},
    {"ssh_key", of_crypto::ssh_key},
    {"private_key", of_crypto::private_key},
    {"armour", of_openpgp::armour},
    {"packets", of_openpgp::packets},
    {"json", of_texts::json_text},
    {"url", of_texts::url},
    {"mail_address", of_texts::mail_address},
    {"http_date", of_texts::http_date},
    {"encodings", of_texts::encodings},
    {"username", of_texts::username},
    {"scope", of_texts::scope},
    {"skylink", of_texts::skylink},
    {"browser", of_texts::browser},
    {"languages", of_texts::languages},
    {"configuration", of_texts::configuration},
    {"cell", of_texts::cell},
};

}  // namespace

std::span<const Target> targets() { return kTargets; }

const Target* find(std::string_view name) {
  const auto* const found = std::find_if(std::begin(kTargets), std::end(kTargets),
                                         [&](const Target& each) { return each.name == name; });
  return found == std::end(kTargets) ? nullptr : found;
}

void try_on(const Target& target, std::string_view bytes) try {
  target.read(bytes);
} catch (const base::Error&) {
}

}  // namespace fuzz
