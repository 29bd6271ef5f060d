#pragma once

#include <string>
#include <string_view>

namespace model {

/// A browser and its system, by the names that people know; empty when unknown.
struct Browser {
  std::string name;    ///< "Firefox"
  std::string system;  ///< "Linux"
};

/// Recognizes a browser by its User-Agent, which may be any bytes of any length.
Browser browser_of(std::string_view user_agent);

}  // namespace model
