#include "router/error_response.h"
