#include "accounts/webhooks/callback_url.h"

#include <algorithm>
#include <string>

#include "base/addresses.h"
#include "base/text.h"
#include "base/url.h"
#include "model/webhook.h"

namespace accounts {
namespace {

constexpr int kHttp = 80;
constexpr int kHttps = 443;
constexpr int kFirstOfUsers = 1024;

constexpr auto kNoUrl = "webhook.url_malformed";

bool is_url_character(char c) {
  return c > ' ' && c < '\x7f' && std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos;
}

/// Not one of another service, at which our call might be taken for a command.
bool is_web_port(std::string_view text) {
  const auto port = base::port_number(text);
  return port && (port == kHttp || port == kHttps || port >= kFirstOfUsers);
}

bool is_private(std::string_view literal) {
  auto host = base::ascii_lower(literal);
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  if (host.ends_with('.')) host.pop_back();
  return host == "localhost" || host.ends_with(".localhost") ||
         !base::is_public_literal(host).value_or(true);
}

}  // namespace

const char* callback_url_fault(std::string_view text, bool allow_private) {
  if (text.size() > model::kLongestWebhookUrl) return "webhook.url_too_long";
  const auto url = base::Url::parse(text);
  if (!url || !base::is_web(*url)) return kNoUrl;
  if (!std::all_of(text.begin(), text.end(), is_url_character)) return kNoUrl;
  const auto& [user, host, port] = *url->authority;
  if (user) return "webhook.url_user";
  if (!base::is_host(host)) return kNoUrl;
  if (port && !is_web_port(*port)) return "webhook.url_port";
  if (!allow_private && is_private(host)) return "webhook.url_private";
  return nullptr;
}

}  // namespace accounts
