#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The web server's side of FastCGI 1.0, byte by byte, so that a test can also send what no web
/// server would.
namespace fcgi {

using Pairs = std::vector<std::pair<std::string, std::string>>;

enum Type {
  begin_request = 1,
  abort_request = 2,
  end_request = 3,
  params = 4,
  in = 5,
  out = 6,
  get_values = 9,
  get_values_result = 10,
  unknown_type = 11
};

constexpr bool kKeep = true;

/// One record with request id 1 unless told otherwise.
std::string record(int type, std::string_view content, int id = 1, int padding = 0);
std::string begin(bool keep = false, int role = 1, int id = 1);
std::string encode(const Pairs& pairs);
/// FCGI_PARAMS with these variables, and its end.
std::string header(const Pairs& pairs);
/// FCGI_STDIN with this content, and its end.
std::string body(std::string_view content);

Pairs get(const std::string& uri, const Pairs& more = {});
/// With a CONTENT_LENGTH that fits.
Pairs post(const std::string& uri, std::string_view content, const Pairs& more = {});
std::string whole(const Pairs& pairs, std::string_view content = {}, bool keep = false);

struct Answer {
  int status = 0;  ///< 0: there was none
  std::string headers;
  std::string body;
  bool ended = false;  ///< FCGI_END_REQUEST came, with REQUEST_COMPLETE
};

class Client {
 public:
  explicit Client(const std::string& socket_path);
  explicit Client(int connected) : fd_(connected) {}
  ~Client();
  Client(Client&& other) noexcept;
  Client& operator=(Client&&) = delete;

  /// False when the other side takes no more.
  bool send(std::string_view bytes);
  void finish_sending();

  /// Reads up to FCGI_END_REQUEST, the end of the connection, or the deadline.
  Answer receive();
  Answer ask(std::string_view bytes) {
    send(bytes);
    return receive();
  }
  /// Reads `size` raw bytes; fewer at the end of the connection or after the deadline.
  std::string read_raw(std::size_t size);
  /// Whether the other side has closed, or does so within the time.
  bool closed_within(std::chrono::milliseconds time);
  /// The same, whatever there is still to read; of a unix socket.
  bool hung_up_within(std::chrono::milliseconds time);

 private:
  int fd_;
};

}  // namespace fcgi
