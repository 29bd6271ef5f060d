#include "store/schema_files.h"

#include <algorithm>
#include <span>
#include <utility>

#include "base/embedded.h"
#include "base/fnv.h"
#include "base/number.h"

namespace store {

/// The files of sql/, as the build has embedded them.
std::span<const base::EmbeddedFile> embedded_schema();

namespace {

/// The text for a word of the files in each database.
struct Word {
  std::string_view word;
  std::string_view sqlite;
  std::string_view mysql;
};

constexpr Word kWords[] = {
    // SQLite gives the number of a removed row to another one, unless it is told not to.
    {"{serial}", "integer primary key autoincrement", "bigint not null auto_increment primary key"},
    {"{options}", "",
     "engine=InnoDB row_format=dynamic default character set utf8mb4 collate utf8mb4_bin"},
};

constexpr std::string_view kBlanks = " \t\r";  // lines may end in CRLF

std::string_view trimmed(std::string_view line) {
  line = line.substr(0, line.find("--"));
  const auto start = line.find_first_not_of(kBlanks);
  if (start == line.npos) return {};
  return line.substr(start, line.find_last_not_of(kBlanks) - start + 1);
}

std::string_view next_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  const auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

/// Of "0001_accounts.sql": 1.
int number_of(std::string_view file) {
  return base::number_in<int>(file.substr(0, file.find('_'))).value_or(0);
}

void add_steps(std::vector<SchemaStep>& steps, const base::EmbeddedFile& file, Dialect dialect) {
  int step = 0;
  for (auto& statement : statements_of(file.text)) {
    const auto digest = static_cast<long long>(base::fnv1a(statement));
    steps.push_back({number_of(file.name), ++step,
                     std::string(file.name.substr(0, file.name.find('.'))),
                     in_words_of(dialect, std::move(statement)), digest});
  }
}

}  // namespace

std::vector<SchemaStep> schema_steps(Dialect dialect) {
  std::vector<SchemaStep> steps;
  for (const auto& file : embedded_schema()) add_steps(steps, file, dialect);
  std::ranges::stable_sort(steps, {}, &SchemaStep::number);
  return steps;
}

std::vector<std::string> statements_of(std::string_view text) {
  std::vector<std::string> statements;
  std::string statement;
  while (!text.empty()) {
    auto line = trimmed(next_line(text));
    if (line.empty()) continue;
    const bool ends = line.ends_with(';');
    if (ends) line.remove_suffix(1);
    if (!line.empty()) statement += (statement.empty() ? "" : "\n") + std::string(line);
    if (ends && !statement.empty()) statements.push_back(std::exchange(statement, {}));
  }
  if (!statement.empty()) statements.push_back(statement);
  return statements;
}

std::string in_words_of(Dialect dialect, std::string statement) {
  for (const auto& [word, sqlite, mysql] : kWords) {
    const auto place = statement.find(word);
    if (place == statement.npos) continue;
    statement.replace(place, word.size(), dialect == Dialect::sqlite ? sqlite : mysql);
  }
  return statement;
}

}  // namespace store
