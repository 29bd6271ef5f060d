#include "crypto/hash_slots.h"
