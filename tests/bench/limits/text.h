#pragma once

#include <stddef.h>

/// JSON of so many bytes (of 13 at least) with its header, as a FastCGI program writes it; *size:
/// the bytes of both. Ends the program when there is no memory.
char* json_text(size_t length, int* size);
