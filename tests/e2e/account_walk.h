#pragma once

#include "support/site.h"

/// The settings under which the walk can produce every status in a short time.
Site::Settings walk_settings();

/// Walks the document of the account API from top to bottom as a client would, and sees each status
/// that it lists; then what every HTTP service owes besides (404, 405, HEAD, OPTIONS, 413, 415).
/// Ends over the abuse budget of this client's address, so it is the last thing that a site does.
void walk_the_account_document(Site& site);
