#pragma once

#include <string>
#include <vector>

#include "guards/api.h"
#include "pages/site.h"

namespace pages {

/// The mails that have become files, for whoever develops a site on their own machine: a page for a
/// browser, text for a program. Whoever reads them can be anybody here, so a request that may have
/// come from another machine finds nothing, whatever the configuration says: the client and the
/// host that it asked for are this machine, and no proxy stands between.
class CaughtMails {
 public:
  /// `links` is what links of ours begin with: no other can be clicked.
  CaughtMails(const Site& site, std::string directory, std::vector<std::string> links)
      : site_(site), directory_(std::move(directory)), links_(std::move(links)) {}

  void mount(guards::Api& api);

 private:
  gateway::Response list(const router::Call& call);

  const Site& site_;
  const std::string directory_;
  const std::vector<std::string> links_;
};

}  // namespace pages
