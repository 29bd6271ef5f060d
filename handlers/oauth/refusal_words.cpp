#include "oauth/refusal_words.h"

#include "refusal_row.h"
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
  const auto* row = row_of(kRows, refusal);
  return std::string(row == nullptr ? router::public_text_of(refusal) : row->words);
}

}  // namespace oauth_api
