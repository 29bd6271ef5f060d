#include "crypto/passwords.h"
