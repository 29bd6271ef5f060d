"""A person's browser: it keeps cookies, and asks one port of this machine."""
import http.client
import json
import urllib.parse
from dataclasses import dataclass

from oauth import code_in
from request import Request


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: str

    @property
    def path(self):
        """Where it leads, on the same server."""
        where = urllib.parse.urlsplit(self.location)
        return where.path + ("?" + where.query if where.query else "")


class Browser:
    def __init__(self, port, host="localhost"):
        self.port, self.host, self.cookies = port, host, {}

    @property
    def cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def keep(self, lines):
        for line in lines:
            name, _, rest = line.partition("=")
            value = rest.partition(";")[0]
            self.cookies.pop(name, None)
            if value:
                self.cookies[name] = value

    def send(self, method, request):
        """RuntimeError for a status of 400 and above."""
        headers = {"Host": self.host, "Accept": "text/html", **request.headers}
        if self.cookies:
            headers["Cookie"] = self.cookie
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            client.request(method, request.path, request.body or None, headers)
            got = client.getresponse()
            answer = Answer(got.status, got.headers.get("Location", ""), got.read().decode())
            self.keep(got.headers.get_all("Set-Cookie") or [])
        finally:
            client.close()
        if answer.status >= 400:
            raise RuntimeError(f"{method} {request.path}: {answer.status} {answer.body[:500]}")
        return answer

    def get(self, path):
        return self.send("GET", Request(path))

    def post(self, path, fields):
        return self.send("POST", Request(path, body=urllib.parse.urlencode(fields)))

    def send_json(self, method, path, document):
        return self.send(method, Request(path, body=json.dumps(document)))


def tokens_for(port, answer, redemption, host="localhost"):
    """What the client gets for the code that this answer leads back with."""
    wanted = Request(redemption.path, redemption.authorization,
                     body=redemption.body + code_in(answer.location))
    return json.loads(Browser(port, host).send("POST", wanted).body)
