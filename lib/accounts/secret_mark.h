#pragma once

#include "base/clock.h"
#include "crypto/secret.h"
#include "store/forward.h"

/// A database belongs to one secret: its signing keys are sealed with it, and
/// the tokens that it lists are valid by it alone. It keeps a mark of that
/// secret, a key derived for this purpose, which tells nothing of the others.
namespace accounts {

/// Throws base::Error (invalid_argument), with what to do, when the database
/// belongs to a secret that is none of these. Changes nothing. One that has no
/// mark yet belongs to nobody.
void check_secret(store::Database& database, const crypto::Secret& secret);

/// check_secret(), and from then on the database belongs to the one that mints:
/// so a secret that was replaced can be taken out.
void claim_database(store::Database& database, const crypto::Secret& secret);

/// The database belongs to the secret that mints, whatever secret it belonged
/// to: that one is lost.
void give_database(store::Database& database, const crypto::Secret& secret);

/// Tries changes that match no row, and makes one when none was made here in the last five seconds.
/// Throws base::Error (unavailable) when the database does not answer, or cannot be changed: it is
/// read-only, its user has lost rights, its disk is full.
void try_changes(store::Database& database, base::Time now);

}  // namespace accounts
