#include "store/accounts.h"
