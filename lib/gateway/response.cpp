#include "gateway/response.h"
