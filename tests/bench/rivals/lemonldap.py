"""LemonLDAP::NG's portal in its FastCGI server, as Debian ships it: Perl, sessions in files, and
the three people of its demonstration, whose passwords are their names."""
import json
import re

import oauth
from browser import Browser, tokens_for
from configurations import WORKERS

NAME = "lemonldap"
HOST = "auth.example.org"
FOLDERS = ("conf", "sessions/lock", "psessions/lock", "cache", "notifications", "captcha")
PEOPLE = ("dwho", "rtyler", "msmith")
INPUT = re.compile(r'<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"')

introspection = oauth.introspection("/oauth2/introspect")
userinfo = oauth.userinfo("/oauth2/userinfo")
authorization = oauth.authorization("/oauth2/authorize")
redemption = oauth.redemption("/oauth2/token")


def sign_in(member):
    return oauth.Request("/", body=oauth.form(user=member.username, password=member.password))


# As the package has it, but for where things are.
INI = """[all]
logLevel = warn
checkTime = 1
[configuration]
type = File
dirName = {home}/conf
localStorage = Cache::FileCache
localStorageOptions = {{ 'namespace' => 'lemonldap-ng-config', 'default_expires_in' => 600, \\
  'directory_umask' => '007', 'cache_root' => '{home}/cache', 'cache_depth' => 3 }}
[portal]
staticPrefix = /static
templateDir = /usr/share/lemonldap-ng/portal/templates
languages = en
[handler]
status = 0
useRedirectOnError = 1
"""


def as_packaged(home):
    """What its package writes at first (lmConf-1.json, which others may not read), without the
    applications of the demonstration."""
    return {
        "cfgNum": 1, "cfgVersion": "2.16.1", "cfgDate": 1, "cfgAuthor": "bench",
        "domain": "example.org", "portal": f"http://{HOST}/", "portalSkin": "bootstrap",
        "cookieName": "lemonldap", "securedCookie": 0, "timeout": 72000,
        "authentication": "Demo", "userDB": "Same", "loginHistoryEnabled": 1,
        "demoExportedVars": {"cn": "cn", "mail": "mail", "uid": "uid"}, "exportedVars": {},
        "groups": {}, "macros": {"_whatToTrace": "lc($_user)", "UA": "$ENV{HTTP_USER_AGENT}"},
        "whatToTrace": "_whatToTrace", "sessionDataToRemember": {},
        "locationRules": {HOST: {"default": "accept"}}, "oidcServiceIgnoreScopeForClaims": 1,
        "globalStorage": "Apache::Session::File", "globalStorageOptions": {
            "Directory": f"{home}/sessions", "LockDirectory": f"{home}/sessions/lock",
            "generateModule": "Lemonldap::NG::Common::Apache::Session::Generate::SHA256"},
        "persistentStorage": "Apache::Session::File", "persistentStorageOptions": {
            "Directory": f"{home}/psessions", "LockDirectory": f"{home}/psessions/lock"},
        "localSessionStorage": "Cache::FileCache", "localSessionStorageOptions": {
            "namespace": "lemonldap-ng-sessions", "default_expires_in": 600, "cache_depth": 3,
            "directory_umask": "007", "cache_root": f"{home}/cache"}}


def as_provider(servers, client):
    """OpenID Connect for one client. Left out is what sends mails (registerDB, passwordDB) and the
    token of the page's form (requireToken), which nobody else's sign-in has either."""
    return {
        "requireToken": 0, "registerDB": "Null", "passwordDB": "Null", "notification": 0,
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
    client = oauth.Client("bench", servers.password)
    (home / "conf/lmConf-1.json").write_text(
        json.dumps({**as_packaged(home), **as_provider(servers, client)}))
    ini = servers.write("lemonldap.ini", INI.format(home=home))
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
