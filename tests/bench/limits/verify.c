// verify KEY TOKEN SECONDS: verifies the EdDSA signature of a JWT (a file with a public key as PEM,
// a file with the token) again and again, and prints the microseconds of CPU for one.
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { room = 4096, portion = 100 };

static _Noreturn void fail(const char* what) {
  fprintf(stderr, "%s\n", what);
  exit(1);
}

static EVP_PKEY* read_key(const char* path) {
  FILE* file = fopen(path, "r");
  EVP_PKEY* key = file != NULL ? PEM_read_PUBKEY(file, NULL, NULL, NULL) : NULL;
  if (key == NULL) fail("no key");
  fclose(file);
  return key;
}

static void read_token(const char* path, char* token) {
  FILE* file = fopen(path, "r");
  if (file == NULL || fgets(token, room, file) == NULL) fail("no token");
  fclose(file);
  token[strcspn(token, "\n")] = '\0';
}

// The 64 bytes that the 86 characters of base64url at `text` stand for.
static void decode_signature(const char* text, unsigned char* signature) {
  char padded[] =
      "......................................................................"
      "................==";
  unsigned char decoded[66];
  if (strlen(text) != 86) fail("no signature of 64 bytes");
  for (int i = 0; i < 86; ++i) padded[i] = text[i] == '-' ? '+' : text[i] == '_' ? '/' : text[i];
  if (EVP_DecodeBlock(decoded, (const unsigned char*)padded, 88) != 66) fail("no base64url");
  memcpy(signature, decoded, 64);
}

static void verify(EVP_PKEY* key, const char* text, size_t length, const unsigned char* signature) {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  if (EVP_DigestVerifyInit(context, NULL, NULL, NULL, key) != 1 ||
      EVP_DigestVerify(context, signature, 64, (const unsigned char*)text, length) != 1) {
    fail("the signature is not right");
  }
  EVP_MD_CTX_free(context);
}

static double cpu_seconds(void) {
  struct timespec used;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return (double)used.tv_sec + (double)used.tv_nsec / 1e9;
}

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  EVP_PKEY* key = read_key(argv[1]);
  char token[room];
  read_token(argv[2], token);
  const char* dot = strrchr(token, '.');
  if (dot == NULL) fail("no token");
  unsigned char signature[64];
  decode_signature(dot + 1, signature);

  const double start = cpu_seconds();
  const double seconds = atof(argv[3]);
  long done = 0;
  while (cpu_seconds() - start < seconds) {
    for (int i = 0; i < portion; ++i) verify(key, token, (size_t)(dot - token), signature);
    done += portion;
  }
  printf("%.3f\n", 1e6 * (cpu_seconds() - start) / (double)done);
  return 0;
}
