#include "courier/curl.h"

#include <cstdlib>

namespace courier {

Curl::Curl() {
  if (global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw std::bad_alloc();
}

const Curl& Curl::library() {
  static const Curl curl;
  return curl;
}

Easy make_easy() {
  Easy easy(Curl::library().easy_init());
  if (!easy) throw std::bad_alloc();
  return easy;
}

Multi make_multi() {
  Multi multi(Curl::library().multi_init());
  if (!multi) throw std::bad_alloc();
  return multi;
}

void append(List& list, const std::string& line) {
  auto* const longer = Curl::library().slist_append(list.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(list.release());
  list.reset(longer);
}

void set_authorities(CURL* easy, const std::string& file) {
  const char* const named = file.empty() ? std::getenv("SSL_CERT_FILE") : file.c_str();
  if (named != nullptr && *named != '\0') set(easy, CURLOPT_CAINFO, named);
}

int status_of(CURL* easy) {
  long status = 0;
  Curl::library().easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  return static_cast<int>(status);
}

}  // namespace courier
