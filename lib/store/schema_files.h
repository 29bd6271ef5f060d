#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/url.h"

namespace store {

/// One statement of a file of sql/.
struct SchemaStep {
  int number;        ///< of the file
  int step;          ///< within the file, from 1
  std::string name;  ///< of the file, without its extension: "0001_accounts"
  std::string sql;   ///< in the words of one database
  long long digest;  ///< of the statement as the file has it: the same for both databases
};

/// The statements of all files, in the order in which they must run.
std::vector<SchemaStep> schema_steps(Dialect dialect);

/// The statements of a text in which each ends with a semicolon at the end of a line, without that,
/// without comments ("--" to the end of the line) and indentation.
std::vector<std::string> statements_of(std::string_view text);

/// A statement whose words in braces are replaced by what the database wants there:
///   {serial}   the type of a column for which the database makes numbers that grow
///   {options}  behind a table: what else a default of the server would decide
std::string in_words_of(Dialect dialect, std::string statement);

}  // namespace store
