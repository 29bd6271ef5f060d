#pragma once

#include <functional>

#include "accounts/origin.h"
#include "gateway/request.h"

/// From where a request comes, as the use cases want to know it: the client's address, and the best
/// language for mails to them.
using OriginOf = std::function<accounts::Origin(const gateway::Request&)>;
