#include "base/mail_address.h"

#include <algorithm>

#include "base/dotted.h"

namespace base {
namespace {

constexpr std::size_t kLongestAddress = 254;
constexpr std::size_t kLongestLocalPart = 64;
constexpr std::size_t kLongestLabel = 63;

constexpr Characters kDigits("0123456789");
constexpr Characters kHost("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
// atext of RFC 5322 section 3.2.3 without '%' and '!'.
constexpr Characters kAtext(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#$&'*+-/=?^_`{|}~");

// '%' and '!' are legal, too, but some mailers read them as a route to another host (a%b@c, b!a@c).
// A leading '-' may be read as an option, and "=?" as an encoded word (RFC 2047).
bool is_local_part(std::string_view text) {
  return text.size() <= kLongestLocalPart && is_dotted(text, kAtext) && text.front() != '-' &&
         text.find("=?") == text.npos;
}

bool is_host_label(std::string_view label) {
  return !label.empty() && label.size() <= kLongestLabel && label.front() != '-' &&
         label.back() != '-' && kHost.has_all_of(label);
}

// RFC 1123 section 2.1; a last label of digits alone would be an IPv4 address.
bool is_host_name(std::string_view host, std::size_t least_dots) {
  std::size_t dots = 0;
  for (;; ++dots) {
    const auto end = host.find('.');
    if (!is_host_label(host.substr(0, end))) return false;
    if (end == host.npos) break;
    host.remove_prefix(end + 1);
  }
  return dots >= least_dots && !kDigits.has_all_of(host);
}

bool is_address(std::string_view text, std::size_t least_dots) {
  const auto at = text.find('@');
  return at != text.npos && text.size() <= kLongestAddress && is_local_part(text.substr(0, at)) &&
         is_host_name(text.substr(at + 1), least_dots);
}

}  // namespace

bool is_mail_address(std::string_view text) { return is_address(text, 1); }

bool is_sender_address(std::string_view text) { return is_address(text, 0); }

}  // namespace base
