#include <csignal>

#include "commands/commands.h"
#include "commands/program.h"

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file that must not grow is an error of write(2), not our end
  return run_program(
      {
          {"serve", "answer requests as a daemon with workers and a courier", serve_command},
          {"courier", "deliver what is queued", courier_command},
          {"migrate", "bring the database up to date", migrate_command},
          {"check", "examine the configuration and all that it names", check_command},
          {"routes", "print every route and who may call it", routes_command},
          {"account", "list accounts, show one, or change its tier", account_command},
          {"client", "add, list, show or remove OAuth2 clients", client_command},
          {"outbox", "list, show, requeue or drop queued messages", outbox_command},
          {"key", "list, rotate or export the keys that sign tokens", key_command},
          {"token", "check signed tokens, list an account's OAuth2 tokens, or revoke some",
           token_command},
          {"version", "print the version", version_command},
      },
      {argv, argv + argc}, answer_command);
}
