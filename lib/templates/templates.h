#pragma once

#include <concepts>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/embedded.h"

/// Templates of mails and pages, in several languages, which a site can override file by file. It
/// is the only user of the template library. It knows nothing of what the texts say.
namespace templates {

class Value;

/// What a template shows. In HTML templates texts are escaped, wherever they stand.
using Values = std::vector<std::pair<std::string, Value>>;

/// A text ({{name}}), whether something is so ({{#name}}...{{/name}}, {{^name}}...{{/name}}), or a
/// list whose entries are shown one after the other ({{#name}}...{{/name}}); an entry's values hide
/// those around it.
class Value {
 public:
  using List = std::vector<Values>;

  Value(std::string text) : what_(std::move(text)) {}
  Value(const char* text) : what_(std::string(text)) {}
  Value(std::same_as<bool> auto truth) : what_(truth) {}
  Value(List list) : what_(std::move(list)) {}

  const std::variant<std::string, bool, List>& what() const { return what_; }

 private:
  std::variant<std::string, bool, List> what_;
};

/// A set of templates "<language>/<name>", for example "en/verify.txt".
class Templates {
 public:
  /// `embedded` are those in the binary; `override_directory` (may be empty) holds files of the
  /// same names that win over them. Throws base::Error (invalid_argument) naming the file when one
  /// of them does not parse, would show a value unescaped ("{{{" or "{{&") in HTML, or has a part
  /// ("{{>name}}" stands for the file <name> of its language, which has no parts itself) that there
  /// is not. Those in the binary are not parsed: a process of CGI would pay for it at each request.
  Templates(std::span<const base::EmbeddedFile> embedded, const std::string& override_directory);

  /// Looks at those in the binary as well, and throws likewise: for tests.
  void check() const;

  /// The languages that there are, sorted.
  std::vector<std::string> languages() const;

  /// The text of "<language>/<name>" with its parts in place, as it stands there before values are
  /// shown; falls back to English. Throws base::Error (internal) when there is none.
  const std::string& text(std::string_view language, std::string_view name) const;

  /// Renders "<language>/<name>", falling back to English. Names ending in ".html" escape values,
  /// all others show them as they are. Throws likewise.
  std::string render(std::string_view language, std::string_view name, const Values& values) const;

 private:
  std::map<std::string, std::string, std::less<>> texts_;
};

/// The best of `offered` for an Accept-Language header (RFC 9110 section 12.5.4; a region falls
/// back to its language), `fallback` when none fits.
std::string choose_language(std::string_view accept_language,
                            const std::vector<std::string>& offered, const std::string& fallback);

}  // namespace templates
