"""The configuration files of all servers of a benchmark."""

ISSUER = "https://accounts.example.org"
WORKERS = 4

# The defaults, but for where things are, and for what one address of many people uses up.
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
portal.jwks_url = "http://127.0.0.1:{jwks_port}/jwks.json"
portal.issuer = "https://issuer.example/"
portal.allow_private_jwks = true
abuse.sign_ins_per_account = 1000000000
abuse.sign_ins_per_address = 1000000000
"""

# What some of the doorwards have besides.
SAME_WORKERS = "server.max_requests = 0\n"
CHEAPEST_HASH = f"""passwords.memory_kib = 8
passwords.passes = 1
passwords.slots = {WORKERS}
abuse.registrations_per_address = 1000000000
account.registration_lifetime = "1d"
"""

# What servers follow, and "}".
NGINX_BEGIN = """daemon off;
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
"""

NGINX = NGINX_BEGIN + """  server {{
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

# As LemonLDAP::NG's package has it, for its page alone.
PORTAL = """    include /etc/nginx/fastcgi_params;
      fastcgi_param HTTP_HOST auth.example.org;
      fastcgi_param LLTYPE psgi;
      fastcgi_param SCRIPT_FILENAME /usr/share/lemonldap-ng/portal/htdocs/index.psgi;
      fastcgi_param SCRIPT_NAME "";
      fastcgi_param PATH_INFO $uri;
      fastcgi_pass {address};
"""

PROXY = """    proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_pass http://{name};
"""

WAYS = {"new": FASTCGI + "      fastcgi_pass {address};\n",
        "kept": FASTCGI + "      fastcgi_keep_conn on;\n      fastcgi_pass {name};\n",
        "portal": PORTAL, "proxy": PROXY, "tcp": PROXY}

SITE = """  upstream {name} {{
    server {address};
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
listen = {socket}
listen.mode = 0666
listen.backlog = 1024
pm = static
pm.max_children = {workers}
"""

PHP_SETTINGS = ("opcache.enable=1", "opcache.validate_timestamps=0", "expose_php=0")


def doorward(scratch, name, secret, jwks_port, cache_seconds, more=""):
    """`more`: lines besides."""
    return more + DOORWARD.format(directory=scratch / name, issuer=ISSUER, secret=secret,
                                  socket=scratch / f"{name}.sock", workers=WORKERS,
                                  scratch=scratch, cache_seconds=cache_seconds,
                                  log=scratch / f"{name}.log", jwks_port=jwks_port)


def site(scratch, subject, port, address):
    """One subject's server block; all of them differ in nothing but the way."""
    name = "to-" + subject.name
    way = WAYS[subject.way].format(scratch=scratch, address=address, name=name)
    return SITE.format(name=name, address=address, port=port, way=way)


def nginx(scratch, subjects, ports, jwks_port, addresses):
    """`addresses` of servers that listen on no unix socket."""
    servers = "".join(
        site(scratch, each, ports[each.name],
             addresses.get(each.server, f"unix:{scratch / each.server}.sock"))
        for each in subjects)
    return NGINX.format(scratch=scratch, servers=servers, jwks_port=jwks_port)


def php(scratch, socket):
    return PHP.format(scratch=scratch, socket=socket, workers=WORKERS)
