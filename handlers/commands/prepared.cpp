#include "commands/prepared.h"

#include <sys/stat.h>

#include "configuration.h"
#include "schema.h"
#include "worker.h"

config::Config prepared(const Arguments& arguments) {
  auto config = configuration(arguments.config());
  umask(077);
  open_log(config);
  require_database(config);
  return config;
}
