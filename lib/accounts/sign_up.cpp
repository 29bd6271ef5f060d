#include "accounts/sign_up.h"
