#pragma once

#include <string>
#include <vector>

#include "support/browser.h"
#include "support/scratch.h"

/// A client of the OAuth2 server, as `doorward client add` has printed it.
struct OAuthClient {
  std::string id;
  std::string secret = {};  ///< empty: a public one

  /// Its credentials in the body of a request.
  Browser::Fields with(Browser::Fields fields) const;
};

/// Registers a client at the site that has this directory. Throws std::runtime_error, with what the
/// program said, when it refuses.
OAuthClient add_client(const Scratch& site, const std::vector<std::string>& words);

/// The value of a parameter in the query of an address; empty when it has none.
std::string parameter(std::string_view address, const std::string& name);
