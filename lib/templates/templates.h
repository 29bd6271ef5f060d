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

/// The templates of mails and pages, in several languages, which a site can override file by file.
/// It is the only user of the template library, and does not know what the texts say.
namespace templates {

class Value;

/// The named values that a template shows. HTML templates escape them everywhere.
using Values = std::vector<std::pair<std::string, Value>>;

/// A text ({{name}}), a condition ({{#name}}...{{/name}}, {{^name}}...{{/name}}), or a list whose
/// entries are shown one after the other ({{#name}}...{{/name}}); an entry's values hide those
/// around it.
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
  /// `embedded` are the templates in the binary; files with the same names in `override_directory`
  /// (may be empty) replace them. Throws base::Error (invalid_argument), naming the file, when one
  /// of these does not parse, would show a value unescaped ("{{{" or "{{&") in HTML, or includes a
  /// part that does not exist ("{{>name}}" includes the file <name> of its language, which has no
  /// parts itself). Those in the binary are not parsed, since a CGI process would pay for that at
  /// every request.
  Templates(std::span<const base::EmbeddedFile> embedded, const std::string& override_directory);

  /// Checks the templates in the binary as well, and throws likewise. For tests.
  void check() const;

  /// The available languages, sorted.
  std::vector<std::string> languages() const;

  /// The text of "<language>/<name>" with its parts inserted but without values; falls back to
  /// English. Throws base::Error (internal) when there is no such template.
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
