#pragma once

#include <string>

#include "base/error.h"

/// What whoever runs the machine may read of an error. Where its public text only puts off a client
/// of the service ("Please try again later"), that is the cause alone.
std::string words_for_operator(const base::Error& error);
