"""An identity provider that is not ours: Python's http.server, PyJWT and cryptography.

It publishes its keys at /jwks.json, signs what it is told to, and can misbehave. Keys are files in
its directory, so that it can be stopped and started again.
"""
import argparse
import base64
import http.server
import json
import pathlib
import ssl
import time
import uuid

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

parser = argparse.ArgumentParser()
parser.add_argument("--directory", type=pathlib.Path, required=True)
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--certificate", default="")
parser.add_argument("--key", default="")
options = parser.parse_args()


def number(value, size=0):
    size = size or (value.bit_length() + 7) // 8
    return base64.urlsafe_b64encode(value.to_bytes(size, "big")).rstrip(b"=").decode()


class Key:
    def __init__(self, path):
        self.kid = path.stem.split("_")[1]
        self.algorithm = path.stem.split("_")[2]
        self.private = serialization.load_pem_private_key(path.read_bytes(), None)

    def jwk(self):
        public = self.private.public_key()
        jwk = {"kid": self.kid, "use": "sig", "alg": self.algorithm}
        if isinstance(public, rsa.RSAPublicKey):
            numbers = public.public_numbers()
            return jwk | {"kty": "RSA", "n": number(numbers.n), "e": number(numbers.e)}
        if isinstance(public, ec.EllipticCurvePublicKey):
            numbers = public.public_numbers()
            return jwk | {"kty": "EC", "crv": "P-256", "x": number(numbers.x, 32),
                          "y": number(numbers.y, 32)}
        raw = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        return jwk | {"kty": "OKP", "crv": "Ed25519",
                      "x": base64.urlsafe_b64encode(raw).rstrip(b"=").decode()}


def make_private(algorithm, bits):
    if algorithm == "ES256":
        return ec.generate_private_key(ec.SECP256R1())
    if algorithm == "EdDSA":
        return ed25519.Ed25519PrivateKey.generate()
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def make_key(algorithm="RS256", bits=2048):
    pem = make_private(algorithm, bits).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption())
    name = f"{time.time_ns()}_{uuid.uuid4()}_{algorithm}.pem"
    (options.directory / name).write_bytes(pem)


def keys():
    return [Key(path) for path in sorted(options.directory.glob("*_*_*.pem"))]


def published():
    return json.dumps({"keys": [key.jwk() for key in keys()]})


def weak():
    """A set whose one key is an RSA key of 1024 bits, under the kid that tokens name."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    numbers = private.public_key().public_numbers()
    return json.dumps({"keys": [{"kty": "RSA", "use": "sig", "kid": keys()[-1].kid,
                                 "n": number(numbers.n), "e": number(numbers.e)}]})


class Provider(http.server.BaseHTTPRequestHandler):
    mode = "serve"
    fetches = 0

    def log_message(self, *words):
        pass

    def answer(self, text, status=200, headers=()):
        body = text.encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path == "/control/fetches":
            return self.answer(str(Provider.fetches))
        Provider.fetches += 1
        mode = Provider.mode if self.path == "/jwks.json" else "serve"
        if mode == "hang":
            return time.sleep(60)
        if mode == "drip":
            return self.drip()
        if mode == "redirect":
            return self.answer("", 302, [("Location", "/elsewhere.json")])
        if mode == "missing":
            return self.answer(published(), 404)
        if mode == "html":
            return self.answer("<!doctype html><title>Sign in</title>")
        if mode == "weak":
            return self.answer(weak())
        if mode == "huge":
            return self.answer(" " * (256 * 1024) + published())
        return self.answer(published())

    def drip(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(600):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.1)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        action = self.path.removeprefix("/control/")
        if action == "rotate":
            make_key(body or "RS256")
        elif action == "forget":
            for path in sorted(options.directory.glob("*_*_*.pem"))[:-1]:
                path.unlink()
        elif action == "mode":
            Provider.mode = body
        elif action == "sign":
            key = keys()[-1]
            return self.answer(jwt.encode(json.loads(body), key.private, key.algorithm,
                                          headers={"kid": key.kid}))
        self.answer("")


class Server(http.server.ThreadingHTTPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, *words):
        pass  # clients that hang up


if not keys():
    make_key()
server = Server(("127.0.0.1", options.port), Provider)
if options.certificate:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options.certificate, options.key)
    server.socket = context.wrap_socket(server.socket, server_side=True,
                                        do_handshake_on_connect=False)
print("port", server.server_address[1], flush=True)
server.serve_forever()
