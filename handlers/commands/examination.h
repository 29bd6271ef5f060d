#pragma once

#include <ostream>
#include <string>

#include "config/forward.h"
#include "preparations.h"

/// What `doorward check` does: tries all that a configuration names, and prints
/// a line about each: what it says, what must hold before doorward serves
/// (preparations.h), and what serving goes on without. It makes nothing: what
/// the first start would make counts as right when it can be made.
class Examination {
 public:
  explicit Examination(std::ostream& out) : out_(out) {}

  /// Becomes the user that the service works as, when it may.
  void examine(const config::Loaded& loaded);
  int faults() const { return faults_; }

 private:
  void examine_configuration(const config::Loaded& loaded);
  void examine_open_files(const config::Loaded& loaded);
  void examine_preparations(const config::Config& config);
  void examine_mail(const config::Config& config);
  void examine_mail_command(const config::Config& config);
  void examine_mail_alarm(const config::Config& config);
  void examine_identity_provider(const config::Config& config);
  void examine_strangers(const config::Config& config);

  /// Prints the line of a part that `attempt` describes, or a fault when that
  /// throws.
  template <typename Attempt>
  void attempt(const char* part, Attempt attempt);
  void fine(std::string_view part, const std::string& text);
  void fault(std::string_view part, const std::string& text);

  std::ostream& out_;
  int faults_ = 0;
};
