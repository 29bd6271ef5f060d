#include "pages/scope_words.h"

namespace pages {
namespace {

struct Sentence {
  const char* scope;  ///< canonical
  const char* name;   ///< of its sentence in page-scope.html
};

constexpr Sentence kSentences[] = {
    {"*:read", "all_read"},
    {"*:write", "all_write"},
    {"audit:read", "audit_read"},
    {"basic:read", "basic_read"},
    {"email:read", "email_read"},
    {"id:read", "id_read"},
    {"keys:read", "keys_read"},
    {"keys:write", "keys_write"},
    {"offline_access:read", "offline_access"},
    {"openid:read", "openid_read"},
    {"profile:read", "profile_read"},
    {"profile:write", "profile_write"},
};

const char* sentence_of(const std::string& text) {
  const auto scope = model::Scope::parse(text);
  const auto canonical = scope ? scope->canonical() : text;
  for (const auto& [known, name] : kSentences) {
    if (canonical == known) return name;
  }
  return "unknown";
}

}  // namespace

templates::Value::List scope_words(const std::vector<std::string>& scopes) {
  templates::Value::List words;
  for (const auto& text : scopes) words.push_back({{"text", text}, {sentence_of(text), true}});
  return words;
}

templates::Value::List scope_words(const model::Scopes& scopes) {
  std::vector<std::string> texts;
  for (const auto& scope : scopes) texts.push_back(scope.text);
  return scope_words(texts);
}

}  // namespace pages
