#pragma once

#include "origin.h"

namespace accounts {
class Closure;
class SignIn;
class SignUp;
class Tokens;
}  // namespace accounts

namespace account {

/// The use cases that this API asks. Whoever asks one of them includes its header.
struct Deps {
  accounts::SignUp& sign_up;
  accounts::SignIn& sign_in;
  accounts::Tokens& account_tokens;
  accounts::Closure& closure;
  OriginOf origin_of;
};

}  // namespace account
