"""What the figures must come to, and whether they do."""
from dataclasses import dataclass

from arithmetic import figures, key, median, ratios, spread
from machine import TOO_BUSY
from subjects import SIGN_INS


@dataclass(frozen=True)
class Target:
    """A ratio of a figure of two samples; without `against` the figure itself."""
    name: str
    what: str
    figure: str  # "rate", "p99_ms", "cpu_us", "cpu_rate", "unshared_mib" or "ms"
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
    is_disturbed: bool = False  # the machine was too busy to trust it

    @property
    def word(self):
        if self.target.limit is None:
            return "?" if self.is_disturbed else ""
        return ("pass" if self.is_met else "MISSED") + ("?" if self.is_disturbed else "")

    @property
    def is_met(self):
        """True without a limit. What lies exactly on it is met."""
        if self.target.at_least is not None:
            return self.median >= self.target.at_least
        return self.target.at_most is None or self.median <= self.target.at_most


def was_disturbed(rounds, sample):
    """Whether others used too much of the machine in the middle one of the rounds."""
    shares = [each[sample].get("others", 0) for each in rounds if sample in each]
    return bool(shares) and median(shares) > TOO_BUSY


def verdict(target, rounds):
    """None when no round has measured what it needs."""
    values = target.values(rounds)
    if not values:
        return None
    disturbed = any(was_disturbed(rounds, sample) for sample in target.samples)
    return Verdict(target, median(values), *spread(values), disturbed)


def verdicts(targets, rounds):
    return [each for each in (verdict(target, rounds) for target in targets) if each]


def exit_code(found):
    """1 when one is missed, and when there is none at all."""
    return 0 if found and all(each.is_met for each in found) else 1


def rate(name, what, subject, against, at_least=None, connections=16):
    return Target(name, what, "rate", key(subject, connections), key(against, connections),
                  at_least=at_least)


def cpu(name, what, subject, against, at_most=None):
    return Target(name, what, "cpu_us", key(subject, 16), against, at_most=at_most)


def in_both_classes(make, name, what, subject, against, limit=None):
    """The target in doorward's own class, and in that of everybody."""
    return [make(name, what, subject, f"{against}-batch", limit),
            make(f"{name}-normal", f"{what}, normal", f"{subject}-normal", against, limit)]


def sign_ins(subject, what):
    return [rate(f"{subject}-{rival}", f"{what} / {title}", subject, f"sign-in-{rival}",
                 connections=SIGN_INS[0])
            for rival, title in (("glewlwyd", "Glewlwyd"), ("lemonldap", "LemonLDAP::NG"))]


LIMITS = [
    *in_both_classes(rate, "cached", "validate, cached / fixed answer", "validate", "fixed", 0.85),
    *in_both_classes(rate, "cached-kept", "validate, cached / fixed answer, kept", "validate-kept",
                     "fixed-kept", 0.85),
    *in_both_classes(rate, "floor", "validate, cached / system calls alone", "validate", "bare"),
    *in_both_classes(rate, "floor-kept", "validate, cached / system calls, kept", "validate-kept",
                     "bare-kept"),
    *in_both_classes(rate, "uncached", "validate, no cache / prepared join", "validate-uncached",
                     "join", 0.75),
    *in_both_classes(rate, "check", "JWT seen before / fixed answer", "check", "fixed", 0.75),
    cpu("check-unseen", "JWT never seen, CPU / libcrypto alone", "check-unseen", "verify", 1.6),
    *in_both_classes(rate, "track", "track / durable insert", "track", "insert", 0.80),
    rate("tokens", "list of tokens / prepared join", "tokens", "join-batch", 0.60),
    rate("profile", "profile / prepared join", "profile", "join-batch", 0.60),
    Target("register", "register, CPU: bare rows / ours less hash", "cpu_rate",
           "register@16", "register-rows@16", at_least=0.6),
    rate("register-rate", "register / the bare rows", "register", "register-rows"),
]

LOOKUPS = [
    rate("php-uncached", "validate, no cache / php-fpm", "validate-uncached", "php", 1.4),
    rate("php-uncached-batch", "the same, php-fpm in our class", "validate-uncached", "php-batch"),
    rate("php-cached", "validate, cached / php-fpm", "validate", "php", 3.5),
    rate("php-cached-batch", "the same, php-fpm in our class", "validate", "php-batch"),
    rate("php-kept", "validate, cached, kept / php-fpm", "validate-kept", "php", 6),
    rate("php-kept-batch", "the same, php-fpm in our class", "validate-kept", "php-batch"),
    cpu("php-cpu-uncached", "CPU, no cache / php-fpm's", "validate-uncached", "php@16", 0.45),
    cpu("php-cpu-cached", "CPU, cached / php-fpm's", "validate", "php@16", 0.20),
    rate("node-uncached", "validate, no cache / Node", "validate-uncached", "node"),
    rate("node-uncached-batch", "the same, Node in our class", "validate-uncached", "node-batch"),
    rate("node-cached", "validate, cached / Node", "validate", "node"),
    rate("node-cached-batch", "the same, Node in our class", "validate", "node-batch"),
    rate("node-check", "JWT seen before / Node with jose", "check", "node-check"),
    rate("node-check-batch", "the same, Node in our class", "check", "node-check-batch"),
]

PEERS = [
    cpu("introspect", "introspection, cached, CPU / validation's", "introspect", "validate@16",
        1.3),
    rate("introspect-glewlwyd", "introspection / Glewlwyd", "introspect", "introspect-glewlwyd",
         35),
    rate("introspect-lemonldap", "introspection / LemonLDAP::NG", "introspect",
         "introspect-lemonldap", 12),
    rate("introspect-provider", "introspection / oidc-provider", "introspect",
         "introspect-provider", 4),
    rate("userinfo-glewlwyd", "userinfo / Glewlwyd", "userinfo", "userinfo-glewlwyd"),
    rate("userinfo-lemonldap", "userinfo / LemonLDAP::NG", "userinfo", "userinfo-lemonldap"),
    rate("userinfo-provider", "userinfo / oidc-provider", "userinfo", "userinfo-provider"),
    rate("flow-provider", "authorize to token / oidc-provider", "flow", "flow-provider", 1.5),
    rate("flow-lemonldap", "authorize to token / LemonLDAP::NG", "flow", "flow-lemonldap", 5),
    *sign_ins("sign-in", "sign-in, default hash"),
    *sign_ins("sign-in-cheap", "sign-in, cheapest hash"),
]

ALONE = [
    Target("kept-p99", "p99, 64 kept connections / new ones", "p99_ms", "validate-kept@64",
           "validate@64", at_most=1.0),
    Target("logins-p99", "p99 while people sign in / without", "p99_ms",
           "validate-during-logins@16", "validate@16", at_most=3),
    Target("memory", "a worker's own memory", "unshared_mib", "worker", at_most=8, unit=" MiB"),
    Target("cgi-health", "CGI: GET /health", "ms", "cgi-health", at_most=6, unit=" ms"),
    Target("cgi-refused", "CGI: a sign-in refused", "ms", "cgi-refused", at_most=10, unit=" ms"),
]

TARGETS = LIMITS + LOOKUPS + PEERS + ALONE
