#pragma once

/// Forward declarations for headers that only pass these on; include the header that is named to
/// read their fields.
namespace model {

struct Account;  // account.h

}  // namespace model
