"""Starts everything that is measured: one database, one nginx, and all servers between them."""
import os
import secrets
import shutil
import time

import configurations
import data
import probe
from configurations import WORKERS
from subjects import SUBJECTS, subject_of

LOGINS = 4  # accounts that sign in again and again


def hand_over(scratch):
    """Everything so far belongs to whom the servers run as."""
    if os.geteuid() == 0:
        for path in (scratch, *scratch.iterdir()):
            shutil.chown(path, "nobody", "nogroup")


def start_database(processes, *more):
    """A MariaDB without rows; `more`: arguments of the server."""
    scratch = processes.scratch
    folder, socket = f"--datadir={scratch / 'database'}", scratch / "mariadb.sock"
    processes.run(["mariadb-install-db", "--no-defaults", "--skip-test-db", folder,
                   "--auth-root-authentication-method=normal"])
    processes.start("mariadb", ["mariadbd", "--no-defaults", folder, f"--socket={socket}",
                                "--skip-networking", f"--pid-file={socket}.pid", *more],
                    lambda: probe.accepts(socket))


def start_nginx(processes, subjects, ports, jwks_port):
    """In front of these subjects; it also publishes the key set in "www"."""
    scratch = processes.scratch
    file = scratch / "nginx.conf"
    file.write_text(configurations.nginx(scratch, subjects, ports, jwks_port))
    processes.start("nginx", ["nginx", "-p", scratch, "-c", file, "-e", scratch / "nginx.log"],
                    lambda: probe.ask(jwks_port, "/jwks.json")[0] == 200)


class Servers:
    """All of them, in a directory of their own."""

    def __init__(self, processes, tokens):
        self.processes = processes
        self.scratch = processes.scratch
        self.bin = self.scratch / "bin"
        self.tokens = tokens
        ports = probe.free_ports(len(SUBJECTS) + 1)
        self.jwks_port = ports.pop()
        self.ports = dict(zip((each.name for each in SUBJECTS), ports))
        self.password = secrets.token_hex(8)
        self.logins = LOGINS

    def start(self):
        self.make_directories()
        start_database(self.processes)
        data.query(self.listening("mariadb")[0], "create database bench")
        start_nginx(self.processes, SUBJECTS, self.ports, self.jwks_port)
        self.start_doorward("doorward", 5)
        self.start_doorward("uncached", 0)
        self.fill_database()
        self.start_limits()
        self.start_rivals()
        probe.examine(self.ports, self.tokens.people)

    def make_directories(self):
        for directory in ("tmp", "www", "doorward", "uncached"):
            (self.scratch / directory).mkdir()
        shutil.copy(self.scratch / "jwks.json", self.scratch / "www")
        hand_over(self.scratch)

    def forget_logs(self):
        """A line for each request fills a disk."""
        for log in self.scratch.glob("*.log"):
            os.truncate(log, 0)

    def write(self, name, text):
        (self.scratch / name).write_text(text)
        return self.scratch / name

    def listening(self, name):
        """The unix socket of a server, and whether it listens there."""
        path = self.scratch / f"{name}.sock"
        return path, lambda: probe.accepts(path)

    def start_doorward(self, name, cache_seconds):
        text = configurations.doorward(self.scratch, name, self.tokens.secret, self.jwks_port,
                                       cache_seconds)
        environment = {"DOORWARD_CONFIG": str(self.write(f"{name}.toml", text))}
        _, ready = self.listening(name)
        self.processes.run([self.bin / "doorward", "migrate"], environment)
        self.processes.start(name, [self.bin / "doorward", "serve"], ready, environment)

    def fill_database(self):
        socket, _ = self.listening("mariadb")
        data.query(socket, data.sql(self.tokens.people, int(time.time() * 1000)), "bench")
        for number in range(self.logins):
            self.processes.run([self.bin / "doorward", "account", "add", f"login{number}"],
                               {"DOORWARD_CONFIG": str(self.scratch / "doorward.toml")},
                               self.password + "\n")

    def start_limits(self):
        """Each with as many processes as doorward has, and as long an answer."""
        body = probe.body_of(subject_of("validate"), self.ports["validate"], self.tokens.people[0])
        database, _ = self.listening("mariadb")
        for name, last in (("fixed", len(body)), ("kept", len(body)), ("join", database),
                           ("insert", database)):
            socket, ready = self.listening(name)
            self.processes.start(name, [self.bin / name, socket, WORKERS, last], ready)

    def start_rivals(self):
        settings = [word for each in configurations.PHP_SETTINGS for word in ("-d", each)]
        file = self.write("php-fpm.conf", configurations.php(self.scratch))
        _, ready = self.listening("php")
        self.processes.start("php", ["php-fpm8.2", "-F", "-y", file, *settings], ready)
        socket, ready = self.listening("node")
        database, _ = self.listening("mariadb")
        self.processes.start("node", ["node", self.scratch / "rivals/server.mjs", socket, database,
                                      self.scratch / "public.pem"], ready,
                             {"NODE_ENV": "production"})
