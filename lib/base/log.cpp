#include "base/log.h"

#include <fcntl.h>
#include <syslog.h>
#include <unistd.h>

#include <array>
#include <ctime>

#include "base/error.h"

namespace base::log {
namespace {

constexpr std::size_t kLongestValue = 256;

struct Sink {
  std::string path;  // empty unless a file
  int descriptor = STDERR_FILENO;
  bool to_syslog = false;
  Level least = Level::info;
};

Sink sink;  // a process has one log

const char* name_of(Level level) {
  static constexpr std::array names{"debug", "info", "warning", "error"};
  return names[static_cast<std::size_t>(level)];
}

int priority_of(Level level) {
  static constexpr std::array priorities{LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERR};
  return priorities[static_cast<std::size_t>(level)];
}

int open_file(const std::string& path) {
  return ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
}

void append_escaped(std::string& line, unsigned char c) {
  static constexpr char digits[] = "0123456789abcdef";
  if (c == '"' || c == '\\') {
    line += '\\';
    line += static_cast<char>(c);
  } else if (c < 0x20 || c >= 0x7f) {  // bytes outside ASCII as well: a line is always valid JSON
    line += "\\u00";
    line += digits[c >> 4];
    line += digits[c & 15];
  } else {
    line += static_cast<char>(c);
  }
}

void append_text(std::string& line, std::string_view text) {
  line += '"';
  for (const char c : text.substr(0, kLongestValue)) {
    append_escaped(line, static_cast<unsigned char>(c));
  }
  if (text.size() > kLongestValue) line += "...";
  line += '"';
}

void append_member(std::string& line, std::string_view name, std::string_view value) {
  line += ",\"";
  line += name;
  line += "\":";
  append_text(line, value);
}

std::string stamp_now() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  tm parts{};
  gmtime_r(&now.tv_sec, &parts);
  char text[32];
  const auto length = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
  char millis[8];
  snprintf(millis, sizeof millis, ".%03dZ", static_cast<int>(now.tv_nsec / 1000000));
  return std::string(text, length) + millis;
}

}  // namespace

std::string format(Level level, std::string_view event, Fields fields, std::string_view stamp) {
  std::string line = "{\"time\":";
  append_text(line, stamp);
  append_member(line, "level", name_of(level));
  append_member(line, "event", event);
  for (const Field& field : fields) {
    if (!field.is_number) {
      append_member(line, field.name, field.text);
      continue;
    }
    line += ",\"";
    line += field.name;
    line += "\":" + std::to_string(field.number);
  }
  line += '}';
  return line;
}

void open(const std::string& target, Level least) {
  Sink next;
  next.least = least;
  next.to_syslog = target == "syslog";
  if (next.to_syslog) {
    openlog("doorward", LOG_PID, LOG_DAEMON);
  } else if (target != "stderr") {
    next.path = target;
    next.descriptor = open_file(target);
    if (next.descriptor < 0) {
      throw Error(ErrorCode::invalid_argument, {"The log file cannot be opened: " + target});
    }
  }
  if (!sink.path.empty()) close(sink.descriptor);
  sink = std::move(next);
}

void reopen() noexcept {
  if (sink.path.empty()) return;
  const int fresh = open_file(sink.path);
  if (fresh < 0) return;
  close(sink.descriptor);
  sink.descriptor = fresh;
}

void write(Level level, std::string_view event, Fields fields) noexcept try {
  if (level < sink.least) return;
  auto line = format(level, event, fields, stamp_now());
  if (sink.to_syslog) return syslog(priority_of(level), "%s", line.c_str());
  line += '\n';
  [[maybe_unused]] const auto written = ::write(sink.descriptor, line.data(), line.size());
} catch (...) {
  // Out of memory: the request matters more than its line.
}

}  // namespace base::log
