#include "templates/templates.h"

#include <cerrno>
#include <cstring>
#include <exception>
#include <filesystem>
#include <kainjow/mustache.hpp>
#include <optional>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"

namespace templates {
namespace {

constexpr std::string_view kFallback = "en";
constexpr std::size_t kLargest = 64 * 1024;

using Mustache = kainjow::mustache::mustache;

[[noreturn]] void refuse(const std::string& file, const std::string& why) {
  throw base::Error(base::ErrorCode::invalid_argument,
                    base::PublicText{"The template " + file + " cannot be used: " + why + "."});
}

bool is_html(std::string_view name) { return name.ends_with(".html"); }

// The characters that decide what a tag is: the first character of each tag that is not blank.
std::string tag_marks(std::string_view text) {
  std::string marks;
  for (auto at = text.find("{{"); at != text.npos; at = text.find("{{", at)) {
    at = text.find_first_not_of(" \t\r\n", at + 2);
    if (at == text.npos) break;
    marks += text[at];
  }
  return marks;
}

std::string parse_fault(const std::string& text) {
  try {
    const Mustache mustache(text);
    return mustache.is_valid() ? "" : mustache.error_message();
  } catch (const std::exception&) {  // the library reads past a tag that ends with the file
    return "A tag is not closed";
  }
}

void check_file(const std::string& file, const std::string& text) {
  const auto marks = tag_marks(text);
  // A change of delimiters would hide tags from this very check.
  if (marks.find('=') != marks.npos) refuse(file, "it changes the delimiters ({{=)");
  if (is_html(file) && marks.find_first_of("{&") != marks.npos) {
    refuse(file, "it shows a value unescaped ({{{ or {{&)");
  }
  if (!base::is_utf8(text)) refuse(file, "it is not UTF-8");
  if (const auto fault = parse_fault(text); !fault.empty()) refuse(file, fault);
}

// The site's own version of one of our files; nothing when it has none.
std::optional<std::string> read_override(const std::string& path) {
  std::error_code failure;
  const auto status = std::filesystem::status(path, failure);
  if (status.type() == std::filesystem::file_type::not_found) return std::nullopt;
  if (!std::filesystem::is_regular_file(status)) refuse(path, "it is not a file");
  auto text = base::read_file(path, kLargest + 1);
  if (!text) refuse(path, "it cannot be read");
  if (text->size() > kLargest) refuse(path, "it is longer than 64 KiB");
  return text;
}

using Data = kainjow::mustache::data;

Data data_of(const Values& values);

struct ToData {
  Data operator()(const std::string& text) const { return Data(text); }
  Data operator()(bool truth) const { return Data(truth); }
  Data operator()(const Value::List& list) const {
    Data data(Data::type::list);
    for (const auto& entry : list) data.push_back(data_of(entry));
    return data;
  }
};

Data data_of(const Values& values) {
  Data data;
  for (const auto& [key, value] : values) data.set(key, std::visit(ToData{}, value.what()));
  return data;
}

std::string key_of(std::string_view language, std::string_view name) {
  return std::string(language) + "/" + std::string(name);
}

using Texts = std::map<std::string, std::string, std::less<>>;

const std::string* find_text(const Texts& texts, std::string_view language, std::string_view name) {
  auto found = texts.find(key_of(language, name));
  if (found == texts.end()) found = texts.find(key_of(kFallback, name));
  return found == texts.end() ? nullptr : &found->second;
}

constexpr std::string_view kPart = "{{>";

// The `text` of the file "<language>/<name>" with its parts inserted.
std::string whole(const std::string& file, const std::string& text, const Texts& texts) {
  const auto language = file.substr(0, file.find('/'));
  std::string out;
  std::size_t begin = 0;
  for (auto at = text.find(kPart); at != text.npos; at = text.find(kPart, begin)) {
    const auto end = text.find("}}", at);
    if (end == text.npos) refuse(file, "a tag is not closed");
    const std::string name(
        base::trimmed(std::string_view(text).substr(at + kPart.size(), end - at - kPart.size())));
    const auto* part = find_text(texts, language, name);
    if (part == nullptr || part->find(kPart) != part->npos || is_html(name) != is_html(file)) {
      refuse(file, "it has no part \"" + name + "\" that can stand there");
    }
    out.append(text, begin, at - begin).append(*part);
    begin = end + 2;
  }
  return out.append(text, begin);
}

}  // namespace

Templates::Templates(std::span<const base::EmbeddedFile> embedded,
                     const std::string& override_directory) {
  for (const auto& file : embedded) {
    std::string text(file.text);
    if (!override_directory.empty()) {
      const auto path = override_directory + "/" + std::string(file.name);
      if (auto own = read_override(path)) {
        check_file(path, *own);
        text = std::move(*own);
      }
    }
    texts_.emplace(file.name, std::move(text));
  }
  const auto parts = texts_;
  for (auto& [name, text] : texts_) text = whole(name, text, parts);
}

void Templates::check() const {
  for (const auto& [name, text] : texts_) check_file(name, text);
}

std::vector<std::string> Templates::languages() const {
  std::vector<std::string> found;
  for (const auto& [name, text] : texts_) {
    const auto language = name.substr(0, name.find('/'));
    if (found.empty() || found.back() != language) found.push_back(language);
  }
  return found;
}

const std::string& Templates::text(std::string_view language, std::string_view name) const {
  const auto* found = find_text(texts_, language, name);
  if (found != nullptr) return *found;
  throw base::Error(base::ErrorCode::internal, {},
                    base::PrivateDetail{"no template " + std::string(name)});
}

std::string Templates::render(std::string_view language, std::string_view name,
                              const Values& values) const {
  Mustache mustache(text(language, name));
  if (!is_html(name)) mustache.set_custom_escape([](const std::string& text) { return text; });
  return mustache.render(data_of(values));
}

}  // namespace templates
