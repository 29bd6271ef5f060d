#include "accounts/closure.h"
