#include "courier/mail_token.h"

#include <algorithm>
#include <optional>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "base/url.h"
#include "courier/curl.h"
#include "json/json.h"

namespace courier {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr std::size_t kLongest = 64 * 1024;  // of a token and of an answer
constexpr std::int64_t kUsualLife = 3600;    // seconds, when the provider does not say
constexpr std::int64_t kLongestLife = 86400;
constexpr seconds kToSpare{60};
constexpr int kOk = 200;
constexpr int kServerErrors = 500;
constexpr int kTooMany = 429;
constexpr std::size_t kLongestReason = 64;

[[noreturn]] void refuse(std::string why) {
  throw base::Error(base::ErrorCode::invalid_argument, {std::move(why)});
}

[[noreturn]] void put_off(std::string why) {
  throw base::Error(base::ErrorCode::unavailable, {std::move(why)});
}

bool is_token(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

std::string token_in(const std::string& file) {
  const auto text = base::read_file(file, kLongest);
  if (!text) refuse("There is no mail.token_file that can be read.");
  const auto end = text->find_last_not_of(" \t\r\n");
  auto token = text->substr(0, end == text->npos ? 0 : end + 1);
  if (!is_token(token)) refuse("What is in mail.token_file is no access token.");
  return token;
}

struct Answer {
  int status = 0;
  std::string body = {};
};

std::size_t take(char* data, std::size_t size, std::size_t count, void* user) {
  auto& body = static_cast<Answer*>(user)->body;
  const auto length = size * count;
  if (body.size() + length > kLongest) return 0;
  body.append(data, length);
  return length;
}

std::string form_of(const MailToken::Settings& settings) {
  std::string form = "?";
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) base::add_parameter(form, name, value);
  };
  const bool refreshes = !settings.refresh_token.empty();
  add("grant_type", refreshes ? "refresh_token" : "client_credentials");
  add("client_id", settings.client_id);
  add("client_secret", settings.client_secret);
  add("refresh_token", settings.refresh_token);
  add("scope", settings.scope);
  return form.substr(form.find_first_not_of("?&"));
}

Answer post(const MailToken::Settings& settings) {
  const auto easy = make_easy();
  const auto form = form_of(settings);
  Answer answer;
  set(easy.get(), CURLOPT_URL, settings.url.c_str());
  set(easy.get(), CURLOPT_PROTOCOLS_STR, "http,https");  // config/validate.cpp says which
  set(easy.get(), CURLOPT_FOLLOWLOCATION, 0L);
  set(easy.get(), CURLOPT_PROXY, "");
  set(easy.get(), CURLOPT_NOSIGNAL, 1L);
  set(easy.get(), CURLOPT_TIMEOUT_MS,
      static_cast<long>(std::chrono::milliseconds(settings.timeout).count()));
  set(easy.get(), CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
  set_authorities(easy.get(), settings.ca_file);
  set(easy.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(form.size()));
  set(easy.get(), CURLOPT_POSTFIELDS, form.c_str());
  set(easy.get(), CURLOPT_USERAGENT, "doorward");
  set(easy.get(), CURLOPT_WRITEFUNCTION, &take);
  set(easy.get(), CURLOPT_WRITEDATA, &answer);
  const auto result = Curl::library().easy_perform(easy.get());
  if (result != CURLE_OK) {
    put_off(std::string("No token for the mail server: ") + Curl::library().easy_strerror(result));
  }
  answer.status = status_of(easy.get());
  return answer;
}

std::optional<json::Value> object_in(const std::string& body) try {
  return json::parse_object(body);
} catch (const base::Error&) {
  return std::nullopt;
}

// The "error" of RFC 6749 section 5.2, which is a word and no secret.
std::string reason_in(const std::optional<json::Value>& answer) {
  const auto error = answer ? json::text_member(*answer, "error") : std::nullopt;
  return error && is_token(*error) && error->size() <= kLongestReason ? " " + std::string(*error)
                                                                      : "";
}

}  // namespace

std::string MailToken::get() {
  if (!settings_.file.empty()) return token_in(settings_.file);
  const std::lock_guard lock(mutex_);
  if (token_.empty() || steady_clock::now() >= good_until_) token_ = ask();
  return token_;
}

void MailToken::forget() {
  const std::lock_guard lock(mutex_);
  token_.clear();
}

std::string MailToken::ask() {
  const auto answer = post(settings_);
  const auto object = object_in(answer.body);
  if (answer.status != kOk) {
    const bool passing = answer.status >= kServerErrors || answer.status == kTooMany;
    const auto words = "No token for the mail server: mail.token_url answers " +
                       std::to_string(answer.status) + reason_in(object);
    passing ? put_off(words) : refuse(words);
  }
  const auto token = object ? json::text_member(*object, "access_token") : std::nullopt;
  if (!token || !is_token(*token)) refuse("What mail.token_url answers has no access token.");
  const auto life = std::clamp<std::int64_t>(
      json::integer_member(*object, "expires_in").value_or(kUsualLife), 0, kLongestLife);
  good_until_ = steady_clock::now() + seconds(life) - kToSpare;
  return std::string(*token);
}

}  // namespace courier
