#include <iostream>

#include "commands/commands.h"
#include "commands/exit_codes.h"
#include "gateway/gateway.h"
#include "serve.h"

int answer_command(const Words& /*words*/) {
  switch (gateway::detect_launch()) {
    case gateway::Launch::fastcgi:
      return serve_spawned({});
    case gateway::Launch::cgi:
      return serve_once({});
    case gateway::Launch::command:
      break;
  }
  std::cerr << "doorward: no web server has started this process, and no command was given.\n"
               "Try 'doorward help'.\n";
  return kUsage;
}
