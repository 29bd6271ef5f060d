#include "templates/templates.h"
