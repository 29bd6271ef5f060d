#include "pages/caught_mails.h"

#include <algorithm>

#include "base/addresses.h"
#include "courier/caught_mails.h"
#include "gateway/forwarded.h"
#include "pages/fields.h"
#include "pages/strays.h"

namespace pages {

using courier::ReadMail;
using gateway::Method;
using gateway::Request;
using gateway::Response;
using guards::Access;
using router::Call;
using templates::Value;

namespace {

constexpr std::size_t kMost = 50;

bool comes_from_this_machine(const Request& request) {
  return base::is_this_machine(request.client_address) && base::is_this_machine(request.host) &&
         !gateway::says_forwarded(request.headers);
}

/// Where in the text the next link of ours begins; npos when there is none.
std::size_t find_link(std::string_view text, const std::vector<std::string>& links) {
  auto first = text.npos;
  for (const auto& link : links) first = std::min(first, text.find(link));
  return first;
}

/// The text in pieces: "text", or "link" that can be clicked.
Value::List pieces_of(std::string_view text, const std::vector<std::string>& links) {
  Value::List pieces;
  while (!text.empty()) {
    const auto begin = std::min(find_link(text, links), text.size());
    if (begin > 0) pieces.push_back({{"text", std::string(text.substr(0, begin))}});
    text.remove_prefix(begin);
    const auto end = std::min(text.find_first_of(" \t\n<>\"'"), text.size());
    if (end > 0) pieces.push_back({{"link", std::string(text.substr(0, end))}});
    text.remove_prefix(end);
  }
  return pieces;
}

Value::List shown(const std::vector<ReadMail>& mails, const std::vector<std::string>& links) {
  Value::List list;
  for (const auto& mail : mails) {
    list.push_back({{"recipient", mail.recipient},
                    {"subject", mail.subject},
                    {"date", mail.date},
                    {"pieces", pieces_of(mail.text, links)},
                    {"has_html", !mail.html.empty()},
                    {"html", mail.html}});
  }
  return list;
}

std::string as_text(const std::vector<ReadMail>& mails) {
  std::string text;
  for (const auto& mail : mails) {
    if (!text.empty()) text += "\n" + std::string(72, '-') + "\n\n";
    text += "Date: " + mail.date + "\nTo: " + mail.recipient + "\nSubject: " + mail.subject +
            "\n\n" + mail.text;
  }
  return text;
}

}  // namespace

void CaughtMails::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/mails", Access::anyone, &CaughtMails::list}});
}

Response CaughtMails::list(const Call& call) {
  const auto& request = call.request;
  if (!comes_from_this_machine(request)) {
    const auto nothing =
        base::Error(base::ErrorCode::not_found, {"There is nothing at this address."})
            .under("mails.other_machine");
    return refused(show_stray(site_.renderer, nothing, request, call.request_id), nothing);
  }
  auto mails = courier::caught_mails(directory_, kMost);
  const auto recipient = text_of(request.query, "to");
  std::erase_if(mails, [&](const ReadMail& mail) {
    return !recipient.empty() && mail.recipient != recipient;
  });
  if (!is_browser(request)) return Response::text(as_text(mails));
  return site_.renderer.show(request, "mails",
                             {{"any", !mails.empty()}, {"mails", shown(mails, links_)}});
}

}  // namespace pages
