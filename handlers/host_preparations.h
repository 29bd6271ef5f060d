#pragma once

#include "preparations.h"

/// What `doorward serve` needs of the machine: rows of the list in
/// preparations.cpp. Each pair is as Preparation says.

/// The directory of the configuration; given to server.user when root makes it.
std::string examine_directory(const Start& start);
void perform_directory(Start& start);

/// The socket to listen on.
std::string examine_socket(const Start& start);
void perform_socket(Start& start);

std::string examine_pid_file(const Start& start);
void perform_pid_file(Start& start);

/// server.user and server.group. Performing becomes them for good.
std::string examine_user(const Start& start);
void perform_user(Start& start);
void become_user(const config::Config& config);

/// No other service on the same directory.
std::string examine_service(const Start& start);
void perform_service(Start& start);
