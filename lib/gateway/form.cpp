#include "gateway/form.h"

#include <cgicc/CgiInput.h>
#include <cgicc/Cgicc.h>

#include <algorithm>
#include <vector>

#include "base/encoding.h"
#include "base/text.h"

namespace gateway {

using base::Error;
using base::ErrorCode;

namespace {

/// Gives cgicc only a query that we pass: never the environment, never descriptor 0.
class QueryInput final : public cgicc::CgiInput {
 public:
  explicit QueryInput(std::string query) : query_(std::move(query)) {}

  std::size_t read(char*, std::size_t) override { return 0; }
  std::string getenv(const char* name) override {
    const std::string_view asked = name;
    if (asked == "REQUEST_METHOD") return "GET";
    return asked == "QUERY_STRING" ? query_ : std::string();
  }

 private:
  std::string query_;
};

[[noreturn]] void refuse(std::string why) {
  throw Error(ErrorCode::invalid_argument, {std::move(why)});
}

void refuse_unreadable(std::string_view piece) {
  const auto decoded = base::percent_decoded(piece);
  if (!decoded)
    refuse("A field of the form or the query has a % without two hex digits behind it.");
  refuse_unfit_text(*decoded);
}

/// Appends one field in a form that cgicc reads correctly: with its '=', and without any ';', which
/// it would take for a separator.
void append_field(std::string& out, std::string_view piece) {
  if (!out.empty()) out += '&';
  for (const char c : piece) {
    if (c == ';') {
      out += "%3B";
    } else {
      out += c;
    }
  }
  if (piece.find('=') == piece.npos) out += '=';
}

using Pieces = std::vector<std::string_view>;

/// Splits into the fields that are not empty, because cgicc takes quadratic time for runs of '&'.
Pieces split(std::string_view text, std::size_t most_fields) {
  Pieces pieces;
  while (!text.empty()) {
    const auto piece = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), piece.size() + 1));
    if (piece.empty()) continue;
    if (pieces.size() == most_fields) {
      throw Error(ErrorCode::payload_too_large, {"The form or the query has too many fields."});
    }
    refuse_unreadable(piece);
    pieces.push_back(piece);
  }
  return pieces;
}

bool is_encoded(std::string_view text) {
  return text.find('%') != text.npos || text.find('+') != text.npos;
}

void add_decoded(Fields& fields, const Pieces& pieces) {
  std::string query;
  for (const auto piece : pieces) append_field(query, piece);
  QueryInput input(std::move(query));
  const cgicc::Cgicc form(&input);
  for (const auto& entry : form.getElements()) fields.add(entry.getName(), entry.getValue());
}

/// Adds fields that need no decoding, without cgicc, which would copy a long token one character at
/// a time.
void add_as_they_are(Fields& fields, const Pieces& pieces) {
  for (const auto piece : pieces) {
    const auto equals = std::min(piece.find('='), piece.size());
    fields.add(std::string(piece.substr(0, equals)),
               std::string(piece.substr(std::min(equals + 1, piece.size()))));
  }
}

}  // namespace

void refuse_unfit_text(std::string_view decoded) {
  if (!base::is_utf8(decoded)) {
    refuse("A field of the form or the query is not well-formed UTF-8 text.");
  }
  if (decoded.find('\0') != decoded.npos) {
    refuse("A field of the form or the query has a NUL character; no field may have one.");
  }
}

Fields parse_form(std::string_view text, std::size_t most_bytes, std::size_t most_fields) {
  if (text.size() > most_bytes) {
    throw Error(ErrorCode::payload_too_large, {"The form or the query is too long."});
  }
  const auto pieces = split(text, most_fields);
  Fields fields;
  is_encoded(text) ? add_decoded(fields, pieces) : add_as_they_are(fields, pieces);
  return fields;
}

Fields parse_cookies(std::string_view header, std::size_t most_cookies) {
  Fields cookies;
  const auto pairs = base::split(header, ';');
  if (pairs.size() > most_cookies) {
    throw Error(ErrorCode::payload_too_large, {"The request has too many cookies."});
  }
  for (const auto pair : pairs) {
    const auto equals = pair.find('=');
    if (equals == pair.npos) continue;
    cookies.add(std::string(base::trimmed(pair.substr(0, equals))),
                std::string(base::trimmed(pair.substr(equals + 1))));
  }
  return cookies;
}

}  // namespace gateway
