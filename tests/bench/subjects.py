"""What is measured: each subject with its server, its way through nginx and its requests."""
from dataclasses import dataclass, replace
from typing import Callable

import own
from request import Request, bearer
from rivals import glewlwyd, lemonldap, provider

SKYLINK = "_A70A-ibzv2Woueb2_LutFjMq5nL9bamDtoSxYeq4nYwng"
LEVELS = (16, 64, 1)  # connections of the client
ONE_LEVEL = (16,)
SIGN_INS = (2,)  # nobody is told to come back


@dataclass(frozen=True)
class Person:
    """Whose tokens are sent; a line of people.txt (mint.cpp)."""
    account: str
    grant: str
    access: str
    bearer: str
    session: str
    consent: str
    lent: str
    access_token: str
    bearer_token: str
    session_token: str
    lent_token: str
    jwt: str
    portal_jwt: str


@dataclass(frozen=True)
class Subject:
    name: str
    what: str
    server: str  # of Processes
    request: Callable  # of a person, or of a member of `of`: a Request
    way: str = "new"  # to the server: WAYS of configurations.py
    method: str = "GET"
    status: int = 200
    levels: tuple = LEVELS
    unseen: bool = False  # sends each of its tokens once
    of: str = ""  # whose members are asked for, and not the people of mint.cpp
    script: str = "load.lua"
    then: Callable = None  # of flow.lua: the request that follows, of a member
    hashes: bool = False  # of a password, the cheapest: its CPU is taken off
    forgiven: float = 0  # share of its answers that may be refused

    @property
    def runs_node(self):
        return self.server.startswith(("node", provider.NAME))


def validate(person):
    return Request("/oauth2/validate", bearer(person.access_token))


def validate_by_id(person):
    return Request(f"/oauth2/validate?id={person.access}", bearer(person.access_token))


def check(person):
    return Request(f"/check?access_token={person.jwt}")


def track(person):
    return Request(f"/track/download/{SKYLINK}", bearer(person.portal_jwt))


def own_tokens(person):
    return Request("/account/tokens", bearer(person.bearer_token))


def profile(person):
    return Request("/api/user/profile", bearer(person.access_token))


def register(_):
    return Request("/account/register")


def in_both_classes(subject):
    """As it is, and under SCHED_BATCH, as doorward's workers are."""
    return [subject, replace(subject, name=f"{subject.name}-batch", what=f"{subject.what}, batch",
                             server=f"{subject.server}-batch", levels=ONE_LEVEL)]


def as_others(subject, server):
    """The same of a doorward whose workers are scheduled as everybody is."""
    return replace(subject, name=f"{subject.name}-normal", server=server,
                   what=f"{subject.what}, normal", levels=ONE_LEVEL)


VALIDATE = Subject("validate", "validation, cached", "doorward", validate)
VALIDATE_KEPT = replace(VALIDATE, name="validate-kept", way="kept")
CHECK = Subject("check", "a JWT seen before", "doorward", check)
TRACK = Subject("track", "a download is tracked", "doorward", track, method="POST", status=204)
UNCACHED = Subject("validate-uncached", "validation, no cache", "uncached", validate)

# Each rival with its way through nginx; doorward itself comes first.
PEERS = [(own, "new"), (glewlwyd, "tcp"), (lemonldap, "portal"), (provider, "proxy")]


def of_peer(peer, way, row, what, request, **more):
    name = row if peer is own else f"{row}-{peer.NAME}"
    return Subject(name, what, peer.NAME, request, way=way, levels=ONE_LEVEL, of=peer.NAME, **more)


def introspections():
    return [of_peer(peer, way, "introspect", "introspection", peer.introspection, method="POST")
            for peer, way in PEERS]


def userinfos():
    return [of_peer(peer, way, "userinfo", "userinfo", peer.userinfo) for peer, way in PEERS]


def flows():
    """Glewlwyd is not asked: with 16 at once, some of its answers are server_error."""
    return [of_peer(peer, way, "flow", "authorize to token", peer.authorization,
                    script="flow.lua", then=peer.redemption)
            for peer, way in PEERS if peer is not glewlwyd]


def sign_ins():
    """doorward with its default hash, and with the cheapest that it allows."""
    cheap = replace(of_peer(own, "new", "sign-in-cheap", "a sign-in, cheapest hash", own.sign_in),
                    server="cheap")
    rows = [replace(cheap, name="sign-in", what="a sign-in", server="doorward", of="logins"), cheap]
    rows += [replace(of_peer(peer, way, "sign-in", "a sign-in", peer.sign_in),
                     status=302 if peer is lemonldap else 200)
             for peer, way in PEERS if hasattr(peer, "sign_in") and peer is not own]
    rows[-2] = replace(rows[-2], forgiven=0.05)  # Glewlwyd asks a shared session for its last id
    return [replace(each, method="POST", levels=SIGN_INS) for each in rows]


SUBJECTS = [
    *in_both_classes(Subject("bare", "system calls alone", "bare", validate)),
    *in_both_classes(Subject("fixed", "libfcgi, a fixed answer", "fixed", validate)),
    VALIDATE,
    CHECK,
    introspections()[0],
    as_others(VALIDATE, "doorward-normal"),
    as_others(CHECK, "doorward-normal"),
    *in_both_classes(Subject("bare-kept", "system calls alone, kept", "bare_kept", validate,
                             way="kept")),
    *in_both_classes(Subject("fixed-kept", "a fixed answer, event loop", "kept", validate,
                             way="kept")),
    VALIDATE_KEPT,
    as_others(VALIDATE_KEPT, "doorward-normal"),
    *in_both_classes(Subject("join", "one prepared SELECT", "join", validate_by_id)),
    UNCACHED,
    as_others(UNCACHED, "uncached-normal"),
    Subject("tokens", "list of tokens", "doorward", own_tokens),
    Subject("profile", "profile", "doorward", profile),
    *in_both_classes(Subject("php", "php-fpm and mysqli", "php", validate_by_id)),
    *in_both_classes(Subject("node", "Node, fastify and mysql2", "node", validate_by_id,
                             way="proxy")),
    *in_both_classes(Subject("node-check", "Node, fastify and jose", "node", check, way="proxy")),
    *in_both_classes(Subject("insert", "one durable INSERT", "insert", track, method="POST",
                             status=204)),
    TRACK,
    as_others(TRACK, "doorward-normal"),
    Subject("check-unseen", "JWTs never seen", "doorward", check, levels=ONE_LEVEL, unseen=True),
    *introspections()[1:],
    *userinfos(),
    *flows(),
    *sign_ins(),
    Subject("register-rows", "the rows of a registration", "register", register, method="POST",
            levels=ONE_LEVEL, script="register.lua"),
    Subject("register", "a registration, without the hash", "cheap", register, method="POST",
            levels=ONE_LEVEL, script="register.lua", hashes=True),
]


def subject_of(name):
    return next(each for each in SUBJECTS if each.name == name)
