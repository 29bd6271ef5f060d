"""PyJWT as a peer of doorward.

pyjwt_peer.py check FILE   exits 0 when PyJWT takes the cases of FILE for what they are
pyjwt_peer.py make DIR     writes DIR/keys.json and DIR/tokens.txt: a token for each algorithm
"""

import base64
import json
import os
import sys
import time

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

CURVES = {"ES256": ("P-256", ec.SECP256R1()), "ES384": ("P-384", ec.SECP384R1()),
          "ES512": ("P-521", ec.SECP521R1())}


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def number(value, size=None):
    return base64url(value.to_bytes(size or (value.bit_length() + 7) // 8, "big"))


def is_valid(case):
    key = jwt.PyJWK(case["key"], algorithm=case["algorithm"]).key
    try:
        claims = jwt.decode(case["token"], key, algorithms=[case["algorithm"]])
    except jwt.InvalidTokenError:
        return False
    return claims == case["claims"]


def check(file):
    with open(file, encoding="utf-8") as text:
        cases = json.load(text)
    wrong = [case for case in cases if is_valid(case) != case["valid"]]
    for case in wrong:
        print("wrong:", case["algorithm"], case["token"])
    print(len(cases), "cases")
    sys.exit(1 if wrong or not cases else 0)


def key_pair(algorithm):
    """The private key and the JWK with which others verify."""
    if algorithm.startswith("HS"):
        secret = os.urandom(64)
        return secret, {"kty": "oct", "k": base64url(secret)}
    if algorithm == "EdDSA":
        key = ed25519.Ed25519PrivateKey.generate()
        return key, json.loads(jwt.algorithms.OKPAlgorithm.to_jwk(key.public_key()))
    if algorithm in CURVES:
        name, curve = CURVES[algorithm]
        key = ec.generate_private_key(curve)
        numbers = key.public_key().public_numbers()
        size = (curve.key_size + 7) // 8
        return key, {"kty": "EC", "crv": name, "x": number(numbers.x, size),
                     "y": number(numbers.y, size)}
    key = rsa.generate_private_key(65537, 2048)
    numbers = key.public_key().public_numbers()
    return key, {"kty": "RSA", "n": number(numbers.n), "e": number(numbers.e)}


def make(directory):
    keys, tokens = [], []
    algorithms = [letters + size for letters in ("HS", "RS", "PS", "ES")
                  for size in ("256", "384", "512")] + ["EdDSA"]
    for algorithm in algorithms:
        key, jwk = key_pair(algorithm)
        keys.append({**jwk, "kid": algorithm})
        claims = {"sub": algorithm, "exp": int(time.time()) + 600}
        tokens.append(jwt.encode(claims, key, algorithm, headers={"kid": algorithm}))
    with open(directory + "/keys.json", "w", encoding="utf-8") as text:
        json.dump({"keys": keys}, text)
    with open(directory + "/tokens.txt", "w", encoding="utf-8") as text:
        text.writelines(token + "\n" for token in tokens)


if __name__ == "__main__":
    {"check": check, "make": make}[sys.argv[1]](sys.argv[2])
