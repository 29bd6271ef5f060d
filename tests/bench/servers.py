"""Starts everything that is measured: one database, one nginx, and all servers between them."""
import os
import secrets
import shutil
import subprocess
import time

import configurations
import data
import oauth
import own
import probe
import sockets
from configurations import CHEAPEST_HASH, SAME_WORKERS, WORKERS
from request import Request
from rivals import glewlwyd, lemonldap, provider
from subjects import SUBJECTS, subject_of
from tokens import PEOPLE

LOGINS = 4  # accounts that sign in again and again
RIVALS = (glewlwyd, lemonldap, provider)
CACHE_SECONDS = 5  # the default
# Name, seconds that a token is remembered, lines of its configuration besides.
DOORWARDS = (("doorward", CACHE_SECONDS, ""), ("uncached", 0, ""),
             ("doorward-normal", CACHE_SECONDS, SAME_WORKERS),
             ("uncached-normal", 0, SAME_WORKERS), ("cheap", CACHE_SECONDS, CHEAPEST_HASH))
IN_ANY_CASE = ("doorward", "cheap")


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
                    lambda: sockets.accepts(socket))


def start_nginx(processes, subjects, ports, jwks_port, addresses=()):
    """In front of these subjects; it also publishes the key set in "www"."""
    scratch = processes.scratch
    file = scratch / "nginx.conf"
    file.write_text(configurations.nginx(scratch, subjects, ports, jwks_port, dict(addresses)))
    processes.start("nginx", ["nginx", "-p", scratch, "-c", file, "-e", scratch / "nginx.log"],
                    lambda: probe.ask(jwks_port, Request("/jwks.json"))[0] == 200)


class Servers:
    """All that these subjects need, in a directory of their own."""

    def __init__(self, processes, tokens, subjects):
        self.processes = processes
        self.scratch = processes.scratch
        self.bin = self.scratch / "bin"
        self.tokens = tokens
        self.subjects = [each for each in SUBJECTS if each in subjects or each.name == "validate"]
        self.needed = {each.server for each in self.subjects}
        ports = sockets.free_ports(len(SUBJECTS) + 2)
        self.jwks_port, self.glewlwyd_port = ports.pop(), ports.pop()
        self.ports = dict(zip((each.name for each in SUBJECTS), ports))
        self.password = secrets.token_hex(8)
        self.logins = LOGINS
        self.rsa_key, self.rsa_public = self.scratch / "rsa.pem", self.scratch / "rsa-public.pem"
        self.members = {}  # of whom a subject is: those people

    def start(self):
        self.make_directories()
        start_database(self.processes)
        data.query(self.database, "create database bench")
        start_nginx(self.processes, self.subjects, self.ports, self.jwks_port,
                    {glewlwyd.NAME: f"127.0.0.1:{self.glewlwyd_port}"})
        self.start_doorwards()
        self.fill_database()
        self.start_limits()
        self.start_lookups()
        self.start_rivals()
        self.examine()
        for name in ("doorward-normal", "uncached-normal"):
            if name in self.needed:
                self.processes.stop_waiting_for_turns(name)

    @property
    def database(self):
        return self.scratch / "mariadb.sock"

    def make_directories(self):
        for directory in ("tmp", "www", *(name for name, _, _ in DOORWARDS)):
            (self.scratch / directory).mkdir()
        shutil.copy(self.scratch / "jwks.json", self.scratch / "www")
        for words in (["genrsa", "-out", self.rsa_key, "2048"],
                      ["rsa", "-in", self.rsa_key, "-pubout", "-out", self.rsa_public]):
            subprocess.run(["openssl", *words], check=True, stderr=subprocess.DEVNULL)
        hand_over(self.scratch)

    def give_away(self, directory):
        """This directory, with what is in it, to whom the servers run as."""
        for path in (directory, *directory.rglob("*")):
            if os.geteuid() == 0:
                shutil.chown(path, "nobody", "nogroup")

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
        return path, lambda: sockets.accepts(path)

    def environment(self, name):
        return {"DOORWARD_CONFIG": str(self.scratch / f"{name}.toml")}

    def start_doorwards(self):
        for name, cache_seconds, more in DOORWARDS:
            if name not in self.needed and name not in IN_ANY_CASE:
                continue
            self.write(f"{name}.toml", configurations.doorward(
                self.scratch, name, self.tokens.secret, self.jwks_port, cache_seconds, more))
            _, ready = self.listening(name)
            self.processes.run([self.bin / "doorward", "migrate"], self.environment(name))
            self.processes.start(name, [self.bin / "doorward", "serve"], ready,
                                 self.environment(name))

    def add_account(self, username, server):
        self.processes.run([self.bin / "doorward", "account", "add", username],
                           self.environment(server), self.password + "\n")

    def add_client(self):
        told = self.processes.run(
            [self.bin / "doorward", "client", "add", "--name", "bench", "--redirect-uri",
             oauth.REDIRECT_URI], self.environment("doorward"))
        return oauth.Client(*(line.split()[-1] for line in told.splitlines()[:2]))

    def fill_database(self):
        self.client = self.add_client()
        data.query(self.database, data.sql(self.tokens.people, self.client.id,
                                           int(time.time() * 1000)), "bench")
        for number in range(self.logins):
            self.add_account(f"login{number}", "doorward")
        self.add_account("cheap", "cheap")
        data.query(self.database, data.PASSWORD.format(username="cheap"), "bench")

    def start_limits(self):
        """Each with as many processes as doorward has, and as long an answer; in both classes."""
        body = probe.body_of(subject_of("validate"), self.ports["validate"], self.tokens.people[0])
        for name, last in (("bare", len(body)), ("bare_kept", len(body)), ("fixed", len(body)),
                           ("kept", len(body)), ("join", self.database),
                           ("insert", self.database), ("register", self.database)):
            self.start_in_both_classes(
                name, lambda socket: [self.bin / name, socket, WORKERS, last])

    def start_lookups(self):
        """The same look-up as people write it."""
        settings = [word for each in configurations.PHP_SETTINGS for word in ("-d", each)]

        def php(socket):
            file = self.write(f"{socket.name}.conf", configurations.php(self.scratch, socket))
            return ["php-fpm8.2", "-F", "-y", file, *settings]

        def node(socket):
            return ["node", self.scratch / "rivals/server.mjs", socket, self.database,
                    self.scratch / "public.pem"]

        self.start_in_both_classes("php", php)
        self.start_in_both_classes("node", node, {"NODE_ENV": "production"})

    def start_in_both_classes(self, name, command_for, environment=None):
        for each in (name, f"{name}-batch"):
            if each in self.needed:
                socket, ready = self.listening(each)
                self.processes.start(each, command_for(socket), ready, environment,
                                     batch=each != name)

    def start_rivals(self):
        """And has people join them, who are asked for from then on."""
        self.members = {own.NAME: own.members(self), "logins": own.logins(self)}
        for rival in RIVALS:
            subjects = [each for each in self.subjects if each.of == rival.NAME]
            if subjects:
                rival.start(self)
                port = self.ports[subjects[0].name]
                self.members[rival.NAME] = rival.members(self, port, PEOPLE)

    def examine(self):
        """Whether everybody answers as expected; writes what members ask."""
        again = [each for each in self.subjects
                 if each.script == "load.lua" and not each.unseen and not each.of]
        probe.examine_tokens(again, self.ports, self.tokens.people)
        for subject in self.subjects:
            if subject.of:
                members = self.members[subject.of]
                self.tokens.write(subject.name, map(subject.request, members))
                if subject.script == "load.lua":
                    for member in members:
                        probe.examine_member(subject, self.ports[subject.name], member)
