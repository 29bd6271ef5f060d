"""oidc-provider from npm (provider.mjs), which keeps what it issues in MariaDB."""
import oauth
from browser import Browser, tokens_for

NAME = "provider"

introspection = oauth.introspection("/token/introspection")
userinfo = oauth.userinfo("/me")
authorization = oauth.authorization("/auth")
redemption = oauth.redemption("/token")


def start(servers):
    socket, ready = servers.listening(NAME)
    servers.processes.start(
        NAME, ["node", servers.scratch / "rivals/provider.mjs", socket, servers.database,
               servers.rsa_key, "bench", servers.password, oauth.REDIRECT_URI], ready,
        {"NODE_ENV": "production"})


def members(servers, port, count):
    client = oauth.Client("bench", servers.password)
    return [join(client, port, f"person{i}") for i in range(count)]


def join(client, port, name):
    """Signs in and consents on the pages for development."""
    browser = Browser(port)
    member = oauth.Member(name, "", "", "", client)
    asked = browser.get(authorization(member).path)
    resumed = browser.post(asked.path, {"prompt": "login", "login": name, "password": "any"})
    asked = browser.get(resumed.path)
    resumed = browser.post(asked.path, {"prompt": "consent"})
    tokens = tokens_for(port, browser.get(resumed.path), redemption(member))
    return oauth.Member(name, "", browser.cookie, tokens["access_token"], client)
