#include "daemon/listener.h"
