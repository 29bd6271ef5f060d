#pragma once

#include "commands/arguments.h"
#include "config/config.h"

/// What every command begins with that works on the database: reads the configuration that the
/// command line names, keeps the files that it makes to their owner, opens the log, and sees to it
/// that the database is up to date. Throws BadConfiguration, base::Error.
config::Config prepared(const Arguments& arguments);
