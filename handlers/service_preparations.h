#pragma once

#include "preparations.h"

/// What a process needs in order to answer: rows of the list in
/// preparations.cpp. Each pair is as Preparation says.

std::string examine_log(const Start& start);
void perform_log(Start& start);

/// What lies in the directory is this user's to use.
std::string examine_files(const Start& start);
void perform_files(Start& start);

/// The secret. Performing makes all that a process has (wiring::Process).
std::string examine_secret(const Start& start);
void perform_secret(Start& start);

/// Texts of the site's own: each has the name of one of ours, and can be used.
std::string examine_templates(const Start& start);
void perform_templates(Start& start);

/// The files of certificates that servers are checked against can be read.
std::string examine_certificates(const Start& start);
void perform_certificates(Start& start);

/// The database: it is there, this user may change it, its schema is this
/// program's, and it is one of this secret's.
std::string examine_database(const Start& start);
void perform_database(Start& start);

/// Replicas of the database follow it. Whatever keeps one from that keeps nobody from serving.
std::string examine_replicas(const Start& start);
void perform_replicas(Start& start);

/// The databases of usage: as the database, and they are those that was counted in before.
std::string examine_usage(const Start& start);
void perform_usage(Start& start);

/// The key that signs, and with it all that the first request needs.
std::string examine_signing_key(const Start& start);
void perform_signing_key(Start& start);

/// What processes give up as they begin; performing tells what this system cannot do of it.
std::string examine_sandbox(const Start& start);
void perform_sandbox(Start& start);
