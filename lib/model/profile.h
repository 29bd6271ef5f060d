#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace model {

/// What an account's owner tells about themselves. kProfileTexts has the rules for each text.
struct Profile {
  std::optional<std::string> url = {};
  std::optional<std::string> location = {};
  std::optional<std::string> bio = {};
};

/// One text of a profile: everything that reads, checks or shows profiles goes through this list.
struct ProfileText {
  enum class Form {
    web_address,  ///< http or https
    line,
    lines,  ///< may have tabs and line breaks
  };

  std::string_view name;   ///< in the APIs
  std::string_view title;  ///< at the beginning of a sentence
  std::optional<std::string> Profile::*text;
  Form form;
  std::size_t longest;  ///< in characters
};

inline constexpr std::array kProfileTexts{
    ProfileText{"url", "URL", &Profile::url, ProfileText::Form::web_address, 256},
    ProfileText{"location", "Location", &Profile::location, ProfileText::Form::line, 256},
    ProfileText{"bio", "Bio", &Profile::bio, ProfileText::Form::lines, 4096},
};

}  // namespace model
