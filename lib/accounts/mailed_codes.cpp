#include "accounts/mailed_codes.h"

#include "accounts/context.h"
#include "accounts/origin.h"
#include "base/error.h"
#include "store/mail_requests.h"

namespace accounts {
namespace {

using base::ErrorCode;

constexpr std::chrono::hours kCounted{24};
constexpr int kMostForAMail = 5;
constexpr long kMostForAnAddress = 20;
constexpr std::size_t kDigits = 6;

// As people type what they read: "123 456", "123-456".
std::string digits_in(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c != ' ' && c != '-' && c != '\t') digits += c;
  }
  return digits;
}

bool is_code(const std::string& text) {
  return text.size() == kDigits && text.find_first_not_of("0123456789") == text.npos;
}

base::Error wrong_code() {
  return base::Error(ErrorCode::unauthorized, {"This is not the code of the mail."})
      .about("code")
      .under("code.wrong");
}

base::Error too_many_codes() {
  return base::Error(ErrorCode::invalid_argument, {"Too many codes were typed; open the link."})
      .about("code")
      .under("code.used_up");
}

}  // namespace

std::string MailedCodes::await(store::Session& session, const Wanted& wanted) {
  const auto now = context_.clock.now();
  const auto id = base::Id::make(now, context_.entropy);
  store::MailRequests(session).insert({.id = id,
                                       .purpose = wanted.purpose.name,
                                       .address = wanted.address,
                                       .account = wanted.account,
                                       .challenge = wanted.challenge,
                                       .mailed_at = wanted.is_mailed ? now : base::Time{},
                                       .expires_at = now + kCounted});
  return context_.tokens.mint(crypto::TokenKind::waiting, id);
}

model::MailRequest MailedCodes::find(std::string_view kept, const Purpose& purpose,
                                     const Origin& origin) {
  const auto id = context_.tokens.check(crypto::TokenKind::waiting, kept);
  if (!id) challenges_.refuse(origin);
  auto found = context_.database.read([&](store::Session& session) {
    return store::MailRequests(session).find(*id, context_.clock.now());
  });
  if (!found || found->purpose != purpose.name) challenges_.refuse(origin);
  return *std::move(found);
}

std::string MailedCodes::token_for(std::string_view kept, std::string_view code,
                                   const Purpose& purpose, const Origin& origin) {
  const auto request = find(kept, purpose, origin);
  const auto digits = digits_in(code);
  if (!is_code(digits)) throw wrong_code();
  if (!count_try(request)) throw too_many_codes();
  const bool was_sent = !request.challenge.is_nil();
  const auto& coded = was_sent ? request.challenge : request.id;  // takes as long
  if (context_.tokens.is_code(coded, digits) && was_sent) {
    return context_.tokens.mint(crypto::TokenKind::challenge, request.challenge);
  }
  gate_.count_failure(origin.address);
  throw wrong_code();
}

// Before it is compared, so that of many who type at once no more are answered.
bool MailedCodes::count_try(const model::MailRequest& request) {
  return context_.database.transaction([&](store::Session& session) {
    store::MailRequests requests(session);
    const auto so_far = requests.tries_for(request.address, request.purpose, context_.clock.now());
    return so_far < kMostForAnAddress && requests.count_try(request.id, kMostForAMail);
  });
}

}  // namespace accounts
