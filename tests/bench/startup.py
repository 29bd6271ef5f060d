"""How long doorward takes as a plain CGI program: one process for each request, with SQLite."""
import os
import time

from arithmetic import median

RUNS = 15  # in each round

SETTINGS = """directory = "{scratch}/cgi"
server.workers = 4
abuse.failures_per_address = 1
log.target = "{scratch}/cgi.log"
"""

COMMON = {"GATEWAY_INTERFACE": "CGI/1.1", "SERVER_PROTOCOL": "HTTP/1.1", "SERVER_NAME": "localhost",
          "SERVER_PORT": "80", "REMOTE_ADDR": "192.0.2.1", "HTTP_HOST": "localhost",
          "SERVER_SOFTWARE": "bench", "SCRIPT_NAME": ""}
BODY = '{"username":"nobody","password":"wrong"}'


def variables(method, path, **more):
    return {**COMMON, "REQUEST_METHOD": method, "REQUEST_URI": path, "PATH_INFO": path,
            "QUERY_STRING": "", **more}


class Cgi:
    """A database of its own, in which one sign-in has failed: the next one is one too many."""

    def __init__(self, scratch):
        self.program = scratch / "bin/doorward"
        config = scratch / "cgi.toml"
        config.write_text(SETTINGS.format(scratch=scratch))
        self.environment = {"DOORWARD_CONFIG": str(config)}
        self.body, self.answer = scratch / "cgi.body", scratch / "cgi.answer"
        self.body.write_text(BODY)
        self.requests = {
            "cgi-health": (variables("GET", "/health"), "200"),
            "cgi-refused": (variables("POST", "/account/authenticate",
                                      CONTENT_TYPE="application/json",
                                      CONTENT_LENGTH=str(len(BODY))), "403")}
        self.run(self.requests["cgi-refused"][0])

    def run(self, request):
        """Milliseconds from the start of the process to its end, and those of CPU."""
        descriptors = [(os.POSIX_SPAWN_OPEN, 0, str(self.body), os.O_RDONLY, 0),
                       (os.POSIX_SPAWN_OPEN, 1, str(self.answer),
                        os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)]
        begun = time.perf_counter()
        child = os.posix_spawn(self.program, [str(self.program)], {**self.environment, **request},
                               file_actions=descriptors)
        _, _, used = os.wait4(child, 0)
        return 1000 * (time.perf_counter() - begun), 1000 * (used.ru_utime + used.ru_stime)

    def measure(self, name):
        """The median of many runs; RuntimeError for another answer than the expected one."""
        request, status = self.requests[name]
        whole, cpu = zip(*(self.run(request) for _ in range(RUNS)))
        answer = self.answer.read_text()
        if not answer.startswith(f"Status: {status}"):
            raise RuntimeError(f"{name} answers:\n{answer}")
        return {"ms": median(whole), "cpu_ms": median(cpu)}
