#include "commands/prepare.h"

#include <algorithm>

#include "config/config.h"
#include "configuration.h"
#include "ownership.h"
#include "schema.h"
#include "worker.h"

config::Config prepare_as_owner(const Arguments& arguments) {
  auto config = require_configuration(arguments.config());
  make_owned_directory(config);
  become_owner(config);
  require_usable_files(config);
  return config;
}

config::Config prepare(const Arguments& arguments, LogOf log) {
  auto config = prepare_as_owner(arguments);
  open_log(config, log);
  require_database(config);
  return config;
}
