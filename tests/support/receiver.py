"""A receiver of webhooks that is not ours: Python's http.server, hmac, and cryptography.

What it does with a request is the first part of its path: /ok, /fail, /gone, /busy, /redirect,
/hang, /late, /drip, /huge, /bomb; the file "mode" in its directory may say that /ok does another of
these. Each request is a line of the file "requests" there: path, id, event, nonce, timestamp,
whether all its signatures are good, body; between tabs. The file "trusted" holds our public key and,
behind a blank, the shared secret, if there is one.
"""
import argparse
import base64
import gzip
import hashlib
import hmac
import http.server
import pathlib
import threading
import time

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

parser = argparse.ArgumentParser()
parser.add_argument("--directory", type=pathlib.Path, required=True)
parser.add_argument("--port", type=int, default=0)
options = parser.parse_args()
lock = threading.Lock()
MEBIBYTE = b"x" * (1 << 20)


def is_signed(public, text, signature):
    try:
        public.verify(base64.b64decode(signature, validate=True), text)
        return True
    except (InvalidSignature, ValueError):
        return False


def are_good(headers, body):
    """By the payload signature, and by Standard Webhooks with the public key and with the secret."""
    trusted = (options.directory / "trusted").read_text().split()
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(trusted[0]))
    payload = is_signed(public, body + headers["X-Payload-Nonce"].encode(),
                        headers["X-Payload-Signature"])
    text = b".".join([headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body])
    signatures = [each.split(",") for each in headers["webhook-signature"].split()]
    by_key = any(is_signed(public, text, value) for kind, value in signatures if kind == "v1a")
    if len(trusted) == 1:
        return payload and by_key and [kind for kind, _ in signatures] == ["v1a"]
    secret = base64.b64decode(trusted[1].removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(secret, text, hashlib.sha256).digest()).decode()
    return payload and by_key and ["v1", expected] in signatures


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def note(self, body):
        headers = self.headers
        good = "X-Payload-Signature" in headers and are_good(headers, body)
        fields = [self.path, headers.get("X-Webhook-Delivery", ""),
                  headers.get("X-Webhook-Event", ""), headers.get("X-Payload-Nonce", ""),
                  headers.get("webhook-timestamp", ""), "good" if good else "bad", body.decode()]
        with lock, open(options.directory / "requests", "a") as file:
            file.write("\t".join(fields) + "\n")

    def answer(self, status, body=b"", headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.note(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        kind = self.path.split("/")[1]
        mode = options.directory / "mode"
        if kind == "ok" and mode.exists():
            kind = mode.read_text()
        getattr(self, kind)()

    def ok(self):
        self.answer(200, "danke schön".encode(), [("X-Answer", "yes")])

    def fail(self):
        self.answer(500, b"oh")

    def gone(self):
        self.answer(410, b"gone")

    def busy(self):
        self.answer(429, b"later", [("Retry-After", "600")])

    def redirect(self):
        self.answer(302, b"", [("Location", "/ok/elsewhere")])

    def hang(self):
        self.close_connection = True
        time.sleep(60)

    def late(self):
        time.sleep(0.5)
        self.ok()

    def drip(self):
        self.send_response(200)
        self.send_header("Content-Length", "600")
        self.end_headers()
        for _ in range(600):
            self.wfile.write(b" ")
            time.sleep(0.1)

    def huge(self):
        self.send_response(200)
        self.send_header("Content-Length", str(1 << 30))
        self.end_headers()
        for _ in range(1024):
            self.wfile.write(MEBIBYTE)

    def bomb(self):
        self.answer(200, gzip.compress(MEBIBYTE * 64), [("Content-Encoding", "gzip")])


class Server(http.server.ThreadingHTTPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *words):
        pass  # clients that hang up


server = Server(("127.0.0.1", options.port), Receiver)
print("port", server.server_address[1], flush=True)
server.serve_forever()
