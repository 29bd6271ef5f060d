#include "base/log.h"

#include <fcntl.h>
#include <syslog.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <climits>

#include "base/calendar.h"
#include "base/error.h"
#include "base/text.h"

namespace base::log {
namespace {

constexpr std::size_t kLongestValue = 256;
constexpr std::size_t kUsualLine = 512;

struct Sink {
  std::string path;  // empty unless a file
  int descriptor = STDERR_FILENO;
  bool to_syslog = false;
  Level least = Level::info;
};

Sink sink;  // a process has one log

/// Lines that wait to be written.
struct Held {
  std::string lines;
  bool wanted = false;
};

Held held;

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
  const auto shown = text.substr(0, kLongestValue);
  const auto plain = plain_length(shown);
  line += '"';
  line.append(shown, 0, plain);
  for (const char c : shown.substr(plain)) append_escaped(line, static_cast<unsigned char>(c));
  if (text.size() > kLongestValue) line += "...";
  line += '"';
}

void append_member(std::string& line, std::string_view name, std::string_view value) {
  line += ",\"";
  line += name;
  line += "\":";
  append_text(line, value);
}

void put_down(const std::string& lines) {
  [[maybe_unused]] const auto written = ::write(sink.descriptor, lines.data(), lines.size());
}

void put_down_held() {
  if (!held.lines.empty()) put_down(held.lines);
  held.lines.clear();
}

/// Holds no more than a pipe takes in one atomic write.
void hold(const std::string& line) {
  if (held.lines.size() + line.size() > PIPE_BUF) put_down_held();
  held.lines += line;
}

}  // namespace

std::string format(Level level, std::string_view event, Fields fields, std::string_view stamp) {
  std::string line;
  line.reserve(kUsualLine);
  line += "{\"time\":";
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
    line += "\":";
    line += std::to_string(field.number);
  }
  line += '}';
  return line;
}

Holding::Holding() noexcept { held.wanted = true; }

Holding::~Holding() {
  flush();
  held.wanted = false;
}

bool Holding::has_lines() const noexcept { return !held.lines.empty(); }

void Holding::flush() noexcept { put_down_held(); }

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
  put_down_held();
  if (!sink.path.empty()) close(sink.descriptor);
  sink = std::move(next);
}

void reopen() noexcept {
  if (sink.path.empty()) return;
  const int fresh = open_file(sink.path);
  if (fresh < 0) return;
  put_down_held();
  close(sink.descriptor);
  sink.descriptor = fresh;
}

void write(Level level, std::string_view event, Fields fields) noexcept try {
  if (level < sink.least) return;
  auto line = format(level, event, fields, rfc3339_with_millis(SystemClock().now()));
  if (sink.to_syslog) return syslog(priority_of(level), "%s", line.c_str());
  line += '\n';
  if (!held.wanted) return put_down(line);
  hold(line);
  if (level > Level::info) put_down_held();
} catch (...) {
  // Out of memory: serving the request matters more than logging it.
}

}  // namespace base::log
