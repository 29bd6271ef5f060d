#include "commands/operator_words.h"

#include "base/credentials.h"

namespace {

std::string all_words(const base::Error& error) {
  const auto& text = error.public_text();
  const auto& cause = error.private_detail();
  if (cause.empty()) return text.empty() ? error.what() : text;
  const bool puts_off = text.empty() || error.retry_after();
  return puts_off ? cause : text + " (" + cause + ")";
}

}  // namespace

std::string words_for_operator(const base::Error& error) {
  return base::without_credentials(all_words(error));
}
