#include "gateway/forwarded.h"

#include <algorithm>
#include <string_view>

namespace gateway {
namespace {

constexpr std::string_view kNames[] = {
    "forwarded",  // RFC 7239
    "via",        // RFC 9110 section 7.6.3
    "cdn-loop",   // RFC 8586
    "cdn-src-ip",
    "client-ip",
    "client-cert",  // RFC 9440
    "client-cert-chain",
    "do-connecting-ip",
    "fastly-client-ip",
    "fly-client-ip",
    "forwarded-for",
    "forwarded-for-ip",
    "front-end-https",
    "incap-client-ip",
    "max-forwards",
    "oxygen-client-ip",
    "proxy-client-ip",
    "proxy-connection",
    "remote-addr",
    "true-client-ip",
    "wl-proxy-client-ip",
    "x-appengine-user-ip",
    "x-arr-log-id",
    "x-bluecoat-via",
    "x-client-ip",
    "x-cluster-client-ip",
    "x-coming-from",
    "x-host",
    "x-http-host-override",
    "x-nginx-proxy",
    "x-original-forwarded-for",
    "x-original-host",
    "x-originating-ip",
    "x-proxy-id",
    "x-proxyuser-ip",
    "x-remote-addr",
    "x-remote-ip",
    "x-rewrite-url",
    "x-scheme",
    "x-true-client-ip",
    "x-url-scheme",
    "x-varnish",
    "z-forwarded-for",
};

/// The beginnings of whole families of names.
constexpr std::string_view kBeginnings[] = {
    "x-forwarded",  // -for, -host, -proto, -port, -prefix, -server, -by, ...
    "x-real-",      // -ip, -port, -host
    "x-amz-cf-",   "x-amzn-", "x-azure-", "x-envoy-", "x-fd-", "x-vercel-",
    "cf-",  // -connecting-ip, -ray, -visitor, ...
};

bool says_forwarded(std::string_view name) {
  return std::ranges::find(kNames, name) != std::end(kNames) ||
         std::ranges::any_of(kBeginnings, [&](auto begin) { return name.starts_with(begin); });
}

}  // namespace

bool says_forwarded(const Fields& headers) {
  return std::any_of(headers.begin(), headers.end(),
                     [](const auto& field) { return says_forwarded(field.name); });
}

}  // namespace gateway
