#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "gateway/request.h"
#include "meta/faults.h"

namespace meta {

/// What a POST or PUT says: the members of a JSON object, or the fields of a form. Members that a
/// route does not ask for are passed over. The routes of GET and DELETE have no body, whatever a
/// client sends.
class Form {
 public:
  using Texts = std::vector<std::string>;

  /// Refuses: invalid_argument (JSON that does not parse, or is no object; a malformed form);
  /// unsupported_media (a body that is neither by its type, or JSON that calls itself a form).
  explicit Form(const gateway::Request& request);

  /// It is there, a JSON null too.
  bool has(std::string_view name) const { return find(name) != nullptr; }
  bool is_null(std::string_view name) const;

  // Where one value is wanted, two fields of a name are a fault.

  /// A text that must be there and not be empty; its absence, or another type, is a fault.
  std::string required_text(const std::string& name, Faults& faults) const;
  /// Nothing when it is absent or null; another type is a fault.
  std::optional<std::string> text(const std::string& name, Faults& faults) const;
  /// The same for "true" and "false", which a form has as texts.
  std::optional<bool> truth(const std::string& name, Faults& faults) const;
  /// The same for integers, which a form has as digits; an empty text in a form is no number.
  std::optional<long long> number(const std::string& name, Faults& faults) const;
  /// The texts of a list, in a form of all fields of that name; nothing when it is absent, null, or
  /// of another type.
  std::optional<Texts> texts(std::string_view name) const;

 private:
  struct Null {};
  struct Other {};  ///< what no route wants: a fraction, an object, a list of anything but texts
  using Value = std::variant<Null, bool, long long, std::string, Texts, Other>;
  struct Member {
    std::string name;
    Value value;
  };

  void read_json(const std::string& text);
  const Value* find(std::string_view name) const;
  void require_once(const std::string& name, Faults& faults) const;

  bool is_form_ = false;
  std::vector<Member> members_;
};

}  // namespace meta
