"""The rounds: in each of them every subject once, so that all meet the same machine."""
import os
import subprocess
import time

import load
from arithmetic import key
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
        self.number = 0

    def url(self, subject, path="/"):
        return f"http://127.0.0.1:{self.servers.ports[subject.name]}{path}"

    def wrk(self, subject, connections, name, seconds):
        words = load.command("load.lua", connections, seconds, self.url(subject),
                             [self.tokens.requests_of(subject, self.number), subject.method,
                              "once" if subject.unseen else "again"])
        return load.checked(name, load.run(name, words, seconds))

    def warm_up(self, samples):
        """Every load once, and no figure of it."""
        for name in sorted({sample.partition("@")[0] for sample in samples if "@" in sample}):
            subject = next((each for each in SUBJECTS if each.name == name), None)
            if subject and not subject.unseen:
                self.wrk(subject, 16, name, WARM_UP)

    def load(self, subject, connections, name):
        """One load on one subject, with the CPU that its server has used."""
        before = self.processes.cpu_seconds(subject.server)
        result = self.wrk(subject, connections, name, self.seconds)
        used = self.processes.cpu_seconds(subject.server) - before
        self.processes.check(subject.server)
        return load.sample_of(result, used)

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

    def verify(self):
        """libcrypto alone on every core at once, as busy as they are under load."""
        words = [self.servers.bin / "verify", self.servers.scratch / "public.pem",
                 self.servers.scratch / "one.jwt", "0.5"]
        running = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
                   for _ in range(os.cpu_count())]
        times = [float(each.communicate(timeout=30)[0]) for each in running]
        return {"cpu_us": sum(times) / len(times)}

    def take(self, sample):
        """The sample of this name."""
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


def all_samples(targets, quick):
    """What these targets need, in the order of the subjects; all loads of these subjects if there
    is time."""
    needed = {sample for target in targets for sample in target.samples}
    names = {sample.partition("@")[0] for sample in needed}
    loads = [key(subject.name, level) for subject in SUBJECTS for level in subject.levels
             if key(subject.name, level) in needed or (not quick and subject.name in names)]
    by_level = sorted(loads, key=lambda sample: int(sample.partition("@")[2]))
    return by_level + sorted(needed - set(loads))
