// hash PASSES KIB SECONDS: hashes a password by Argon2id at this cost again and again, and prints
// the microseconds of CPU for one.
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double cpu_seconds(void) {
  struct timespec used;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return (double)used.tv_sec + (double)used.tv_nsec / 1e9;
}

int main(int argc, char** argv) {
  if (argc != 4 || sodium_init() < 0) return 2;
  static const char password[] = "correct horse";
  char text[crypto_pwhash_STRBYTES];
  const double start = cpu_seconds();
  const double seconds = atof(argv[3]);
  long done = 0;
  while (cpu_seconds() - start < seconds) {
    if (crypto_pwhash_str_alg(text, password, strlen(password), strtoull(argv[1], NULL, 10),
                              strtoul(argv[2], NULL, 10) * 1024,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
      fputs("no memory, or no such cost\n", stderr);
      return 1;
    }
    ++done;
  }
  printf("%.3f\n", 1e6 * (cpu_seconds() - start) / (double)done);
  return 0;
}
