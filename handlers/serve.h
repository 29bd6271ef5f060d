#pragma once

#include <string>

/// The processes that answer requests: the composition root after the fork. Each function takes the
/// configuration's file as configuration.h does, throws BadConfiguration or base::Error when it
/// cannot begin, and returns the exit code.

/// `doorward serve`: the pre-forked daemon, until TERM.
int serve_daemon(const std::string& file);

/// One worker on descriptor 0, for a web server that manages processes itself, until TERM.
int serve_spawned(const std::string& file);

/// One request of CGI. When it may have queued a mail, a process of its own delivers that
/// for a moment, and the web server is not kept waiting.
int serve_once(const std::string& file);
