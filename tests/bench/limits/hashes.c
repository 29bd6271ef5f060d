// hashes THREADS COUNT PAUSE: so many hashes of a password in all, as doorward makes them by default,
// on so many threads, each with a pause of so many milliseconds before each. Prints the seconds of
// all, then the milliseconds of each.
#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { passes = 2, kib = 19456 };
static const char password[] = "correct horse";
static atomic_long left;
static long pause_ms;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double* took;  // milliseconds

static void* work(void* nothing) {
  char text[crypto_pwhash_STRBYTES];
  for (long i; (i = --left) >= 0;) {
    nanosleep(&(struct timespec){pause_ms / 1000, pause_ms % 1000 * 1000000}, NULL);
    const double start = now();
    if (crypto_pwhash_str_alg(text, password, strlen(password), passes, kib * 1024,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
      exit(1);
    }
    took[i] = 1e3 * (now() - start);
  }
  return nothing;
}

int main(int argc, char** argv) {
  if (argc != 4 || sodium_init() < 0) return 2;
  const int threads = atoi(argv[1]);
  const long count = left = atol(argv[2]);
  pause_ms = atol(argv[3]);
  took = calloc((size_t)count, sizeof *took);
  pthread_t* running = calloc((size_t)threads, sizeof *running);
  const double start = now();
  for (int i = 0; i < threads; ++i) pthread_create(&running[i], NULL, work, NULL);
  for (int i = 0; i < threads; ++i) pthread_join(running[i], NULL);
  printf("%.6f\n", now() - start);
  for (long i = 0; i < count; ++i) printf("%.3f\n", took[i]);
  return 0;
}
