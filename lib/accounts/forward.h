#pragma once

#include "store/forward.h"

/// Forward declarations for headers that only pass these on; include the header that is named to
/// read their fields.
namespace crypto {
struct Asker;  // hashing.h
}

namespace accounts {

struct Context;  // context.h
struct Origin;   // origin.h

}  // namespace accounts
