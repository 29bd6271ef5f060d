#include "store/mail_requests.h"

#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

using model::MailRequest;

constexpr auto kColumns =
    columns(field("id", &MailRequest::id), field("purpose", &MailRequest::purpose),
            field("address", &MailRequest::address),
            field<NullIfNothing<base::Id>>("account", &MailRequest::account),
            field<NullIfNothing<base::Id>>("challenge", &MailRequest::challenge),
            field("tries", &MailRequest::tries), field("mailed_at", &MailRequest::mailed_at),
            field("expires_at", &MailRequest::expires_at));

constexpr auto kInsert = kColumns.insert_into("mail_requests");

constexpr auto kFind = sql("select ", kColumns.names(), R"( from mail_requests
where id = :id and expires_at > :now)");

constexpr auto kLatest = sql("select ", kColumns.names(), R"( from mail_requests
where address = :address and purpose = :purpose and account = :account and expires_at > :now
order by id desc limit 1)");

constexpr auto kTry = "update mail_requests set tries = tries + 1 where id = :id and tries < :most";

constexpr auto kTries = R"(
select coalesce(sum(tries), 0) from mail_requests
where address = :address and purpose = :purpose and expires_at > :now)";

constexpr auto kMailed = R"(
select id from mail_requests
where address = :address and purpose = :purpose and mailed_at > :since limit 1)";

constexpr auto kAgain =
    "update mail_requests set mailed_at = :now where id = :id and mailed_at < :not_since";

constexpr auto kExpired = R"(
select id from mail_requests where expires_at <= :now order by expires_at, id limit :limit)";

constexpr auto kDropExpired = "delete from mail_requests where id = :id and expires_at <= :now";

}  // namespace

void MailRequests::insert(const MailRequest& request) {
  session_.statement(kInsert).with(kColumns, request).run();
}

std::optional<MailRequest> MailRequests::find(const base::Id& id, base::Time now) {
  return session_.statement(kFind).with("id", id).with("now", now).first<MailRequest>(kColumns);
}

std::optional<MailRequest> MailRequests::latest(const base::Id& account, const std::string& address,
                                                const std::string& purpose, base::Time now) {
  return session_.statement(kLatest)
      .with("account", account)
      .with("address", address)
      .with("purpose", purpose)
      .with("now", now)
      .first<MailRequest>(kColumns);
}

bool MailRequests::count_try(const base::Id& id, int most) {
  return session_.statement(kTry).with("id", id).with("most", most).run() == 1;
}

long MailRequests::tries_for(const std::string& address, const std::string& purpose,
                             base::Time now) {
  return session_.statement(kTries)
      .with("address", address)
      .with("purpose", purpose)
      .with("now", now)
      .value<long>()
      .value_or(0);
}

bool MailRequests::was_mailed(const std::string& address, const std::string& purpose,
                              base::Time since) {
  return session_.statement(kMailed)
      .with("address", address)
      .with("purpose", purpose)
      .with("since", since)
      .value<base::Id>()
      .has_value();
}

bool MailRequests::mail_again(const base::Id& id, base::Time now, base::Time not_since) {
  return session_.statement(kAgain)
             .with("id", id)
             .with("now", now)
             .with("not_since", not_since)
             .run() == 1;
}

int MailRequests::purge_expired(base::Time now, int limit) {
  return store::purge_expired(session_, kExpired, kDropExpired, now, limit);
}

}  // namespace store
