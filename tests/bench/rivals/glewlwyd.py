"""Glewlwyd, as Debian ships it: an OAuth2 server in C, with its tables in MariaDB. Set up through
its own API by the administrator that its schema comes with."""
import json
import pathlib

import data
import oauth
import sockets
from browser import Browser, tokens_for

NAME = "glewlwyd"
SCHEMA = pathlib.Path("/usr/share/dbconfig-common/data/glewlwyd/install/mysql")
LIFETIME = 10 * 3600

SETTINGS = """port = {port}
bind_address = "127.0.0.1"
external_url = "http://localhost"
login_url = "login.html"
api_prefix = "api"
log_mode = "file"
log_level = "ERROR"
log_file = "{scratch}/glewlwyd.log"
cookie_secure = 0
cookie_same_site = "empty"
session_key = "session"
admin_scope = "g_admin"
profile_scope = "g_profile"
user_module_path = "/usr/lib/glewlwyd/user"
client_module_path = "/usr/lib/glewlwyd/client"
user_auth_scheme_module_path = "/usr/lib/glewlwyd/scheme"
plugin_module_path = "/usr/lib/glewlwyd/plugin"
hash_algorithm = "SHA512"
database = {{ type = "mariadb" host = "localhost" user = "root" password = ""
              dbname = "glewlwyd" port = 0 }};
"""

introspection = oauth.introspection("/api/oidc/introspect")
userinfo = oauth.userinfo("/api/oidc/userinfo")
authorization = oauth.authorization("/api/oidc/auth", g_continue="true")
redemption = oauth.redemption("/api/oidc/token")


def sign_in(member):
    return oauth.Request("/api/auth/", body=json.dumps({"username": member.username,
                                                        "password": member.password}))


def start(servers):
    data.query(servers.database, "create database glewlwyd")
    data.query(servers.database, SCHEMA.read_text(), NAME)
    port = servers.glewlwyd_port
    file = servers.write("glewlwyd.conf", SETTINGS.format(port=port, scratch=servers.scratch))
    servers.processes.start(NAME, ["glewlwyd", f"--config-file={file}"],
                            lambda: sockets.answers(port),
                            {"MYSQL_UNIX_PORT": str(servers.database)})


def plugin(servers):
    return {"module": "oidc", "name": "oidc", "display_name": "oidc", "parameters": {
        "iss": "https://accounts.example.org", "jwt-type": "rsa", "jwt-key-size": "256",
        "key": servers.rsa_key.read_text(), "cert": servers.rsa_public.read_text(),
        "access-token-duration": LIFETIME, "refresh-token-duration": LIFETIME,
        "code-duration": 600, "refresh-token-rolling": False, "allow-non-oidc": False,
        "auth-type-code-enabled": True, "auth-type-token-enabled": False,
        "auth-type-id-token-enabled": True, "auth-type-none-enabled": False,
        "auth-type-password-enabled": False, "auth-type-client-enabled": False,
        "auth-type-refresh-enabled": True, "subject-type": "public",
        "introspection-revocation-allowed": True, "introspection-revocation-auth-scope": [],
        "introspection-revocation-allow-target-client": True,
        "pkce-allowed": True, "pkce-method-plain-allowed": False,
        "allowed-scope": oauth.SCOPES.split(),
        "name-claim": "on-demand", "name-claim-scope": ["profile"],
        "email-claim": "on-demand", "email-claim-scope": ["email"]}}


def set_up(servers, port, client):
    admin = Browser(port)
    admin.send_json("POST", "/api/auth/", {"username": "admin", "password": "password"})
    for scope in ("profile", "email"):
        admin.send_json("POST", "/api/scope/", {
            "name": scope, "display_name": scope, "description": scope,
            "password_required": False, "scheme": {}})
    admin.send_json("POST", "/api/mod/plugin/", plugin(servers))
    admin.send_json("POST", "/api/client/", {
        "client_id": client.id, "name": client.id, "password": client.secret,
        "confidential": True, "enabled": True, "redirect_uri": [oauth.REDIRECT_URI],
        "authorization_type": ["code", "refresh_token"], "scope": oauth.SCOPES.split(),
        "token_endpoint_auth_method": ["client_secret_basic"]})
    return admin


def members(servers, port, count):
    """People that it did not know before, signed in."""
    client = oauth.Client("bench", servers.password)
    admin = set_up(servers, port, client)
    return [join(admin, client, servers.password, port, f"person{i}") for i in range(count)]


def join(admin, client, password, port, username):
    admin.send_json("POST", "/api/user/", {
        "username": username, "password": password, "name": username,
        "email": f"{username}@example.org", "enabled": True, "scope": oauth.SCOPES.split()})
    browser = Browser(port)
    member = oauth.Member(username, password, "", "", client)
    browser.send("POST", sign_in(member))
    browser.send_json("PUT", f"/api/auth/grant/{client.id}", {"scope": oauth.SCOPES})
    back = browser.get(authorization(member).path)
    tokens = tokens_for(port, back, redemption(member))
    return oauth.Member(username, password, browser.cookie, tokens["access_token"], client)
