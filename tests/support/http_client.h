#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// One HTTP answer as the client saw it.
struct Answer {
  int status = 0;                                            ///< 0: there was none
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;

  /// The first of this name, given in lower case; empty when there is none.
  std::string_view header(std::string_view name) const;
  bool has(std::string_view name) const;
};

/// A client such as users have: libcurl, over TCP, one kept connection. Not to be shared by
/// threads.
class HttpClient {
 public:
  /// `ca_file`: what vouches for the server's certificate.
  explicit HttpClient(std::string base, std::string ca_file = {});
  ~HttpClient();
  HttpClient(HttpClient&&) noexcept;

  struct Ask {
    std::string method = "GET";
    std::string path = "/";                 ///< sent as it stands, dot segments and all
    std::vector<std::string> headers = {};  ///< "Name: value" each
    std::string body = {};
  };
  Answer send(const Ask& ask);

  Answer get(const std::string& path) { return send({"GET", path}); }
  Answer json(const std::string& method, const std::string& path, const std::string& body,
              const std::string& token = {});
  Answer with_token(const std::string& method, const std::string& path, const std::string& token);

 private:
  struct Handle;
  std::string base_;
  std::string ca_file_;
  std::unique_ptr<Handle> handle_;
};
