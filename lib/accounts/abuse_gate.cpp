#include "accounts/abuse_gate.h"
