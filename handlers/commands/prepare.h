#pragma once

#include "commands/arguments.h"
#include "config/forward.h"
#include "worker.h"

/// What every command begins with that works in the directory: reads the configuration that the
/// command line names, makes the directory when it is not there, becomes its owner (see
/// become_owner) and keeps the files that it makes to that user. Throws BadConfiguration,
/// WrongUser, base::Error.
config::Config prepare_as_owner(const Arguments& arguments);

/// The same, and what works on the database begins with: opens the log, and sees to it that the
/// database is up to date.
config::Config prepare(const Arguments& arguments, LogOf log = LogOf::command);
