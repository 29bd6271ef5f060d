#include "crypto/opaque_token.h"
