"""doorward with its defaults, on SQLite, behind one or several web servers."""
import contextlib
import http.client
import json
import os
import shutil
import urllib.parse

import probe
import sockets
from configurations import NGINX_BEGIN
from request import Request

PASSWORD = "correct horse"

# The defaults, but for the budgets that one client would use up.
DOORWARD = """directory = "{scratch}/data"
public_url = "http://127.0.0.1:{port}"
server.listen = "unix:{scratch}/doorward.sock"
server.socket_mode = "0666"
log.target = "{scratch}/doorward.log"
token.algorithm = "EdDSA"
abuse.registrations_per_address = 1000000
abuse.sign_ins_per_account = 1000000
abuse.sign_ins_per_address = 1000000
"""

# Each listens at a port of its own, in front of the same socket, as the files in deploy/ have it.
NGINX = NGINX_BEGIN + """  server {{
    listen 127.0.0.1:{port};
    location / {{
      include /etc/nginx/fastcgi_params;
      fastcgi_pass unix:{scratch}/doorward.sock;
    }}
  }}
}}
"""

LIGHTTPD = """server.port = {port}
server.bind = "127.0.0.1"
server.document-root = "{scratch}/tmp"
server.upload-dirs = ( "{scratch}/tmp" )
server.errorlog = "{scratch}/lighttpd.log"
server.max-connections = 1024
server.modules += ( "mod_fastcgi" )
fastcgi.server = ( "/" => (( "socket" => "{scratch}/doorward.sock",
  "check-local" => "disable", "fix-root-scriptname" => "enable" )) )
"""

APACHE = """ServerRoot /etc/apache2
PidFile {scratch}/apache.pid
DefaultRuntimeDir {scratch}/tmp
Mutex file:{scratch}/tmp
Listen 127.0.0.1:{port}
ServerName localhost
ErrorLog {scratch}/apache.log
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
LoadModule proxy_fcgi_module /usr/lib/apache2/modules/mod_proxy_fcgi.so
KeepAlive On
MaxKeepAliveRequests 0
<Location "/">
  SetHandler "proxy:unix:{scratch}/doorward.sock|fcgi://doorward"
  CGIPassAuth On
  Require all granted
</Location>
"""


def commands(scratch):
    """What starts each web server in the foreground, and its configuration."""
    return {
        "nginx": (NGINX, ["nginx", "-p", scratch, "-c", scratch / "nginx.conf", "-e",
                          scratch / "nginx.log"]),
        "lighttpd": (LIGHTTPD, ["lighttpd", "-D", "-f", scratch / "lighttpd.conf"]),
        "apache": (APACHE, ["apache2", "-DFOREGROUND", "-f", scratch / "apache.conf"])}


class Site:
    """All have one socket; `port` is that of the first web server, `ports` those of all."""

    def __init__(self, scratch, processes, servers=("nginx",)):
        self.scratch, self.processes = scratch, processes
        self.ports = dict(zip(servers, sockets.free_ports(len(servers))))
        self.port = self.ports[servers[0]]
        self.socket = scratch / "doorward.sock"

    def start(self, program):
        for name in ("tmp", "data", "bin"):
            (self.scratch / name).mkdir()
        shutil.copy(program, self.scratch / "bin/doorward")
        self.write("doorward.toml", DOORWARD, self.port)
        for name, port in self.ports.items():
            self.write(f"{name}.conf", commands(self.scratch)[name][0], port)
        if os.geteuid() == 0:
            for path in (self.scratch, *self.scratch.iterdir()):
                shutil.chown(path, "nobody", "nogroup")
        environment = {"DOORWARD_CONFIG": str(self.scratch / "doorward.toml")}
        self.processes.start("doorward", [self.scratch / "bin/doorward", "serve"],
                             lambda: sockets.accepts(self.socket), environment)
        for name, port in self.ports.items():
            self.processes.start(
                name, commands(self.scratch)[name][1],
                lambda port=port: probe.ask(port, Request("/health"))[0] == 200)

    def write(self, name, text, port):
        (self.scratch / name).write_text(text.format(scratch=self.scratch, port=port))

    def ask(self, method, path, body, content_type, address="127.0.0.1"):
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60,
                                            source_address=(address, 0))
        with contextlib.closing(client):
            client.request(method, path, body, {"Content-Type": content_type})
            answer = client.getresponse()
            return answer.status, answer.read().decode()

    def form(self, method, path, **fields):
        status, body = self.ask(method, path, urllib.parse.urlencode(fields),
                                "application/x-www-form-urlencoded")
        if status >= 300:
            raise RuntimeError(f"{method} {path}: {status} {body}")
        return body

    def add(self, name):
        self.form("POST", "/user", user=name, **{"pass": PASSWORD})

    def sign_in(self, name, address="127.0.0.1"):
        body = json.dumps({"username": name, "password": PASSWORD})
        return self.ask("POST", "/account/authenticate", body, "application/json", address)[0]

    def token(self, name):
        return self.form("GET", "/token", user=name, **{"pass": PASSWORD})
