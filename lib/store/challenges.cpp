#include "store/challenges.h"
