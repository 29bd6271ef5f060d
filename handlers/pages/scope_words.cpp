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

templates::Values words_of(const std::string& text, const Descriptions& descriptions) {
  const auto scope = model::Scope::parse(text);
  const auto lent = scope ? descriptions.find(scope->canonical()) : descriptions.end();
  if (lent == descriptions.end()) return {{"text", text}, {sentence_of(text), true}};
  return {{"text", text},
          {"lent", true},
          {"description", lent->second},
          {"writes", scope->access == model::Scope::Access::write}};
}

}  // namespace

templates::Value::List scope_words(const std::vector<std::string>& scopes) {
  return scope_words(scopes, {});
}

templates::Value::List scope_words(const std::vector<std::string>& scopes,
                                   const Descriptions& descriptions) {
  templates::Value::List words;
  for (const auto& text : scopes) words.push_back(words_of(text, descriptions));
  return words;
}

templates::Value::List scope_words(const model::Scopes& scopes) {
  std::vector<std::string> texts;
  for (const auto& scope : scopes) texts.push_back(scope.text);
  return scope_words(texts);
}

}  // namespace pages
