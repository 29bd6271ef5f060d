#include "gateway/served.h"

#include "base/log.h"

namespace {

volatile std::sig_atomic_t stopping = 0;

void append(std::string& out, const std::string& name, std::string_view value) {
  out.append(name).append("=").append(value).append("\n");
}

void append_all(std::string& out, const std::string& kind, const gateway::Fields& fields) {
  for (const auto& field : fields) append(out, kind + "." + field.name, field.value);
}

int work(const gateway::Loop& loop, const gateway::Options& options,
         const gateway::Service& service) {
  base::log::open("/dev/null");
  signal(SIGABRT, SIG_DFL);  // the test framework would go on with the tests, in this process
  gateway::serve_fastcgi(loop, options, service);
  return 0;
}

}  // namespace

gateway::Parking parking;

gateway::Response describe(const gateway::Request& request) {
  std::string out;
  append(out, "method", request.method_text);
  append(out, "path", request.path);
  append(out, "fault", request.fault ? base::name_of(request.fault->code()) : "none");
  append(out, "bytes", std::to_string(request.body.size()));
  append(out, "pid", std::to_string(getpid()));
  append_all(out, "query", request.query);
  append_all(out, "header", request.headers);
  append(out, "body", request.body);
  return gateway::Response::text(out);
}

Worker::Worker(int listening, const gateway::Options& options, const gateway::Service& service,
               int hand_over_out, int hand_over_in)
    : process_([&] {
        gateway::Loop loop;
        loop.listening = listening;
        loop.stop = &stopping;
        sigemptyset(&loop.interrupts);
        sigaddset(&loop.interrupts, SIGTERM);
        loop.hand_over_out = hand_over_out;
        loop.hand_over_in = hand_over_in;
        loop.parking = &parking;
        pthread_sigmask(SIG_BLOCK, &loop.interrupts, nullptr);
        struct sigaction action {};
        action.sa_handler = [](int) { stopping = 1; };
        sigaction(SIGTERM, &action, nullptr);
        return work(loop, options, service);
      }) {}
