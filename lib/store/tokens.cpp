#include "store/tokens.h"
