#pragma once

#include <string>
#include <utility>
#include <vector>

#include "courier/channel.h"
#include "courier/envelope.h"

namespace courier {

/// Writes each mail as <directory>/<id>.eml, for a setup without a mail server. Nobody sees a
/// partial file; a mail that is delivered again replaces its own file.
class FileChannel final : public Channel<Envelope> {
 public:
  /// The directory is made (mode 0750) with the first mail if it does not exist.
  explicit FileChannel(std::string directory) : directory_(std::move(directory)) {}

  std::size_t room() const override;
  std::size_t under_way() const override { return done_.size(); }
  std::optional<std::string> begin(Envelope mail) override;
  void work(std::chrono::milliseconds at_most, const Report& report) override;

 private:
  std::string directory_;
  std::vector<std::pair<base::Id, Outcome>> done_;
};

}  // namespace courier
