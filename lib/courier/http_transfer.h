#pragma once

#include "courier/curl.h"
#include "courier/http_calls.h"

namespace courier {

/// A call under way: its libcurl handle, and what has come back so far. For http_calls.cpp.
class HttpTransfer {
 public:
  /// Throws as make_easy() does. `settings` must outlive it.
  HttpTransfer(HttpCall call, const HttpCalls::Settings& settings);
  HttpTransfer(const HttpTransfer&) = delete;
  HttpTransfer& operator=(const HttpTransfer&) = delete;

  CURL* handle() const { return easy_.get(); }
  const base::Id& id() const { return call_.id; }

  /// The result, once libcurl is done with the transfer.
  HttpAnswer answer(CURLcode result) const;

 private:
  static std::size_t take_body(char* data, std::size_t size, std::size_t count, void* user);
  static std::size_t take_header(char* data, std::size_t size, std::size_t count, void* user);
  static curl_socket_t open_socket(void* user, curlsocktype purpose, curl_sockaddr* address);

  void set_headers();
  void set_limits();
  HttpAnswer answered() const;

  HttpCall call_;
  const HttpCalls::Settings& settings_;
  List headers_;
  std::string got_headers_;
  std::string got_body_;
  bool enough_ = false;   // enough has come: the rest is not read
  bool refused_ = false;  // whether an address was refused
  Easy easy_;
};

}  // namespace courier
