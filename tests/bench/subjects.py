"""What is measured: each subject with its server, its way through nginx and its requests."""
from dataclasses import dataclass
from typing import Callable

SKYLINK = "_A70A-ibzv2Woueb2_LutFjMq5nL9bamDtoSxYeq4nYwng"
LEVELS = (16, 64, 1)  # connections of the client


@dataclass(frozen=True)
class Person:
    """Whose tokens are sent; a line of people.txt (mint.cpp)."""
    account: str
    grant: str
    access: str
    bearer: str
    access_token: str
    bearer_token: str
    jwt: str
    portal_jwt: str


@dataclass(frozen=True)
class Subject:
    name: str
    what: str
    server: str  # of Processes
    request: Callable[[Person], tuple]  # path and bearer token
    way: str = "new"  # connections to the server: "new", "kept" or, over HTTP, "proxy"
    method: str = "GET"
    status: int = 200
    levels: tuple = LEVELS
    unseen: bool = False  # sends each of its tokens once


def validate(person):
    return "/oauth2/validate", person.access_token


def validate_by_id(person):
    return f"/oauth2/validate?id={person.access}", person.access_token


def check(person):
    return f"/check?access_token={person.jwt}", ""


def track(person):
    return f"/track/download/{SKYLINK}", person.portal_jwt


def own_tokens(person):
    return "/account/tokens", person.bearer_token


def profile(person):
    return "/api/user/profile", person.access_token


SUBJECTS = [
    Subject("fixed", "libfcgi, a fixed answer", "fixed", validate),
    Subject("validate", "validation, cached", "doorward", validate),
    Subject("check", "a JWT seen before", "doorward", check),
    Subject("fixed-kept", "a fixed answer, event loop", "kept", validate, way="kept"),
    Subject("validate-kept", "validation, cached", "doorward", validate, way="kept"),
    Subject("join", "one prepared SELECT", "join", validate_by_id),
    Subject("validate-uncached", "validation, no cache", "uncached", validate),
    Subject("tokens", "list of tokens", "doorward", own_tokens),
    Subject("profile", "profile", "doorward", profile),
    Subject("php", "php-fpm and mysqli", "php", validate_by_id),
    Subject("node", "Node, fastify and mysql2", "node", validate_by_id, way="proxy"),
    Subject("node-check", "Node, fastify and jose", "node", check, way="proxy"),
    Subject("insert", "one durable INSERT", "insert", track, method="POST", status=204),
    Subject("track", "a download is tracked", "doorward", track, method="POST", status=204),
    Subject("check-unseen", "JWTs never seen", "doorward", check, levels=(16,), unseen=True),
]


def subject_of(name):
    return next(each for each in SUBJECTS if each.name == name)
