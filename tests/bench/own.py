"""doorward as an OAuth2 server, asked as its rivals are."""
import json

import oauth
from request import Request

NAME = "doorward"

introspection = oauth.introspection("/oauth2/introspect")
userinfo = oauth.userinfo("/userinfo")
authorization = oauth.authorization("/oauth2/authorize")
redemption = oauth.redemption("/oauth2/access_token")


def sign_in(member):
    return Request("/account/authenticate", body=json.dumps({"username": member.username,
                                                             "password": member.password}))


def members(servers):
    """The people whose rows are there from the beginning (data.py)."""
    return [oauth.Member(f"person{i}", servers.password, f"id={person.session_token}",
                         person.lent_token, servers.client)
            for i, person in enumerate(servers.tokens.people)]


def logins(servers):
    """People whose password's hash has the default cost."""
    return [oauth.Member(f"login{i}", servers.password, "", "", servers.client)
            for i in range(servers.logins)]
