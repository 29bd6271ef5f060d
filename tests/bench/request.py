"""A request that is sent again and again, as the scripts of wrk read it."""
import base64
import urllib.parse
from dataclasses import dataclass


@dataclass(frozen=True)
class Request:
    path: str
    authorization: str = ""  # the header's value
    cookie: str = ""  # the same
    body: str = ""  # of a POST: JSON or a form

    @property
    def line(self):
        """Of a file that wrk reads."""
        return "\t".join((self.path, self.authorization, self.cookie, self.body)) + "\n"

    @property
    def headers(self):
        named = {"Authorization": self.authorization, "Cookie": self.cookie}
        if self.body:
            named["Content-Type"] = ("application/json" if self.body.startswith("{") else
                                     "application/x-www-form-urlencoded")
        return {name: value for name, value in named.items() if value}


def bearer(token):
    return f"Bearer {token}"


def basic(name, password):
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def form(**fields):
    return urllib.parse.urlencode(fields)
