#pragma once

#include <fcgiapp.h>
#include <stddef.h>

/// Makes the answer of fixed_answer(): JSON of so many bytes (of 13 at least), with its header.
void prepare_answer(size_t length);

/// Gives that answer.
void fixed_answer(FCGX_Request* request);

/// Takes one request after another, over connections that live for one request each.
void answer_each(int listener, void (*answer)(FCGX_Request*));
