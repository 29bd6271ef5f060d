#!/usr/bin/env python3
"""The requests of two clients of the meta API, which were written for meta.sr.ht and cannot be had
as programs here, as their public sources have them:

  sourcehut-go  (archived in 2025): a Go library. Its decoder is strict about types: "next" is a text
                or null, times are RFC 3339, an answer from 400 on is {"errors": [...]}.
  srhtctl       a command line. It sends a body along with each GET: the JSON text "".

meta_clients.py URL TOKEN goes through them with a token that may read and change the profile, the
keys and the audit log. Exits with 0 when every answer was one that they read."""

import datetime
import http.client
import json
import sys
import urllib.parse

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

PAGE = 50


class Client:
    """Sends what a client sends, and reads answers as its decoder does."""

    def __init__(self, url, headers, get_body=None):
        self.connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc)
        self.headers = headers
        self.get_body = get_body

    def send(self, method, path, body=None):
        if method == "GET":
            body = self.get_body
        headers = dict(self.headers)
        if body is not None:
            headers["Content-Type"] = "application/json"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status == 204:
            return 204, check(text == b"", "204 has a body")
        check(answer.getheader("Content-Type") == "application/json", answer.getheader("Content-Type"))
        return answer.status, json.loads(text)

    def get(self, path):
        status, value = self.send("GET", path)
        check(status == 200, (path, status, value))
        return value

    def change(self, method, path, value, wanted):
        status, answer = self.send(method, path, json.dumps(value))
        check(status == wanted, (path, status, answer))
        return answer

    def delete(self, path):
        status, answer = self.send("DELETE", path)
        check(status == 204, (path, status, answer))

    def pages(self, path):
        """All of a list, page by page: "next" goes into "start" as it came."""
        start, results = "", []
        while start is not None:
            page = self.get(path + ("?start=" + start if start else ""))
            check(page["results_per_page"] == PAGE and isinstance(page["total"], int), page)
            check(len(page["results"]) <= PAGE, page)
            results += page["results"]
            start = page["next"]
            check(start is None or isinstance(start, str), page)
        check(len(results) == page["total"], (len(results), page["total"]))
        return results

    def errors(self, method, path, value, wanted):
        status, answer = self.send(method, path, json.dumps(value))
        check(status == wanted and answer["errors"], (path, status, answer))
        for error in answer["errors"]:
            check(isinstance(error["reason"], str), error)
            check(isinstance(error.get("field", ""), str), error)
        return answer["errors"]


def check(holds, otherwise):
    if not holds:
        raise AssertionError(otherwise)


def a_time(text):
    check(datetime.datetime.fromisoformat(text).utcoffset() == datetime.timedelta(0), text)
    check(text.endswith("+00:00"), text)


def an_owner(owner):
    check(owner["canonical_name"] == "~" + owner["name"], owner)


def a_user(user):
    an_owner(user)
    check(isinstance(user["email"], str), user)
    for name in ("url", "location", "bio"):
        check(user[name] is None or isinstance(user[name], str), user)
    check(user["use_pgp_key"] is None, user)


def an_ssh_key(key):
    check(isinstance(key["id"], int), key)
    for name in ("key", "fingerprint", "comment"):
        check(isinstance(key[name], str), key)
    check(key["last_used"] is None or a_time(key["last_used"]) is None, key)
    a_time(key["authorized"])
    an_owner(key["owner"])


def new_ssh_key(comment):
    public = ed25519.Ed25519PrivateKey.generate().public_key()
    line = public.public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH)
    return line.decode() + " " + comment


def changes_the_profile(client):
    a_user(client.get("/api/user/profile"))
    user = client.change("PUT", "/api/user/profile", {"bio": "Weaves.", "url": "https://a.example/"}, 200)
    a_user(user)
    check((user["bio"], user["url"]) == ("Weaves.", "https://a.example/"), user)
    check(client.get("/api/user/profile")["bio"] == "Weaves.", user)
    faults = client.errors("PUT", "/api/user/profile", {"url": "gopher:"}, 400)
    check(faults[0]["field"] == "url", faults)


def keeps_ssh_keys(client):
    made = [client.change("POST", "/api/user/ssh-keys", {"ssh-key": new_ssh_key(f"key {n}")}, 201)
            for n in range(PAGE + 1)]
    for key in made:
        an_ssh_key(key)
    listed = client.pages("/api/user/ssh-keys")
    check([key["id"] for key in listed] == [key["id"] for key in reversed(made)], listed)
    one = made[0]["id"]
    an_ssh_key(client.get(f"/api/user/ssh-keys/{one}"))
    client.change("PUT", f"/api/user/ssh-keys/{one}", {}, 200)
    client.delete(f"/api/user/ssh-keys/{one}")
    client.errors("GET", f"/api/user/ssh-keys/{one}", None, 404)
    again = client.errors("POST", "/api/user/ssh-keys", {"ssh-key": made[1]["key"]}, 400)
    check(again[0]["field"] == "ssh-key", again)
    client.errors("POST", "/api/user/ssh-keys", {}, 400)


def has_no_pgp_keys(client):
    check(client.pages("/api/user/pgp-keys") == [], "PGP keys")
    client.errors("POST", "/api/user/pgp-keys", {"pgp-key": "none"}, 400)


def reads_the_audit_log(client):
    entries = client.pages("/api/user/audit-log")
    check(len(entries) > PAGE, entries)
    for entry in entries:
        check(isinstance(entry["id"], int) and isinstance(entry["ip"], str), entry)
        check(isinstance(entry["action"], str), entry)
        check(entry["details"] is None or isinstance(entry["details"], str), entry)
        a_time(entry["created"])


def subscribes(client):
    wish = {"url": "https://hooks.example.org/", "events": ["ssh-key:add", "profile:update"]}
    hook = client.change("POST", "/api/user/webhooks", wish, 201)
    check(hook["events"] == wish["events"] and hook["url"] == wish["url"], hook)
    a_time(hook["created"])
    check([one["id"] for one in client.pages("/api/user/webhooks")] == [hook["id"]], hook)
    check(client.pages(f"/api/user/webhooks/{hook['id']}/deliveries") == [], hook)
    client.errors("POST", "/api/user/webhooks", {"url": "https://a.example/", "events": ["x"]}, 400)
    client.delete(f"/api/user/webhooks/{hook['id']}")


def is_refused(url):
    nobody = Client(url, {"Authorization": "token 0123456789abcdef0123456789abcdef"})
    nobody.errors("GET", "/api/user/profile", None, 401)


def goes_through(client):
    check(isinstance(client.get("/api/version")["version"], str), "version")
    changes_the_profile(client)
    has_no_pgp_keys(client)
    subscribes(client)


def main(url, token):
    library = Client(url, {"Authorization": "token " + token})
    goes_through(library)
    keeps_ssh_keys(library)
    reads_the_audit_log(library)
    is_refused(url)
    print("client: the requests of sourcehut-go, replayed")
    command_line = Client(url, {"Authorization": "token " + token}, get_body='""')
    goes_through(command_line)
    for key in command_line.pages("/api/user/ssh-keys"):
        an_ssh_key(key)
    reads_the_audit_log(command_line)
    print("client: the requests of srhtctl, replayed")


main(*sys.argv[1:])
