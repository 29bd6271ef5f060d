#include "courier/jwks_fetch.h"

#include <unistd.h>

#include <array>

#include "base/addresses.h"
#include "base/error.h"
#include "confined/task.h"
#include "courier/curl.h"

namespace courier {
namespace {

using std::chrono::seconds;

constexpr std::size_t kMost = 256 * 1024;
constexpr int kOk = 200;

// A fetch under way.
struct Fetch {
  std::string body = {};
  bool too_long = false;
  bool refused = false;  // whether the address was refused
  std::array<char, CURL_ERROR_SIZE> error = {};
};

[[noreturn]] void refuse(std::string why) {
  throw base::Error(base::ErrorCode::unavailable, {std::move(why)});
}

std::size_t take(char* data, std::size_t size, std::size_t count, void* user) {
  auto& fetch = *static_cast<Fetch*>(user);
  const auto length = size * count;
  fetch.too_long = fetch.body.size() + length > kMost;
  if (fetch.too_long) return 0;
  fetch.body.append(data, length);
  return length;
}

// Called with the address after the name look-up, before connecting.
curl_socket_t open_public(void* user, curlsocktype, curl_sockaddr* address) {
  if (!base::is_public(address->addr)) {
    static_cast<Fetch*>(user)->refused = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

void set_limits(CURL* easy, const JwksFetch::Settings& settings, Fetch& fetch) {
  set(easy, CURLOPT_PROTOCOLS_STR, settings.allow_private ? "http,https" : "https");
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  set(easy, CURLOPT_PROXY, "");
  set(easy, CURLOPT_NOSIGNAL, 1L);
  const auto timeout = std::chrono::milliseconds(settings.timeout).count();
  set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(timeout));
  set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout));
  set(easy, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
  set_authorities(easy, settings.ca_file);
  if (settings.allow_private) return;
  set(easy, CURLOPT_OPENSOCKETFUNCTION, &open_public);
  set(easy, CURLOPT_OPENSOCKETDATA, &fetch);
}

void set_exchange(CURL* easy, const std::string& url, const curl_slist* headers, Fetch& fetch) {
  set(easy, CURLOPT_URL, url.c_str());
  set(easy, CURLOPT_HTTPHEADER, headers);
  set(easy, CURLOPT_USERAGENT, "doorward");
  set(easy, CURLOPT_WRITEFUNCTION, &take);
  set(easy, CURLOPT_WRITEDATA, &fetch);
  set(easy, CURLOPT_ERRORBUFFER, fetch.error.data());
}

[[noreturn]] void explain(CURLcode result, const Fetch& fetch) {
  if (fetch.too_long) refuse("The identity provider answers with more than 256 KiB.");
  if (fetch.refused) refuse("The identity provider is at an address that is not public.");
  const bool said = fetch.error[0] != '\0';
  refuse(std::string("The identity provider cannot be asked: ") +
         (said ? fetch.error.data() : Curl::library().easy_strerror(result)) + ".");
}

void require_ok(CURL* easy) {
  const int status = status_of(easy);
  if (status == kOk) return;
  refuse("The identity provider answers with status " + std::to_string(status) + ".");
}

}  // namespace

std::string JwksFetch::operator()(const std::string& url) const {
  const auto easy = make_easy();
  List headers;
  append(headers, "Accept: application/jwk-set+json, application/json");
  Fetch fetch;
  set_limits(easy.get(), settings_, fetch);
  set_exchange(easy.get(), url, headers.get(), fetch);
  const auto result = Curl::library().easy_perform(easy.get());
  if (result != CURLE_OK) explain(result, fetch);
  require_ok(easy.get());
  return std::move(fetch.body);
}

std::string JwksFetch::apart(const std::string& url, base::Waiting& waiting) const {
  Curl::library();  // loaded once, here
  const confined::Limits limits{.cpu = seconds{2},
                                .wall = settings_.timeout + seconds{1},
                                .sandbox = {.calls = confined::Sandbox::Calls::serving,
                                            .readable = {settings_.ca_file},
                                            .ports = std::nullopt}};
  const auto work = [&] { return confined::Fields{(*this)(url)}; };
  const auto result = confined::run(work, limits, waiting);
  if (result.end == confined::End::done && result.fields.size() == 1) return result.fields.front();
  refuse("The identity provider cannot be asked: it takes too long.");
}

}  // namespace courier
