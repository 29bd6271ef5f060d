#include "commands/utc.h"

#include <ctime>

std::string utc(base::Time time) {
  const std::time_t seconds = base::to_seconds(time);
  tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  return {text, strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}
