#include "gateway/served.h"
