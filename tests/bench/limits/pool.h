#pragma once

/// What one process of a pool does for ever: it answers whoever connects to `listener`.
typedef void (*Work)(int listener);

/// Listens on a unix socket at this path, which everybody may write to. Ends the program when that
/// fails.
int listen_at(const char* path);

/// Runs `work` in so many processes. They end with the calling one, which never returns.
void run_pool(int processes, int listener, Work work);

/// Ends the program with this complaint.
_Noreturn void fail(const char* what);
