#pragma once

#include <stddef.h>

/// Makes the answer of answer_once(): the records in which libfcgi gives JSON of so many bytes.
void prepare_records(size_t length);

/// Receives once, and answers in one call if that was one whole request of FastCGI. False: the
/// connection has ended or is to be closed. Ends the program when anything else came.
int answer_once(int connection);
