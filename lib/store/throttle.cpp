#include "store/throttle.h"
