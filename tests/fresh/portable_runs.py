#!/usr/bin/env python3
"""portable_runs.py FOLDER [PROGRAM]: a portable folder in a root with nothing but busybox. PROGRAM is
the same one as it is installed on Debian, to compare with."""
import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

sys.dont_write_bytecode = True
PROJECT = pathlib.Path(__file__).resolve().parents[2]
NOBODY = 65534
PASSWORD = "correct horse battery staple"
HOME = "/home/some one/doorward"  # any path will do, but for colons
CONFIGURATION = 'directory = "data"\nlog.target = "doorward.log"\n'
CALLS = 30  # of CGI, for its cost


def eventually(found, seconds=30):
    """What `found` returns once that is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if result := found():
            return result
        time.sleep(0.05)
    raise AssertionError("it did not happen")


def between(text, begin, end):
    return text.split(begin, 1)[1].split(end, 1)[0]


class BareRoot:
    """No library, no /etc, no /proc, two devices, no certificates."""

    def __init__(self, folder):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="doorward-bare-"))
        self.path.chmod(0o755)
        for name in ("bin", "dev", "home", "tmp"):
            (self.path / name).mkdir()
        (self.path / "tmp").chmod(0o1777)
        shutil.copy(shutil.which("busybox"), self.path / "bin")
        (self.path / "bin/sh").symlink_to("busybox")
        for name, minor in (("null", 3), ("urandom", 9)):
            os.mknod(self.path / "dev" / name, 0o20666, os.makedev(1, minor))
            (self.path / "dev" / name).chmod(0o666)
        self.home = self.at(HOME)
        shutil.copytree(folder, self.home)
        (self.home / "doorward.toml").write_text(CONFIGURATION)
        for path in (self.home, *self.home.rglob("*")):
            os.chown(path, NOBODY, NOBODY)

    def at(self, path):
        return self.path / path.lstrip("/")

    def words(self, *words, folder="/"):
        """As whom nobody knows: there is no /etc/passwd."""
        return ["/usr/sbin/chroot", f"--userspec={NOBODY}:{NOBODY}", str(self.path), "/bin/sh", "-c",
                'cd "$1" && shift && exec "$@"', "sh", folder, *map(str, words)]

    def run(self, *words, environment=(), text="", folder="/"):
        return subprocess.run(self.words(*words, folder=folder), env=dict(environment), input=text,
                              text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=120)

    def close(self):
        shutil.rmtree(self.path)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class MailServer:
    """It takes mails over TLS alone, by a certificate that it has made itself."""

    def __init__(self, directory):
        directory.mkdir()
        self.directory = directory
        self.certificate, key = directory / "certificate", directory / "key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-noenc", "-days", "2",
                        "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                        "-keyout", key, "-out", self.certificate], check=True,
                       stderr=subprocess.DEVNULL)
        self.process = subprocess.Popen(
            ["/usr/bin/python3", PROJECT / "tests/support/smtp_sink.py", "--directory", directory,
             "--tls", "starttls", "--certificate", self.certificate, "--key", key],
            stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[1])

    def mail_to(self, address, within=""):
        for file in self.directory.glob("*.envelope"):
            mail = file.with_suffix(".eml")
            if f"to {address}\n" in file.read_text() and mail.exists():
                if within in (text := mail.read_text()):
                    return text
        return None

    def close(self):
        self.process.stdout.close()
        end(self.process)


def end(process):
    process.terminate()
    return process.wait(30)


class Browser:
    """Asks over nginx, and keeps the cookie."""

    def __init__(self, port):
        self.port = port
        self.cookie = ""

    def ask(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookie:
            sent["Cookie"] = self.cookie
        if isinstance(body, dict):
            body = json.dumps(body)
            sent["Content-Type"] = "application/json"
        elif body is not None:
            body = urllib.parse.urlencode(body)
            sent["Content-Type"] = "application/x-www-form-urlencoded"
            sent["Sec-Fetch-Site"] = "same-origin"
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        if cookie := answer.getheader("Set-Cookie"):
            self.cookie = cookie.split(";")[0]
        text = answer.read().decode()
        connection.close()
        return answer.status, text


class Daemon:
    """`doorward serve` in the bare root, behind an nginx outside of it."""

    def __init__(self, root):
        self.root, self.port = root, free_port()
        self.mails = MailServer(root.path / "mails")
        (root.home / "doorward.toml").write_text(
            CONFIGURATION + f'public_url = "http://127.0.0.1:{self.port}"\n'
            'server.socket_mode = "0666"\n[mail]\n'
            f'server = "127.0.0.1:{self.mails.port}"\nfrom = "door@example.org"\n')
        # This machine keeps no list of certificates, so the folder's own is the one that counts.
        with (root.home / "lib/ca-certificates.crt").open("a") as authorities:
            authorities.write(self.mails.certificate.read_text())
        with (root.path / "log").open("w") as log:
            self.doorward = subprocess.Popen(root.words("./doorward", "serve", folder=HOME),
                                             env={}, stdout=subprocess.DEVNULL, stderr=log)
        self.nginx = subprocess.Popen(["/usr/sbin/nginx", "-p", root.path, "-e", root.path / "nginx.log",
                                       "-c", self._nginx_configuration()])
        self.browser = Browser(self.port)
        try:
            eventually(self._answers)
        except AssertionError:
            self.close()
            raise AssertionError((root.path / "log").read_text())

    def _nginx_configuration(self):
        file = self.root.path / "nginx.conf"
        socket_path = str(self.root.home / "data/doorward.sock")
        file.write_text(
            f"daemon off; worker_processes 1; pid {self.root.path}/nginx.pid; events {{}}\n"
            f"http {{ access_log off; client_body_temp_path {self.root.path}/b;"
            f" fastcgi_temp_path {self.root.path}/f; proxy_temp_path {self.root.path}/p;"
            f" uwsgi_temp_path {self.root.path}/u; scgi_temp_path {self.root.path}/s;\n"
            f" server {{ listen 127.0.0.1:{self.port};"
            " location / { include /etc/nginx/fastcgi_params;\n"
            f'  fastcgi_pass "unix:{socket_path}"; }} }} }}\n')
        return file

    def _answers(self):
        try:
            return self.browser.ask("GET", "/health")[0] == 200
        except OSError:
            return False

    def close(self):
        end(self.nginx)
        code = end(self.doorward)
        self.mails.close()
        return code


def gpg(home, *words):
    return subprocess.run(["gpg", "--homedir", home, "--batch", "--quiet", *words], check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE).stdout.decode()


def new_pgp_key():
    with tempfile.TemporaryDirectory() as home:
        gpg(home, "--passphrase", "", "--quick-generate-key", "Ada <ada@example.org>",
            "future-default", "default", "never")
        key = gpg(home, "--armor", "--export", "ada@example.org")
        subprocess.run(["gpgconf", "--homedir", home, "--kill", "all"], check=True)
        return key


class PortableFolder(unittest.TestCase):
    def setUp(self):
        self.root = BareRoot(FOLDER)
        self.addCleanup(self.root.close)

    def test_it_starts_from_any_path(self):
        self.root.at("/bin/link").symlink_to(f"{HOME}/doorward")
        for program, folder in ((f"{HOME}/doorward", "/"), ("./doorward", HOME),
                                ("../doorward", f"{HOME}/lib"), ("/bin/link", "/tmp")):
            done = self.root.run(program, "version", folder=folder)
            self.assertEqual((done.returncode, done.stdout[:9]), (0, "doorward "), program)

    def test_its_configuration_lies_beside_it(self):
        (self.root.home / "doorward.toml").write_text("no_such_key = 1\n")
        done = self.root.run(f"{HOME}/doorward", "check")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(f"{HOME}/doorward.toml", done.stdout)

    def test_exit_codes_and_standard_input_pass_through(self):
        self.assertEqual(self.root.run(f"{HOME}/doorward", "no-such-command").returncode, 2)
        added = self.root.run(f"{HOME}/doorward", "account", "add", "ada", text=PASSWORD + "\n",
                              folder=HOME)
        self.assertEqual(added.returncode, 0, added.stdout)
        self.assertIn(" ada", self.root.run("./doorward", "account", "list", folder=HOME).stdout)

    def cgi(self, method, path, body=""):
        environment = {"GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": method,
                       "REQUEST_URI": path, "SERVER_PROTOCOL": "HTTP/1.1",
                       "REMOTE_ADDR": "192.0.2.1", "HTTP_HOST": "localhost",
                       "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": "application/json"}
        return self.root.run("./doorward", environment=environment, text=body, folder=HOME).stdout

    def test_as_cgi_it_registers_and_writes_mails_to_files(self):
        self.assertRegex(self.cgi("GET", "/health"), r"^Status: 200")
        body = json.dumps({"username": "ada", "password": PASSWORD, "email": "ada@example.org"})
        self.assertRegex(self.cgi("POST", "/account/register", body), r"^Status: 200")
        mail = eventually(lambda: list(self.root.home.glob("data/mail/*.eml")))
        self.assertIn("ada@example.org", mail[0].read_text())

    def test_as_a_daemon_it_registers_mails_by_smtp_and_encrypts(self):
        daemon = Daemon(self.root)
        try:
            self.walk(daemon)
        finally:
            code = daemon.close()
        self.assertEqual(code, 0)

    def walk(self, daemon):
        ask = daemon.browser.ask
        status, text = ask("POST", "/account/register", {
            "username": "eve", "password": PASSWORD, "email": "eve@example.org"})
        self.assertEqual(status, 200, text)
        eventually(lambda: daemon.mails.mail_to("eve@example.org"))

        added = self.root.run("./doorward", "account", "add", "--email", "ada@example.org", "ada",
                              text=PASSWORD + "\n", folder=HOME)
        self.assertEqual(added.returncode, 0, added.stdout)
        bearer = "token " + self.personal_token(ask)
        status, text = ask("POST", "/api/user/pgp-keys", {"pgp-key": new_pgp_key()},
                           Authorization=bearer)
        self.assertEqual(status, 201, text)
        status, text = ask("PUT", "/api/user/profile", {"use_pgp_key": json.loads(text)["id"]},
                           Authorization=bearer)
        self.assertEqual(status, 200, text)
        key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIoEI86jLkBPCqEvd9Dmgve+kUtXi6k4GuV46Gr5yP3M"
        self.assertEqual(ask("POST", "/api/user/ssh-keys", {"ssh-key": key},
                             Authorization=bearer)[0], 201)
        eventually(lambda: daemon.mails.mail_to("ada@example.org", "BEGIN PGP MESSAGE"))

    def personal_token(self, ask):
        ask("POST", "/authenticate/userpass", [("username", "ada"), ("password", PASSWORD)])
        form = between(ask("GET", "/settings/tokens")[1], 'name="form_token" value="', '"')
        status, page = ask("POST", "/settings/tokens", [
            ("form_token", form), ("comment", "test"), ("days", "1"), ("scope", "keys:write"),
            ("scope", "profile:write")])
        self.assertEqual(status, 200, page)
        return between(page, 'class="secret"><code>', "<")

    def test_what_it_costs_a_process_of_cgi(self):
        environment = {"GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": "GET",
                       "REQUEST_URI": "/health", "SERVER_PROTOCOL": "HTTP/1.1",
                       "HTTP_HOST": "localhost", "REMOTE_ADDR": "192.0.2.1"}
        home = self.root.home

        def once(program):
            begun = time.perf_counter()
            done = subprocess.run([program], cwd=home, user=NOBODY, group=NOBODY, env=environment, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, check=True)
            self.assertTrue(done.stdout.startswith(b"Status: 200"), done.stdout)
            return 1000 * (time.perf_counter() - begun)

        programs = {"portable": home / "doorward"}
        if PROGRAM:
            programs["installed"] = PROGRAM
        times = {name: [] for name in programs}
        for _ in range(CALLS):  # in turn: what else the machine does meets all alike
            for name, program in programs.items():
                times[name].append(once(program))
        for name, each in times.items():
            print(f"GET /health by CGI, {name}: {statistics.median(each):.1f} ms"
                  f" (quickest {min(each):.1f})")


if __name__ == "__main__":
    if os.geteuid() != 0:
        sys.exit(77)
    FOLDER = pathlib.Path(sys.argv[1])
    PROGRAM = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
