#pragma once

#include "config/forward.h"
#include "confined/sandbox.h"

/// What each kind of process needs of the system, and so what it is confined to. The tables of
/// files and ports follow from the configuration.

confined::Sandbox worker_sandbox(const config::Config& config);
confined::Sandbox hasher_sandbox(const config::Config& config);
/// It may connect to whatever host: mail servers, webhooks, keys of issuers.
confined::Sandbox courier_sandbox(const config::Config& config);

/// Whether processes enter theirs: unless server.sandbox is off.
bool is_sandboxed(const config::Config& config);
/// The courier cannot where it hands mails to a program, which may need more rights than it has.
bool is_courier_sandboxed(const config::Config& config);
