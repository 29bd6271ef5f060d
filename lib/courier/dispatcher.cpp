#include "courier/dispatcher.h"
