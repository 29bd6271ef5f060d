"""What an OAuth2 server is asked, whoever made it."""
import urllib.parse
from dataclasses import dataclass

from request import Request, basic, bearer, form

REDIRECT_URI = "https://app.example.org/callback"
SCOPES = "openid profile email"
# RFC 7636 appendix B. The same for all: nobody here steals codes.
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@dataclass(frozen=True)
class Client:
    """A confidential one, with a secret of its own."""
    id: str
    secret: str

    @property
    def authorization(self):
        return basic(self.id, self.secret)


@dataclass(frozen=True)
class Member:
    """Somebody who is signed in at a server, and has allowed the client everything."""
    username: str
    password: str
    cookie: str  # the header's value
    access_token: str  # of the client
    client: Client


def introspection(path):
    return lambda member: Request(path, member.client.authorization,
                                  body=form(token=member.access_token))


def userinfo(path):
    return lambda member: Request(path, bearer(member.access_token))


def authorization(path, **more):
    return lambda member: Request(path + "?" + form(
        response_type="code", client_id=member.client.id, redirect_uri=REDIRECT_URI, scope=SCOPES,
        state="af0ifjsldkj", nonce="n-0S6_WzA2Mj", code_challenge=CHALLENGE,
        code_challenge_method="S256", **more), cookie=member.cookie)


def redemption(path):
    """Its body lacks the code, which comes last."""
    return lambda member: Request(path, member.client.authorization, body=form(
        grant_type="authorization_code", redirect_uri=REDIRECT_URI, code_verifier=VERIFIER,
        code=""))


def code_in(location):
    """What the client is sent back with; RuntimeError when it is an error instead."""
    found = urllib.parse.parse_qs(urllib.parse.urlsplit(location).query).get("code")
    if not found:
        raise RuntimeError(f"no code in {location!r}")
    return found[0]
