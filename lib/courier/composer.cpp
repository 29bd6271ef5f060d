#include "courier/composer.h"
