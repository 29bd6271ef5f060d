#include "commands/secret_line.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>

namespace {

constexpr std::size_t kLongest = 4096;

/// A terminal that does not show what is typed.
class Hidden {
 public:
  Hidden() : is_terminal_(tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!is_terminal_) return;
    auto hidden = before_;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  }
  ~Hidden() {
    if (!is_terminal_) return;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    std::cerr << "\n";
  }
  Hidden(const Hidden&) = delete;
  Hidden& operator=(const Hidden&) = delete;
  bool is_terminal() const { return is_terminal_; }

 private:
  termios before_{};
  bool is_terminal_;
};

}  // namespace

std::string read_secret_line(const std::string& prompt) {
  const Hidden hidden;
  if (hidden.is_terminal()) std::cerr << prompt;
  std::string line;
  for (char c = 0; line.size() < kLongest && read(STDIN_FILENO, &c, 1) == 1 && c != '\n';)
    line += c;
  return line;
}
