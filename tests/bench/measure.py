"""The rounds: in each of them every subject once, so that all meet the same machine."""
import os
import subprocess
import time

import load
from arithmetic import key
from machine import Machine
from subjects import SUBJECTS, subject_of

LOGIN_CONNECTIONS = 8
HEAD_START = 0.5  # seconds that people sign in before anything is measured
WARM_UP = 2  # seconds under load before the first round: compilers and caches get ready


class Meter:
    def __init__(self, servers, cgi, options):
        self.servers = servers
        self.processes = servers.processes
        self.tokens = servers.tokens
        self.cgi = cgi
        self.seconds = options.seconds
        self.number = 0  # of the round
        self.loads = 0

    def url(self, subject, path="/"):
        return f"http://127.0.0.1:{self.servers.ports[subject.name]}{path}"

    def arguments(self, subject):
        """Of the script of this subject."""
        self.loads += 1
        file = self.tokens.requests_of(subject, self.number)
        if subject.script == "register.lua":
            return [f"{subject.name}-{self.loads}"]
        if subject.script == "flow.lua":
            then = subject.then(self.servers.members[subject.of][0])
            return [file, then.path, then.authorization, then.body]
        return [file, subject.method, "once" if subject.unseen else "again"]

    def wrk(self, subject, connections, name, seconds):
        words = load.command(subject.script, connections, seconds, self.url(subject),
                             self.arguments(subject))
        return load.checked(name, load.run(name, words, seconds), subject.forgiven)

    def warm_up(self, samples):
        """Every load once, and no figure of it."""
        for subject in subjects_of(samples):
            if not subject.unseen:
                self.wrk(subject, subject.levels[0], subject.name, WARM_UP)

    def load(self, subject, connections, name):
        """One load on one subject, with the CPU that its server has used."""
        before = self.processes.cpu_seconds(subject.server)
        result = self.wrk(subject, connections, name, self.seconds)
        used = self.processes.cpu_seconds(subject.server) - before
        self.processes.check(subject.server)
        self.check_class(subject.server)
        return load.sample_of(result, used, self.hash_us() if subject.hashes else 0)

    def check_class(self, server):
        """RuntimeError when a worker that should be as others are waits for its turns again."""
        if server.endswith("-normal") and self.processes.waiting_for_turns(server):
            raise RuntimeError(f"{server} has replaced a worker")

    def during_logins(self, subject, connections, name):
        """The same while people sign in, more of them than may hash at the same time."""
        words = load.command("logins.lua", LOGIN_CONNECTIONS, self.seconds + 1,
                             self.url(subject, "/account/authenticate"),
                             [self.servers.password, self.servers.logins])
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as logins:
            time.sleep(HEAD_START)
            sample = self.load(subject, connections, name)
            told = load.result_in(logins.communicate(timeout=30)[0])
        if told["signed_in"] == 0 or told["failed"] > 0:
            raise load.BadLoad(f"{name}: sign-ins: {told}")
        return sample

    def on_all_cores(self, program, *words):
        """Microseconds of CPU for what it does again and again, a copy of it on every core, as
        busy as they are under load."""
        command = [self.servers.bin / program, *words, "0.5"]
        running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
                   for _ in range(os.cpu_count())]
        times = [float(each.communicate(timeout=30)[0]) for each in running]
        return sum(times) / len(times)

    def verify(self):
        """libcrypto alone."""
        return {"cpu_us": self.on_all_cores("verify", self.servers.scratch / "public.pem",
                                            self.servers.scratch / "one.jwt")}

    def hash_us(self):
        """libsodium alone, at the cheapest cost (configurations.CHEAPEST_HASH)."""
        return self.on_all_cores("hash", "1", "8")

    def take(self, sample):
        """The sample of this name, and what share of the processors others used meanwhile."""
        watch = Machine(self.processes.all_cpu_seconds)
        return {**self.taken(sample), "others": watch.others()}

    def taken(self, sample):
        if sample == "verify":
            return self.verify()
        if sample == "worker":
            return {"unshared_mib": self.processes.unshared_mib("doorward")}
        if sample.startswith("cgi-"):
            return self.cgi.measure(sample)
        name, _, connections = sample.partition("@")
        if name == "validate-during-logins":
            return self.during_logins(subject_of("validate"), int(connections), sample)
        return self.load(subject_of(name), int(connections), sample)

    def round(self, samples):
        """Every other round goes the other way, so that a drift favours nobody."""
        order = samples if self.number % 2 == 0 else samples[::-1]
        taken = {sample: self.take(sample) for sample in order}
        self.servers.forget_logs()
        self.number += 1
        return {sample: taken[sample] for sample in samples}


def subjects_of(samples):
    """The subjects that are loaded for these samples."""
    names = {sample.partition("@")[0] for sample in samples if "@" in sample}
    if "validate-during-logins" in names:
        names.add("validate")
    return [each for each in SUBJECTS if each.name in names]


def all_samples(targets, quick):
    """What these targets need, in the order of the subjects; all loads of these subjects if there
    is time."""
    needed = {sample for target in targets for sample in target.samples}
    names = {sample.partition("@")[0] for sample in needed}
    loads = [key(subject.name, level) for subject in SUBJECTS for level in subject.levels
             if key(subject.name, level) in needed or (not quick and subject.name in names)]
    by_level = sorted(loads, key=lambda sample: int(sample.partition("@")[2]))
    return by_level + sorted(needed - set(loads))
