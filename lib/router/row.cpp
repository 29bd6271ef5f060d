#include "router/row.h"
