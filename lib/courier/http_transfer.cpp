#include "courier/http_transfer.h"

#include <netinet/in.h>
#include <unistd.h>

#include <cstring>
#include <string_view>

#include "base/addresses.h"
#include "base/text.h"

namespace courier {
namespace {

constexpr std::size_t kMostBody = 64 * 1024;
constexpr std::size_t kMostHeaders = 16 * 1024;

constexpr int kHttp = 80;
constexpr int kHttps = 443;
constexpr int kFirstOfUsers = 1024;

int port_of(const sockaddr& address) {
  // The port is at the same place in both kinds of address.
  sockaddr_in v4{};
  std::memcpy(&v4, &address, sizeof v4);
  return ntohs(v4.sin_port);
}

// Whether web servers use the port, rather than mail servers, shells or databases.
bool is_web_port(int port) { return port == kHttp || port == kHttps || port >= kFirstOfUsers; }

std::string seconds_of(std::chrono::milliseconds time) {
  const auto seconds = time.count() / 1000;
  return std::to_string(seconds) + (seconds == 1 ? " second" : " seconds");
}

}  // namespace

HttpTransfer::HttpTransfer(HttpCall call, const HttpCalls::Settings& settings)
    : call_(std::move(call)), settings_(settings), easy_(make_easy()) {
  set_headers();
  set_limits();
  auto* easy = handle();
  set(easy, CURLOPT_URL, call_.url.c_str());
  set(easy, CURLOPT_POST, 1L);
  set(easy, CURLOPT_POSTFIELDS, call_.body.c_str());
  set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call_.body.size()));
  set(easy, CURLOPT_HTTPHEADER, headers_.get());
  set(easy, CURLOPT_USERAGENT, "doorward");
  set(easy, CURLOPT_PRIVATE, this);
  set(easy, CURLOPT_WRITEFUNCTION, &take_body);
  set(easy, CURLOPT_WRITEDATA, this);
  set(easy, CURLOPT_HEADERFUNCTION, &take_header);
  set(easy, CURLOPT_HEADERDATA, this);
  set(easy, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
  set(easy, CURLOPT_OPENSOCKETDATA, this);
}

void HttpTransfer::set_headers() {
  for (const auto& line : call_.headers) append(headers_, line);
  append(headers_, "Accept: */*");
  append(headers_, "Expect:");  // no waiting for "100 Continue"
}

void HttpTransfer::set_limits() {
  auto* easy = handle();
  const auto timeout = static_cast<long>(settings_.timeout.count());
  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  set(easy, CURLOPT_PROXY, "");
  set(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(easy, CURLOPT_NOSIGNAL, 1L);
  set(easy, CURLOPT_CONNECTTIMEOUT_MS, timeout);
  set(easy, CURLOPT_TIMEOUT_MS, timeout);
  // Abandons a name look-up that hangs, since waiting for it would delay every other call.
  set(easy, CURLOPT_QUICK_EXIT, 1L);
  set(easy, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
  set_authorities(easy, settings_.ca_file);
}

std::size_t HttpTransfer::take_body(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<HttpTransfer*>(user);
  const auto length = size * count;
  const auto room = kMostBody - transfer.got_body_.size();
  transfer.got_body_.append(data, std::min(length, room));
  transfer.enough_ = length > room;
  return transfer.enough_ ? 0 : length;
}

// A further status line begins the headers of the real answer: what came before was "100 Continue".
std::size_t HttpTransfer::take_header(char* data, std::size_t size, std::size_t count, void* user) {
  auto& headers = static_cast<HttpTransfer*>(user)->got_headers_;
  const auto length = size * count;
  auto line = std::string_view(data, length);
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  if (line.starts_with("HTTP/")) {
    headers.clear();
  } else if (!line.empty() && headers.size() + line.size() < kMostHeaders) {
    headers.append(headers.empty() ? "" : "\n").append(line);
  }
  return length;
}

// Called with the address after the name look-up, before connecting.
curl_socket_t HttpTransfer::open_socket(void* user, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<HttpTransfer*>(user);
  const bool allowed = transfer.settings_.allow_private || base::is_public(address->addr);
  if (!allowed || !is_web_port(port_of(address->addr))) {
    transfer.refused_ = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

HttpAnswer HttpTransfer::answer(CURLcode result) const {
  if (result == CURLE_OK || (result == CURLE_WRITE_ERROR && enough_)) return answered();
  HttpAnswer answer;
  if (result == CURLE_OPERATION_TIMEDOUT) {
    answer.kind = HttpAnswer::Kind::timed_out;
    answer.reason = "There was no answer: timed out after " + seconds_of(settings_.timeout) + ".";
  } else if (refused_) {
    answer.reason = "The receiver's address or port may not be called.";
  } else {
    answer.reason =
        std::string("There was no answer: ") + Curl::library().easy_strerror(result) + ".";
  }
  return answer;
}

HttpAnswer HttpTransfer::answered() const {
  HttpAnswer answer{.kind = HttpAnswer::Kind::answered,
                    .status = status_of(handle()),
                    .headers = got_headers_,
                    .body = got_body_,
                    .reason = {}};
  curl_off_t seconds = 0;
  Curl::library().easy_getinfo(handle(), CURLINFO_RETRY_AFTER, &seconds);
  if (seconds > 0) answer.retry_after = std::chrono::seconds(seconds);
  return answer;
}

}  // namespace courier
