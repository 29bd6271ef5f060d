#include "interop/filled.h"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <stdexcept>

#include "support/places.h"
#include "support/scratch.h"

std::string filled_in(const std::string& file, const Values& values) {
  auto text = read_file(source_path("tests/interop/files/" + file));
  if (text.empty()) throw std::runtime_error("there is no " + file);
  for (const auto& [name, value] : values) {
    const auto place = "{" + name + "}";
    for (auto at = text.find(place); at != text.npos; at = text.find(place, at + value.size())) {
      text.replace(at, place.size(), value);
    }
  }
  return text;
}

std::string user_of_programs() { return geteuid() == 0 ? "nobody" : getpwuid(geteuid())->pw_name; }

std::string group_of_programs() {
  return getgrgid(geteuid() == 0 ? getpwnam("nobody")->pw_gid : getegid())->gr_name;
}
