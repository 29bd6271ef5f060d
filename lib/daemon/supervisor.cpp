#include "daemon/supervisor.h"
