#include <poll.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <map>

#include "base/log.h"
#include "gateway/served.h"
#include "support/poll.h"
#include "support/shared_memory.h"

using std::chrono::seconds;

namespace {

using Environment = std::map<std::string, std::string>;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

struct Pipe {
  Pipe() {
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  void close_end(int end) {
    if (ends[end] >= 0) close(ends[end]);
    ends[end] = -1;
  }
  int ends[2]{-1, -1};
};

/// A CGI process, with a pipe to its input and one from its output.
class CgiProcess {
 public:
  CgiProcess(
      const Environment& environment, const gateway::Options& options,
      std::function<void()> afterwards = [] {})
      : process_([&] {
          clearenv();
          for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
          dup2(input_.ends[0], STDIN_FILENO);
          dup2(output_.ends[1], STDOUT_FILENO);
          for (Pipe* pipe : {&input_, &output_}) {
            pipe->close_end(0);
            pipe->close_end(1);
          }
          base::log::open("/dev/null");
          gateway::serve_cgi(options, describe);
          afterwards();
          return 0;
        }) {
    input_.close_end(0);
    output_.close_end(1);
  }

  void send(std::string_view text) {
    while (!text.empty()) {
      const auto sent = write(input_.ends[1], text.data(), text.size());
      if (sent <= 0) return;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  void finish_sending() { input_.close_end(1); }

  std::string output() {
    std::string out;
    char buffer[4096];
    pollfd state{output_.ends[0], POLLIN, 0};
    while (poll(&state, 1, 15'000) == 1) {
      const auto got = read(output_.ends[0], buffer, sizeof buffer);
      if (got <= 0) break;
      out.append(buffer, static_cast<std::size_t>(got));
    }
    return out;
  }
  int wait() { return process_.wait(); }

 private:
  Pipe input_;
  Pipe output_;
  Forked process_;
};

Environment variables(const std::string& method, const Environment& more = {}) {
  Environment all{{"GATEWAY_INTERFACE", "CGI/1.1"},
                  {"REQUEST_METHOD", method},
                  {"REQUEST_URI", "/a?b=c"},
                  {"REMOTE_ADDR", "192.0.2.1"}};
  all.insert(more.begin(), more.end());
  return all;
}

std::string run(const Environment& environment, std::string_view input,
                const gateway::Options& options = {}) {
  CgiProcess process(environment, options);
  process.send(input);
  process.finish_sending();
  return process.output();
}

int launch_with(int input, const Environment& environment) {
  Forked process([&] {
    clearenv();
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    dup2(input, STDIN_FILENO);
    return static_cast<int>(gateway::detect_launch());
  });
  return process.wait();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cgi_process)

BOOST_AUTO_TEST_CASE(the_one_request_is_answered) {
  const auto out = run(variables("GET"), "");
  BOOST_TEST(out.starts_with("Status: 200 OK\r\n"));
  BOOST_TEST(contains(out, "path=/a\nfault=none\n"));
  BOOST_TEST(contains(out, "query.b=c\n"));
}

BOOST_AUTO_TEST_CASE(a_body_is_read_as_far_as_it_claims) {
  const auto out = run(variables("POST", {{"CONTENT_LENGTH", "5"}}), "hello, and more");
  BOOST_TEST(contains(out, "body=hello\n"));
  BOOST_TEST(contains(out, "fault=none\n"));
}

BOOST_AUTO_TEST_CASE(a_chunked_body_has_no_length_and_is_read_to_its_end) {
  const std::string content(100'000, 'x');
  BOOST_TEST(contains(run(variables("POST"), content), "bytes=100000\n"));
}

BOOST_AUTO_TEST_CASE(a_body_that_is_cut_is_never_acted_on) {
  const auto out = run(variables("POST", {{"CONTENT_LENGTH", "50"}}), "hello");
  BOOST_TEST(contains(out, "fault=invalid_argument\nbytes=0\n"));
}

BOOST_AUTO_TEST_CASE(a_body_over_the_bound_is_refused) {
  const auto claimed = run(variables("POST", {{"CONTENT_LENGTH", "999999999999"}}), "hello");
  BOOST_TEST(contains(claimed, "fault=payload_too_large\n"));
  gateway::Options small;
  small.limits.body = 10;
  BOOST_TEST(contains(run(variables("POST"), "hello, world", small), "fault=payload_too_large\n"));
}

BOOST_AUTO_TEST_CASE(a_body_that_stalls_is_a_timeout) {
  gateway::Options options;
  options.idle_timeout = seconds(1);
  CgiProcess process(variables("POST", {{"CONTENT_LENGTH", "5"}}), options);
  process.send("hel");
  BOOST_TEST(contains(process.output(), "fault=timeout\nbytes=0\n"));
}

BOOST_AUTO_TEST_CASE(a_request_without_a_body_waits_for_no_input) {
  CgiProcess process(variables("GET"), {});
  BOOST_TEST(contains(process.output(), "fault=none\n"));
  BOOST_TEST(process.wait() == 0);
}

BOOST_AUTO_TEST_CASE(the_answer_is_complete_before_the_caller_goes_on) {
  Shared<std::atomic<bool>> released;
  CgiProcess process(variables("GET"), {}, [&] {
    if (write(STDOUT_FILENO, "stray", 5) != 5) _exit(1);
    eventually([&] { return released->load(); });
  });
  BOOST_TEST(!contains(process.output(), "stray"));
  *released = true;
  BOOST_TEST(process.wait() == 0);
}

BOOST_AUTO_TEST_CASE(the_launch_is_read_off_descriptor_0_and_the_environment) {
  const ListeningSocket listening;
  const Pipe pipe;
  const auto cgi = variables("GET");
  BOOST_TEST(launch_with(listening.fd(), {}) == static_cast<int>(gateway::Launch::fastcgi));
  BOOST_TEST(launch_with(listening.fd(), cgi) == static_cast<int>(gateway::Launch::fastcgi));
  BOOST_TEST(launch_with(pipe.ends[0], cgi) == static_cast<int>(gateway::Launch::cgi));
  BOOST_TEST(launch_with(pipe.ends[0], {}) == static_cast<int>(gateway::Launch::command));
  BOOST_TEST(launch_with(pipe.ends[0], {{"REQUEST_METHOD", "GET"}}) ==
             static_cast<int>(gateway::Launch::command));
  const int unconnected = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  BOOST_TEST(launch_with(unconnected, {}) == static_cast<int>(gateway::Launch::command));
  close(unconnected);
}

BOOST_AUTO_TEST_SUITE_END()
