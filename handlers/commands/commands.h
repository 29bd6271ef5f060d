#pragma once

#include "commands/arguments.h"

/// The subcommands, each in its own file with its help text. They throw UsageError,
/// BadConfiguration and base::Error, and return an exit code.

int serve_command(const Words& words);
int courier_command(const Words& words);
int migrate_command(const Words& words);
int check_command(const Words& words);
int routes_command(const Words& words);
int account_command(const Words& words);
int client_command(const Words& words);
int outbox_command(const Words& words);
int key_command(const Words& words);
int token_command(const Words& words);
int version_command(const Words& words);

/// No command at all: answers the web server that started this process.
int answer_command(const Words& words);
