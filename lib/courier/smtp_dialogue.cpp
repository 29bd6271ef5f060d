#include "courier/smtp_dialogue.h"

#include <algorithm>
#include <array>

#include "base/number.h"

namespace courier {
namespace {

constexpr std::array<std::string_view, 7> kCommands{"EHLO", "HELO", "STARTTLS", "AUTH",
                                                    "MAIL", "RCPT", "DATA"};

std::string_view first_word(std::string_view line) {
  return line.substr(0, std::min(line.find_first_of(" \r\n"), line.size()));
}

// The word if it is an enhanced status code such as "5.1.1"; empty for any other word.
std::string_view enhanced_code(std::string_view word) {
  const bool shaped = word.size() >= 5 && word.size() <= 9 && word[1] == '.' &&
                      word.find_first_not_of("0123456789.") == word.npos;
  return shaped ? word : std::string_view{};
}

// The one behind the basic code, or where qmail has it: "553 ... (#5.7.1)".
std::string_view enhanced_code_in(std::string_view words) {
  const auto first = enhanced_code(first_word(words));
  const auto at = words.rfind("(#");
  if (!first.empty() || at == words.npos) return first;
  const auto rest = words.substr(at + 2);
  return enhanced_code(rest.substr(0, rest.find(')')));
}

}  // namespace

void SmtpDialogue::sent(std::string_view line) {
  const auto word = first_word(line);
  over_ = over_ || word == "QUIT";
  if (std::find(kCommands.begin(), kCommands.end(), word) == kCommands.end()) return;
  command_ = word;
  code_ = 0;
}

void SmtpDialogue::received(std::string_view line) {
  const auto code = base::number_in<int>(line.substr(0, 3));
  if (over_ || line.size() < 3 || !code) return;
  code_ = *code;
  const auto words = line.substr(std::min<std::size_t>(4, line.size()));
  enhanced_ = enhanced_code_in(words);
  fault_ = fault_of({command_, code_, enhanced_, words});
}

std::string SmtpDialogue::refusal() const {
  return command_ + " was answered with " + std::to_string(code_) +
         (enhanced_.empty() ? "" : " " + enhanced_);
}

}  // namespace courier
