#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace model {

/// Names that a site needs for itself, in canonical form: names of operators, the mailboxes of RFC
/// 2142, host names, first segments of paths, and words that programs take for "nobody" or "the
/// caller".
inline constexpr auto kReservedNames = std::to_array<std::string_view>({
    "about",     "abuse",        "account",    "accounts",      "admin",        "administrator",
    "admins",    "all",          "anonymous",  "api",           "app",          "assets",
    "auth",      "authenticate", "authorize",  "autoconfig",    "autodiscover", "billing",
    "blog",      "bot",          "cgi-bin",    "config",        "console",      "contact",
    "daemon",    "dashboard",    "delete",     "dev",           "dns",          "docs",
    "doorward",  "everyone",     "false",      "favicon.ico",   "ftp",          "git",
    "guest",     "health",       "help",       "host",          "hostmaster",   "imap",
    "index",     "info",         "introspect", "jwks",          "list",         "localhost",
    "login",     "logout",       "mail",       "mailer-daemon", "marketing",    "me",
    "metrics",   "moderator",    "mx",         "nan",           "news",         "no-reply",
    "nobody",    "noc",          "none",       "noreply",       "ns1",          "ns2",
    "null",      "oauth",        "oauth2",     "official",      "operator",     "owner",
    "pop",       "pop3",         "portal",     "postmaster",    "privacy",      "recover",
    "register",  "reset",        "revoke",     "robots.txt",    "root",         "sales",
    "security",  "self",         "server",     "service",       "session",      "sessions",
    "settings",  "sign-in",      "sign-up",    "signin",        "signup",       "smtp",
    "ssl",       "ssladmin",     "staff",      "static",        "status",       "support",
    "sysadmin",  "system",       "team",       "token",         "tokens",       "true",
    "undefined", "user",         "username",   "users",         "usenet",       "uucp",
    "verify",    "version",      "webmaster",  "webmail",       "well-known",   "wpad",
    "www",       "www-data",
});

/// Whether a canonical name is one of them.
constexpr bool is_reserved_name(std::string_view key) {
  return std::find(kReservedNames.begin(), kReservedNames.end(), key) != kReservedNames.end();
}

}  // namespace model
