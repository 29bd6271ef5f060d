#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

/// The log: one JSON object per line. Each write(2) has whole lines, so those of several processes
/// never mix. Control characters are escaped and values cut at 256 bytes, so no client can forge a
/// line. It does not know what is secret: callers must never pass it a password, a token or a key.
namespace base::log {

enum class Level { debug, info, warning, error };

/// A named value of a line. Text is borrowed for the duration of the call.
struct Field {
  Field(std::string_view field, std::string_view value) : name(field), text(value) {}
  Field(std::string_view field, const std::string& value) : name(field), text(value) {}
  Field(std::string_view field, const char* value) : name(field), text(value) {}
  template <typename Integer>
  requires std::is_integral_v<Integer> Field(std::string_view field, Integer value)
      : name(field), number(static_cast<std::int64_t>(value)), is_number(true) {}

  std::string_view name;
  std::string_view text;
  std::int64_t number = 0;
  bool is_number = false;
};

using Fields = std::initializer_list<Field>;

/// Sends lines to "stderr" (the default), "syslog", or the file at this path, which is appended to
/// and made with mode 0640. Throws base::Error (invalid_argument) when the file cannot be opened;
/// the log then stays where it was.
void open(const std::string& target, Level least = Level::info);

/// Reopens the log file by its name, after rotation. Does nothing when the log is not a file.
void reopen() noexcept;

/// While this object lives, lines of level `info` and below are held until flush(), up to 4 KiB:
/// for a process that answers thousands of requests a second. A process that is killed loses them.
/// Syslog gets its lines at once. Only for processes with one thread, and only one object at a
/// time.
class Holding {
 public:
  Holding() noexcept;
  ~Holding();  ///< writes them
  Holding(const Holding&) = delete;
  Holding& operator=(const Holding&) = delete;

  /// Whether any lines are held.
  bool has_lines() const noexcept;

  /// Writes the lines that are held.
  void flush() noexcept;
};

/// Writes one line. `event` is a dotted name ("mail.delivered"). Never throws; a line that cannot
/// be written is lost.
void write(Level level, std::string_view event, Fields fields) noexcept;

inline void debug(std::string_view event, Fields fields = {}) {
  write(Level::debug, event, fields);
}
inline void info(std::string_view event, Fields fields = {}) { write(Level::info, event, fields); }
inline void warning(std::string_view event, Fields fields = {}) {
  write(Level::warning, event, fields);
}
inline void error(std::string_view event, Fields fields = {}) {
  write(Level::error, event, fields);
}

/// The line that write() would write, without its newline; `stamp` is RFC 3339. For tests.
std::string format(Level level, std::string_view event, Fields fields, std::string_view stamp);

}  // namespace base::log
