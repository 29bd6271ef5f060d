#pragma once

#include <string>
#include <string_view>

namespace model {

/// A browser by the names that people know; each is empty when the text does not tell.
struct Browser {
  std::string name;    ///< "Firefox"
  std::string system;  ///< "Linux"
};

/// Of what a browser says of itself: any bytes, any length.
Browser browser_of(std::string_view user_agent);

}  // namespace model
