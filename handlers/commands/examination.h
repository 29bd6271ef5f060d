#pragma once

#include <ostream>
#include <string>

#include "config/config.h"

/// What `doorward check` does: tries all that a configuration names, and prints a line about each.
/// It makes nothing: what the first start would make counts as right when it can be made.
class Examination {
 public:
  explicit Examination(std::ostream& out) : out_(out) {}

  void examine(const config::Loaded& loaded);
  int faults() const { return faults_; }

 private:
  void configuration(const config::Loaded& loaded);
  void file_mode(const config::Loaded& loaded);
  void directory(const config::Config& config);
  void secret(const config::Config& config);
  void signing_key(const config::Config& config);
  void templates(const config::Config& config);
  void database(const config::Config& config);
  void schema(const config::Config& config);
  void mail(const config::Config& config);
  void identity_provider(const config::Config& config);
  void strangers(const config::Config& config);

  /// Prints the line of a part that `attempt` describes, or a fault when that throws; whether it
  /// was fine.
  template <typename Attempt>
  bool attempt(const char* part, Attempt attempt);
  void fine(const char* part, const std::string& text);
  void fault(const char* part, const std::string& text);

  std::ostream& out_;
  int faults_ = 0;
};
