#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace model {

/// What a token may be used for: "[<client>/]<name>[:read|:write]". The access defaults to read;
/// write includes read. The name "*" means every name of every client, with write access.
struct Scope {
  enum class Access { read, write };

  std::string client;  ///< the client whose scope it is; empty: our own
  std::string name;    ///< "keys"
  Access access = Access::read;
  std::string text;  ///< as it was given; "openid" stays "openid"

  bool is_everything() const { return name == "*"; }

  /// Always with its access: "keys:read", "*:write".
  std::string canonical() const;

  /// Whether a holder of this scope may do what requires `need`.
  bool fulfils(const Scope& need) const;

  /// Nothing for a malformed scope: a character outside RFC 6749 section 3.3, a comma, more than
  /// one '/' or ':', an access other than read and write, an empty part, or a client's "*".
  static std::optional<Scope> parse(std::string_view text);
};

/// The scopes of a token or of a request, each once (by canonical form), in the order in which they
/// were given.
class Scopes {
 public:
  Scopes() = default;
  explicit Scopes(std::vector<Scope> scopes);

  /// Reads scopes that are separated by spaces (RFC 6749 section 3.3) or commas. "profile:update"
  /// is read as "profile:write", "audit-log:read" as "audit:read". Nothing when one is malformed,
  /// or for more than 512 bytes.
  static std::optional<Scopes> parse(std::string_view text);

  std::string text() const;            ///< "openid keys:read": with spaces, as given
  std::string canonical_text() const;  ///< "openid:read,keys:read": with commas

  bool fulfil(const Scope& need) const;
  bool fulfil(std::string_view need) const;  ///< throws base::Error (internal) if malformed

  /// Whether these scopes fulfil each of the others.
  bool contain(const Scopes& others) const;
  bool same_as(const Scopes& others) const;  ///< in any order

  bool empty() const { return scopes_.empty(); }
  auto begin() const { return scopes_.begin(); }
  auto end() const { return scopes_.end(); }

 private:
  std::vector<Scope> scopes_;
};

inline constexpr std::size_t kLongestScopes = 512;

}  // namespace model
