#include "oauth/refusal_words.h"

#include <algorithm>

#include "router/error_response.h"

namespace oauth_api {

namespace {

struct Row {
  std::string_view rule;
  std::string_view words;
};

constexpr Row kRows[] = {
    {"signature.date_not_covered", "request verification failed due to: CHALLENGE_NOT_SATISFIED"},
    {"signature.stale", "request verification failed due to: EXPIRED_DATE_HEADER"},
    {"signature.unknown_key", "request verification failed due to: KEY_NOT_FOUND"},
    {"signature.wrong", "request verification failed due to: FAILED_KEY_VERIFY"},
};

}  // namespace

std::string words_of(const base::Error& refusal) {
  const auto rule = refusal.rule();
  const auto* found = std::find_if(std::begin(kRows), std::end(kRows),
                                   [&](const Row& row) { return row.rule == rule; });
  return std::string(found == std::end(kRows) ? router::public_text_of(refusal) : found->words);
}

}  // namespace oauth_api
