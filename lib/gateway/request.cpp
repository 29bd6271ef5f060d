#include "gateway/request.h"
