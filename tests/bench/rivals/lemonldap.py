"""LemonLDAP::NG's portal in its FastCGI server, as Debian ships it: Perl, sessions in files, and
the three people of its demonstration, whose passwords are their names."""
import json
import pathlib
import re

import oauth
from browser import Browser, tokens_for
from configurations import WORKERS

NAME = "lemonldap"
HOST = "auth.example.org"
ETC = pathlib.Path("/etc/lemonldap-ng/lemonldap-ng.ini")
HOME = pathlib.Path("/var/lib/lemonldap-ng")
FOLDERS = ("conf", "sessions/lock", "psessions/lock", "cache", "notifications", "captcha")
PEOPLE = ("dwho", "rtyler", "msmith")
INPUT = re.compile(r'<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"')

introspection = oauth.introspection("/oauth2/introspect")
userinfo = oauth.userinfo("/oauth2/userinfo")
authorization = oauth.authorization("/oauth2/authorize")
redemption = oauth.redemption("/oauth2/token")


def sign_in(member):
    return oauth.Request("/", body=oauth.form(user=member.username, password=member.password))


def settings(servers, client):
    """What its package has written, with an OpenID Connect provider for one client. Left out is
    what sends mails (registerDB, passwordDB) and the token of the page's form (requireToken),
    which nobody else's sign-in has either."""
    return {
        "domain": "example.org", "portal": f"http://{HOST}/", "requireToken": 0,
        "registerDB": "Null", "passwordDB": "Null", "notification": 0,
        "issuerDBOpenIDConnectActivation": 1, "issuerDBOpenIDConnectRule": 1,
        "issuerDBOpenIDConnectPath": "^/oauth2/", "oidcServiceAllowAuthorizationCodeFlow": 1,
        "oidcServiceMetaDataIssuer": f"http://{HOST}", "oidcServiceKeyIdSig": "1",
        "oidcServicePrivateKeySig": servers.rsa_key.read_text(),
        "oidcServicePublicKeySig": servers.rsa_public.read_text(),
        "oidcRPMetaDataExportedVars": {"bench": {"email": "mail", "name": "cn"}},
        "oidcRPMetaDataOptions": {"bench": {
            "oidcRPMetaDataOptionsClientID": client.id,
            "oidcRPMetaDataOptionsClientSecret": client.secret,
            "oidcRPMetaDataOptionsRedirectUris": oauth.REDIRECT_URI,
            "oidcRPMetaDataOptionsIDTokenSignAlg": "RS256",
            "oidcRPMetaDataOptionsAccessTokenExpiration": 36000,
            "oidcRPMetaDataOptionsUserIDAttr": "uid"}}}


def start(servers):
    home = servers.scratch / NAME
    for folder in FOLDERS:
        (home / folder).mkdir(parents=True)
    ours = json.loads((HOME / "conf/lmConf-1.json").read_text().replace(str(HOME), str(home)))
    ours.update(settings(servers, oauth.Client("bench", servers.password)))
    (home / "conf/lmConf-1.json").write_text(json.dumps(ours))
    ini = servers.write("lemonldap.ini", ETC.read_text().replace(str(HOME), str(home)))
    servers.give_away(home)
    socket, ready = servers.listening(NAME)
    servers.processes.start(
        NAME, ["/usr/sbin/llng-fastcgi-server", "--foreground", "--proc", WORKERS,
               "--pid", home / "pid", "--socket", socket], ready,
        {"LLNG_DEFAULTCONFFILE": str(ini), "USER": "", "GROUP": "",
         "LLNG_DEFAULTLOGGER": "Lemonldap::NG::Common::Logger::Std"})


def members(servers, port, count):
    client = oauth.Client("bench", servers.password)
    return [join(client, port, PEOPLE[i % len(PEOPLE)]) for i in range(count)]


def join(client, port, name):
    browser = Browser(port, HOST)
    member = oauth.Member(name, name, "", "", client)
    browser.send("POST", sign_in(member))
    path = authorization(member).path
    answer = browser.get(path)
    if not answer.location:  # asked once
        answer = browser.post(path, dict(INPUT.findall(answer.body)))
    tokens = tokens_for(port, answer, redemption(member), HOST)
    return oauth.Member(name, name, browser.cookie, tokens["access_token"], client)
