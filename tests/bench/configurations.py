"""The configuration files of all servers of a benchmark."""

ISSUER = "https://accounts.example.org"
WORKERS = 4

# The defaults, but for where things are.
DOORWARD = """directory = "{directory}"
public_url = "{issuer}"
secrets = ["{secret}"]
server.listen = "unix:{socket}"
server.socket_mode = "0666"
server.workers = {workers}
server.cache = {cache_seconds}
log.target = "{log}"
database.url = "mysql://root@localhost/bench?socket={scratch}/mariadb.sock"
token.private_key_file = "{scratch}/signing.pem"
oauth.id_token_algorithm = "EdDSA"
portal.jwks_url = "http://127.0.0.1:{jwks_port}/jwks.json"
portal.issuer = "https://issuer.example/"
portal.allow_private_jwks = true
"""

NGINX = """daemon off;
worker_processes 2;
pid {scratch}/nginx.pid;
error_log {scratch}/nginx.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  keepalive_requests 1000000;
  client_body_temp_path {scratch}/tmp/body;
  proxy_temp_path {scratch}/tmp/proxy;
  fastcgi_temp_path {scratch}/tmp/fastcgi;
  uwsgi_temp_path {scratch}/tmp/uwsgi;
  scgi_temp_path {scratch}/tmp/scgi;
  server {{
    listen 127.0.0.1:{jwks_port};
    root {scratch}/www;
  }}
{servers}}}
"""

# As deploy/nginx has it.
FASTCGI = """    include /etc/nginx/fastcgi_params;
      fastcgi_param HTTP_PROXY "";
      fastcgi_param SCRIPT_FILENAME {scratch}/rivals/lookup.php;
      fastcgi_param DATABASE_SOCKET {scratch}/mariadb.sock;
      fastcgi_request_buffering on;
"""

WAYS = {"new": FASTCGI + "      fastcgi_pass unix:{socket};\n",
        "kept": FASTCGI + "      fastcgi_keep_conn on;\n      fastcgi_pass {name};\n",
        "proxy": '    proxy_http_version 1.1;\n      proxy_set_header Connection "";\n'
                 "      proxy_pass http://{name};\n"}

SITE = """  upstream {name} {{
    server unix:{socket};
    keepalive 64;
  }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
  {way}    }}
  }}
"""

PHP = """[global]
daemonize = no
error_log = {scratch}/php.log
[www]
listen = {scratch}/php.sock
listen.mode = 0666
listen.backlog = 1024
pm = static
pm.max_children = {workers}
"""

PHP_SETTINGS = ("opcache.enable=1", "opcache.validate_timestamps=0", "expose_php=0")


def doorward(scratch, name, secret, jwks_port, cache_seconds):
    return DOORWARD.format(directory=scratch / name, issuer=ISSUER, secret=secret,
                           socket=scratch / f"{name}.sock", workers=WORKERS, scratch=scratch,
                           cache_seconds=cache_seconds, log=scratch / f"{name}.log",
                           jwks_port=jwks_port)


def site(scratch, subject, port):
    """One subject's server block; all of them differ in nothing but the way."""
    name = "to-" + subject.name
    socket = scratch / f"{subject.server}.sock"
    way = WAYS[subject.way].format(scratch=scratch, socket=socket, name=name)
    return SITE.format(name=name, socket=socket, port=port, way=way)


def nginx(scratch, subjects, ports, jwks_port):
    servers = "".join(site(scratch, each, ports[each.name]) for each in subjects)
    return NGINX.format(scratch=scratch, servers=servers, jwks_port=jwks_port)


def php(scratch):
    return PHP.format(scratch=scratch, workers=WORKERS)
