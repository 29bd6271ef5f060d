#pragma once

#include "schema.h"

/// What schema.h does for the database, for those beside it: the databases of usage, and replicas.
/// One that is away keeps nobody from serving.

/// Brings them up to date as prepare_database() does, and sees to it that they are those that was
/// counted in before. Throws as require_database(), and base::Error (invalid_argument) when they
/// are not. One that cannot be reached is only logged: what needs it is refused until it is back.
void require_usage_databases(wiring::Process& process);

/// Examines usage.database as a whole. False when that cannot be told, since the main database is
/// not up to date.
bool examine_usage_list(store::Database& main, store::UsageDatabases& databases);

/// Examines one of them, in words. `is_known`: what examine_usage_list() has returned; `is_made`:
/// whether its file is there.
std::string examine_usage_database(store::UsageDatabases& databases, int number, bool is_known,
                                   bool is_made, const crypto::Secret& secret);

/// Whether a replica follows, in words. Throws base::Error (unavailable, with a time to try again)
/// when it does not, or cannot be reached: the primary answers in its place.
std::string examine_replica(const std::string& url, std::chrono::seconds timeout);
