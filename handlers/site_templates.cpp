#include "site_templates.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "config/config.h"
#include "courier/mail_templates.h"
#include "pages/renderer.h"
#include "templates/templates.h"

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& what) {
  throw base::Error(base::ErrorCode::invalid_argument, {what + "."});
}

/// "en/verify.txt"
std::vector<std::string_view> known_names() {
  std::vector<std::string_view> names;
  for (const auto& files : {courier::mail_templates(), pages::page_templates()}) {
    for (const auto& file : files) names.push_back(file.name);
  }
  return names;
}

/// What editors and version control leave behind is nobody's template.
bool is_looked_at(const fs::path& file) {
  static const std::set<std::string> endings{".html", ".txt", ".subject", ".css"};
  return !file.filename().string().starts_with('.') && endings.contains(file.extension());
}

void check_name(const std::string& name, const fs::path& file) {
  const auto known = known_names();
  if (std::find(known.begin(), known.end(), name) != known.end()) return;
  const auto near = base::nearest(name, known);
  refuse("The template " + file.string() + " is never shown: there is none of this name" +
         (near ? "; did you mean " + std::string(*near) + "?" : ""));
}

void check_names(const fs::path& directory) {
  std::error_code failure;
  for (fs::recursive_directory_iterator at(directory, failure), end; !failure && at != end;
       at.increment(failure)) {
    if (at->is_directory() || !is_looked_at(at->path())) continue;
    check_name(at->path().lexically_relative(directory).generic_string(), at->path());
  }
  if (failure)
    refuse("The directory " + directory.string() + " cannot be read: " + failure.message());
}

void check_language(const std::vector<std::string>& languages, const std::string& wanted) {
  if (std::find(languages.begin(), languages.end(), wanted) != languages.end()) return;
  std::string all;
  for (const auto& language : languages) all += (all.empty() ? "" : ", ") + language;
  refuse("There are no texts in the language \"" + wanted + "\" (pages.language); there are " +
         all);
}

}  // namespace

void check_site_templates(const config::Config& config) {
  const auto& own = config.pages.templates;
  const templates::Templates mails(courier::mail_templates(), own);
  const templates::Templates texts(pages::page_templates(), own);
  const pages::Renderer renderer(texts, {config.pages.site_name, config.pages.language});
  check_language(texts.languages(), config.pages.language);
  if (!own.empty()) check_names(own);
}
