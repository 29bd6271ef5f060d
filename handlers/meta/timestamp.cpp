#include "meta/timestamp.h"

#include <ctime>

namespace meta {

std::string timestamp(base::Time time) {
  const std::time_t seconds = base::to_seconds(time);
  tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  return {text, strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S+00:00", &parts)};
}

}  // namespace meta
