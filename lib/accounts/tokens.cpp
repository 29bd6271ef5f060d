#include "accounts/tokens.h"
