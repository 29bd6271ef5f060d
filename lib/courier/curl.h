#pragma once

#include <curl/curl.h>

#include <memory>
#include <new>
#include <string>
#include <type_traits>

#include "base/error.h"
#include "base/shared_library.h"

/// libcurl, loaded at run time: with its dependencies it would be most of what a process loads, and
/// CGI processes never call it. For the .cpp files of this folder only.
namespace courier {

/// The functions of libcurl, by their names without "curl_".
struct Curl {
  /// Loaded at the first call. Throws base::Error (unavailable) when that cannot be done.
  static const Curl& library();

  base::SharedLibrary file{
      "libcurl.so.4", "Mails and calls by HTTP need the library libcurl, which cannot be loaded."};
  decltype(&curl_easy_cleanup) easy_cleanup = file["curl_easy_cleanup"];
  decltype(&curl_easy_getinfo) easy_getinfo = file["curl_easy_getinfo"];
  decltype(&curl_easy_init) easy_init = file["curl_easy_init"];
  decltype(&curl_easy_perform) easy_perform = file["curl_easy_perform"];
  decltype(&curl_easy_reset) easy_reset = file["curl_easy_reset"];
  decltype(&curl_easy_setopt) easy_setopt = file["curl_easy_setopt"];
  decltype(&curl_easy_strerror) easy_strerror = file["curl_easy_strerror"];
  decltype(&curl_global_init) global_init = file["curl_global_init"];
  decltype(&curl_multi_add_handle) multi_add_handle = file["curl_multi_add_handle"];
  decltype(&curl_multi_cleanup) multi_cleanup = file["curl_multi_cleanup"];
  decltype(&curl_multi_info_read) multi_info_read = file["curl_multi_info_read"];
  decltype(&curl_multi_init) multi_init = file["curl_multi_init"];
  decltype(&curl_multi_perform) multi_perform = file["curl_multi_perform"];
  decltype(&curl_multi_poll) multi_poll = file["curl_multi_poll"];
  decltype(&curl_multi_remove_handle) multi_remove_handle = file["curl_multi_remove_handle"];
  decltype(&curl_multi_setopt) multi_setopt = file["curl_multi_setopt"];
  decltype(&curl_multi_wakeup) multi_wakeup = file["curl_multi_wakeup"];
  decltype(&curl_slist_append) slist_append = file["curl_slist_append"];
  decltype(&curl_slist_free_all) slist_free_all = file["curl_slist_free_all"];

 private:
  Curl();
};

/// Releases what libcurl allocated, when destroyed.
template <auto Release>
struct GivenBack {
  template <typename Handle>
  void operator()(Handle* handle) const {
    (Curl::library().*Release)(handle);
  }
};
using Easy = std::unique_ptr<CURL, GivenBack<&Curl::easy_cleanup>>;
using Multi = std::unique_ptr<CURLM, GivenBack<&Curl::multi_cleanup>>;
using List = std::unique_ptr<curl_slist, GivenBack<&Curl::slist_free_all>>;

/// Never null. Both throw as Curl::library() does, and std::bad_alloc.
Easy make_easy();
Multi make_multi();

/// Adds a line to a list, which may be empty. Throws likewise.
void append(List& list, const std::string& line);

/// Sets an option. libcurl refuses an option that it knows only for lack of memory. It checks no
/// types, and expects a `long` where an `int` would seem natural.
template <typename Value>
void set(CURL* easy, CURLoption option, Value value) {
  static_assert(std::is_pointer_v<Value> || std::is_same_v<Value, long> ||
                std::is_same_v<Value, curl_off_t>);
  if (Curl::library().easy_setopt(easy, option, value) != CURLE_OK) throw std::bad_alloc();
}

/// Sets the authorities that a server's certificate is checked against: those in this PEM file or,
/// when none is named, in the one that SSL_CERT_FILE names, as for every program that uses OpenSSL;
/// else those of the system.
void set_authorities(CURL* easy, const std::string& file);

/// The HTTP status of the answer.
int status_of(CURL* easy);

}  // namespace courier
