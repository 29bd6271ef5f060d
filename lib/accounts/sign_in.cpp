#include "accounts/sign_in.h"
