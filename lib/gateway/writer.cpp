#include "gateway/writer.h"

#include <algorithm>
#include <string_view>

#include "base/log.h"
#include "base/text.h"

namespace gateway {
namespace {

std::string_view reason_of(int status) {
  struct Reason {
    int status;
    std::string_view words;
  };
  static constexpr Reason kReasons[] = {{200, "OK"},
                                        {201, "Created"},
                                        {202, "Accepted"},
                                        {204, "No Content"},
                                        {301, "Moved Permanently"},
                                        {302, "Found"},
                                        {303, "See Other"},
                                        {304, "Not Modified"},
                                        {307, "Temporary Redirect"},
                                        {308, "Permanent Redirect"},
                                        {400, "Bad Request"},
                                        {401, "Unauthorized"},
                                        {403, "Forbidden"},
                                        {404, "Not Found"},
                                        {405, "Method Not Allowed"},
                                        {406, "Not Acceptable"},
                                        {408, "Request Timeout"},
                                        {409, "Conflict"},
                                        {410, "Gone"},
                                        {412, "Precondition Failed"},
                                        {413, "Content Too Large"},
                                        {415, "Unsupported Media Type"},
                                        {422, "Unprocessable Content"},
                                        {424, "Failed Dependency"},
                                        {429, "Too Many Requests"},
                                        {500, "Internal Server Error"},
                                        {501, "Not Implemented"},
                                        {503, "Service Unavailable"}};
  for (const auto& reason : kReasons) {
    if (reason.status == status) return reason.words;
  }
  return "Answer";
}

/// Whether it is a token of RFC 9110 section 5.6.2.
bool is_token(std::string_view text) {
  static constexpr base::Characters kTokenCharacters(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~");
  return !text.empty() && kTokenCharacters.has_all_of(text);
}

/// Whether only this file may write the header.
bool is_reserved(std::string_view name) {
  return base::equals_ignoring_case(name, "Status") ||
         base::equals_ignoring_case(name, "Content-Length");
}

bool bears_content(int status) { return status != 204 && status != 304; }

/// Why this answer must not go out; empty when it may.
std::string_view fault_of(const Response& response) {
  if (response.status < 200 || response.status > 599) return "status";
  for (const auto& [name, value] : response.headers) {
    if (!is_token(name) || is_reserved(name)) return "header name";
    if (base::has_control(value)) return "header value";
  }
  return {};
}

constexpr std::size_t kUsualBlock = 256;  // bytes

/// The header block, in a string with room for the body after it.
std::string header_block(const Response& response) {
  std::string block;
  block.reserve(kUsualBlock + response.body.size());
  block.append("Status: ").append(std::to_string(response.status)).append(" ");
  block.append(reason_of(response.status)).append("\r\n");
  for (const auto& [name, value] : response.headers) {
    block.append(name).append(": ").append(value).append("\r\n");
  }
  if (bears_content(response.status)) {
    block.append("Content-Length: ").append(std::to_string(response.body.size())).append("\r\n");
  }
  return block.append("\r\n");
}

std::string refused(std::string_view fault, int status, bool without_body) {
  base::log::error("response.refused", {{"fault", fault}, {"status", status}});
  const auto answer = Response::text("Something went wrong on our side.\n", 500);
  return header_block(answer) + (without_body ? std::string() : answer.body);
}

}  // namespace

std::string to_cgi(const Response& response, bool without_body, std::size_t most_header_bytes) {
  if (const auto fault = fault_of(response); !fault.empty()) {
    return refused(fault, response.status, without_body);
  }
  auto out = header_block(response);
  if (out.size() > most_header_bytes) {
    return refused("header block too long", response.status, without_body);
  }
  if (!without_body && bears_content(response.status)) out += response.body;
  return out;
}

}  // namespace gateway
