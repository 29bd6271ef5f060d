"""What the figures must come to, and whether they do."""
from dataclasses import dataclass

from arithmetic import figures, key, median, ratios, spread


@dataclass(frozen=True)
class Target:
    """A ratio of a figure of two samples; without `against` the figure itself."""
    name: str
    what: str
    figure: str  # "rate", "p99_ms", "cpu_us", "unshared_mib" or "ms"
    sample: str
    against: str = None
    at_least: float = None
    at_most: float = None
    unit: str = ""

    @property
    def samples(self):
        return [each for each in (self.sample, self.against) if each]

    @property
    def limit(self):
        return self.at_most if self.at_least is None else self.at_least

    @property
    def wanted(self):
        if self.limit is None:
            return "-"
        return f"{'<=' if self.at_least is None else '>='} {self.limit:g}{self.unit}"

    def values(self, rounds):
        if self.against is None:
            return figures(rounds, self.sample, self.figure)
        return ratios(rounds, self.sample, self.against, self.figure)


@dataclass(frozen=True)
class Verdict:
    """How a target came out: the median over the rounds decides."""
    target: Target
    median: float
    least: float
    greatest: float

    @property
    def word(self):
        if self.target.limit is None:
            return ""
        return "pass" if self.is_met else "MISSED"

    @property
    def is_met(self):
        """True without a limit. What lies exactly on it is met."""
        if self.target.at_least is not None:
            return self.median >= self.target.at_least
        return self.target.at_most is None or self.median <= self.target.at_most


def verdict(target, rounds):
    """None when no round has measured what it needs."""
    values = target.values(rounds)
    return Verdict(target, median(values), *spread(values)) if values else None


def verdicts(targets, rounds):
    return [each for each in (verdict(target, rounds) for target in targets) if each]


def exit_code(found):
    """1 when one is missed, and when there is none at all."""
    return 0 if found and all(each.is_met for each in found) else 1


def rate(name, what, subject, against, at_least=None):
    return Target(name, what, "rate", key(subject, 16), key(against, 16), at_least=at_least)


def cpu(name, what, subject, against, at_most=None):
    return Target(name, what, "cpu_us", key(subject, 16), against, at_most=at_most)


TARGETS = [
    rate("cached", "validate, cached / fixed answer", "validate", "fixed", 0.80),
    rate("cached-kept", "validate, cached / fixed answer, kept", "validate-kept", "fixed-kept",
         0.80),
    rate("uncached", "validate, no cache / prepared join", "validate-uncached", "join", 0.75),
    rate("check", "JWT seen before / fixed answer", "check", "fixed", 0.75),
    cpu("check-unseen", "JWT never seen, CPU / libcrypto alone", "check-unseen", "verify", 1.6),
    rate("track", "track / durable insert", "track", "insert", 0.80),
    rate("php-uncached", "validate, no cache / php-fpm", "validate-uncached", "php", 1.4),
    rate("php-cached", "validate, cached / php-fpm", "validate", "php", 3.5),
    rate("php-kept", "validate, cached, kept / php-fpm", "validate-kept", "php", 6),
    cpu("php-cpu-uncached", "CPU, no cache / php-fpm's", "validate-uncached", "php@16", 0.45),
    cpu("php-cpu-cached", "CPU, cached / php-fpm's", "validate", "php@16", 0.20),
    rate("tokens", "list of tokens / prepared join", "tokens", "join", 0.60),
    rate("profile", "profile / prepared join", "profile", "join", 0.60),
    Target("kept-p99", "p99, 64 kept connections / new ones", "p99_ms", "validate-kept@64",
           "validate@64", at_most=1.0),
    Target("logins-p99", "p99 while people sign in / without", "p99_ms",
           "validate-during-logins@16", "validate@16", at_most=3),
    Target("memory", "a worker's own memory", "unshared_mib", "worker", at_most=8, unit=" MiB"),
    Target("cgi-health", "CGI: GET /health", "ms", "cgi-health", at_most=6, unit=" ms"),
    Target("cgi-refused", "CGI: a sign-in refused", "ms", "cgi-refused", at_most=10, unit=" ms"),
    rate("node-uncached", "validate, no cache / Node", "validate-uncached", "node"),
    rate("node-cached", "validate, cached / Node", "validate", "node"),
    rate("node-check", "JWT seen before / Node with jose", "check", "node-check"),
]
