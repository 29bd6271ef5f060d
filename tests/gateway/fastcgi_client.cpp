#include "gateway/fastcgi_client.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace fcgi {
namespace {

constexpr std::size_t kMostContent = 65'528;
constexpr int kDeadlineMillis = 15'000;

void append_length(std::string& out, std::size_t length) {
  if (length < 128) {
    out += static_cast<char>(length);
    return;
  }
  for (const int shift : {24, 16, 8, 0}) {
    out += static_cast<char>((length >> shift & 0xff) | (shift == 24 ? 0x80 : 0));
  }
}

std::string stream(int type, std::string_view content) {
  std::string out;
  for (; !content.empty(); content.remove_prefix(std::min(content.size(), kMostContent))) {
    out += record(type, content.substr(0, kMostContent));
  }
  return out + record(type, {});
}

void split(Answer& answer, const std::string& output) {
  const auto border = output.find("\r\n\r\n");
  if (border == std::string::npos) return;
  answer.headers = output.substr(0, border + 2);
  answer.body = output.substr(border + 4);
  if (answer.headers.starts_with("Status: ")) answer.status = std::atoi(&answer.headers[8]);
}

}  // namespace

std::string record(int type, std::string_view content, int id, int padding) {
  std::string out{1,
                  static_cast<char>(type),
                  static_cast<char>(id >> 8),
                  static_cast<char>(id),
                  static_cast<char>(content.size() >> 8),
                  static_cast<char>(content.size()),
                  static_cast<char>(padding),
                  0};
  out.append(content);
  return out.append(static_cast<std::size_t>(padding), '\0');
}

std::string begin(bool keep, int role, int id) {
  return record(begin_request,
                std::string{static_cast<char>(role >> 8), static_cast<char>(role),
                            static_cast<char>(keep), 0, 0, 0, 0, 0},
                id);
}

std::string encode(const Pairs& pairs) {
  std::string out;
  for (const auto& [name, value] : pairs) {
    append_length(out, name.size());
    append_length(out, value.size());
    out += name + value;
  }
  return out;
}

std::string header(const Pairs& pairs) { return stream(params, encode(pairs)); }
std::string body(std::string_view content) { return stream(in, content); }

Pairs get(const std::string& uri, const Pairs& more) {
  Pairs pairs{{"REQUEST_METHOD", "GET"}, {"REQUEST_URI", uri}, {"REMOTE_ADDR", "192.0.2.1"}};
  pairs.insert(pairs.end(), more.begin(), more.end());
  return pairs;
}

Pairs post(const std::string& uri, std::string_view content, const Pairs& more) {
  auto pairs = get(uri, {{"CONTENT_LENGTH", std::to_string(content.size())}});
  pairs.front().second = "POST";
  pairs.insert(pairs.end(), more.begin(), more.end());
  return pairs;
}

std::string whole(const Pairs& pairs, std::string_view content, bool keep) {
  return begin(keep) + header(pairs) + body(content);
}

Client::Client(const std::string& socket_path)
    : fd_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  socket_path.copy(address.sun_path, sizeof address.sun_path - 1);
  if (connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    const auto reason = std::string("no connection: ") + strerror(errno);
    close(fd_);
    throw std::runtime_error(reason);
  }
}

Client::~Client() {
  if (fd_ >= 0) close(fd_);
}

Client::Client(Client&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    pollfd state{fd_, POLLOUT, 0};
    if (poll(&state, 1, kDeadlineMillis) != 1) return false;
    const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN) return false;
    if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void Client::finish_sending() { shutdown(fd_, SHUT_WR); }

std::string Client::read_raw(std::size_t size) {
  std::string out;
  while (out.size() < size) {
    pollfd state{fd_, POLLIN, 0};
    if (poll(&state, 1, kDeadlineMillis) != 1) break;
    std::string buffer(size - out.size(), '\0');
    const auto got = recv(fd_, buffer.data(), buffer.size(), 0);
    if (got <= 0) break;
    out.append(buffer, 0, static_cast<std::size_t>(got));
  }
  return out;
}

Answer Client::receive() {
  Answer answer;
  std::string output;
  while (!answer.ended) {
    const auto head = read_raw(8);
    if (head.size() < 8) break;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(head[i]); };
    const std::size_t length = std::size_t{byte(4)} << 8 | byte(5);
    const auto content = read_raw(length + byte(6)).substr(0, length);
    if (byte(1) == out) output += content;
    answer.ended = byte(1) == end_request && content == std::string(8, '\0');
    if (byte(1) == end_request) break;
  }
  split(answer, output);
  return answer;
}

bool Client::closed_within(std::chrono::milliseconds time) {
  pollfd state{fd_, POLLIN, 0};
  if (poll(&state, 1, static_cast<int>(time.count())) != 1) return false;
  char byte = 0;
  return recv(fd_, &byte, 1, MSG_PEEK) <= 0;
}

bool Client::hung_up_within(std::chrono::milliseconds time) {
  pollfd state{fd_, 0, 0};
  return poll(&state, 1, static_cast<int>(time.count())) == 1 && (state.revents & POLLHUP) != 0;
}

}  // namespace fcgi
