#pragma once

#include <stdexcept>

#include "support/process.h"
#include "support/temp_directory.h"

/// Makes key.pem and certificate.pem for "localhost". The certificate vouches for itself, so it is
/// its own authority.
inline void make_certificate(const TempDirectory& directory) {
  const Command command{
      .arguments = {"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                    "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
                    directory.file("key.pem"), "-out", directory.file("certificate.pem")},
      .log = directory.file("openssl.log"),
      .as_nobody = false};
  if (run(command) != 0) throw std::runtime_error("openssl makes no certificate");
}
