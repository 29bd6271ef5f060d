#!/usr/bin/env python3
"""Prints an armoured OpenPGP certificate (RFC 4880) that gpg would not make.

Its RSA moduli are products of many small primes, which nobody can tell who does not factor them:
keys of any length, and with any exponent, are made and sign at once.
"""
import argparse
import base64
import hashlib
import random
import struct

SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")  # RFC 8017 section 9.2
CREATED = 1700000000
RSA, SHA256 = 1, 8


def is_prime(n):
    if any(n % p == 0 for p in (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)):
        return False
    return all(pow(base, n - 1, n) == 1 for base in (2, 3, 5, 7))  # good enough for a test


def prime(bits, rng):
    while True:
        n = rng.getrandbits(bits) | 0x3FF << (bits - 10) | 1
        if is_prime(n):
            return n


class Rsa:
    def __init__(self, bits, exponent_bits, rng):
        small = next(size for size in (256, 320, 384, 512, bits // 2) if bits % size == 0)
        while True:
            primes = {prime(small, rng) for _ in range(bits // small)}
            self.n, phi = 1, 1
            for p in primes:
                self.n *= p
                phi *= p - 1
            self.e = 65537 if not exponent_bits else rng.getrandbits(exponent_bits) | 1 | 1 << (
                exponent_bits - 1)
            try:
                while exponent_bits and gcd(self.e, phi) != 1:
                    self.e = rng.getrandbits(exponent_bits) | 1 | 1 << (exponent_bits - 1)
                self.d = pow(self.e, -1, phi)
            except ValueError:
                continue
            self.primes = primes
            return

    def sign(self, digest):
        size = (self.n.bit_length() + 7) // 8
        info = SHA256_INFO + digest
        m = int.from_bytes(b"\0\1" + b"\xff" * (size - 3 - len(info)) + b"\0" + info, "big")
        s = 0
        for p in self.primes:  # the Chinese remainder theorem
            rest = self.n // p
            s += pow(m % p, self.d % (p - 1), p) * rest * pow(rest, -1, p)
        return s % self.n

    def body(self):
        return struct.pack(">BIB", 4, CREATED, RSA) + mpi(self.n) + mpi(self.e)


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def mpi(number):
    bits = number.bit_length()
    return struct.pack(">H", bits) + number.to_bytes((bits + 7) // 8, "big")


def packet(tag, body):
    return bytes([0xC0 | tag, 255]) + struct.pack(">I", len(body)) + body


def subpacket(kind, data):
    return bytes([len(data) + 1, kind]) + data


def framed(body):
    return b"\x99" + struct.pack(">H", len(body)) + body


def signature(kind, key, over, flags, wrong_with=None):
    """Over what is signed; `wrong_with` (random numbers) makes one that is wrong but begins right."""
    fingerprint = hashlib.sha1(framed(key.body())).digest()
    hashed = (subpacket(2, struct.pack(">I", CREATED)) + subpacket(27, bytes([flags])) +
              subpacket(33, b"\4" + fingerprint))
    start = struct.pack(">BBBBH", 4, kind, RSA, SHA256, len(hashed)) + hashed
    digest = hashlib.sha256(over + start + b"\4\xff" + struct.pack(">I", len(start))).digest()
    unhashed = subpacket(16, fingerprint[-8:])
    number = wrong_with.randrange(key.n // 2, key.n) if wrong_with else key.sign(digest)
    return packet(2, start + struct.pack(">H", len(unhashed)) + unhashed + digest[:2] + mpi(number))


def certificate(options):
    rng = random.Random(options.seed)
    key = Rsa(options.bits, options.exponent_bits, rng)
    out = packet(6, key.body())
    user_ids = options.user_id or [f"Ada {i} <ada{i}@example.org>" for i in range(options.user_ids)]
    for user_id in user_ids:
        text = user_id.encode().decode("unicode_escape").encode("latin-1")
        over = framed(key.body()) + b"\xb4" + struct.pack(">I", len(text)) + text
        out += packet(13, text)
        for _ in range(options.wrong):
            out += signature(0x13, key, over, 0x0F, rng)
        if not options.unsigned:
            out += signature(0x13, key, over, 0x0F)
    subkey = Rsa(options.subkey_bits or options.bits, 0, rng) if options.subkeys else None
    for _ in range(options.subkeys):
        out += packet(14, subkey.body())
        out += signature(0x18, key, framed(key.body()) + framed(subkey.body()), 0x0C)
    return out


def armored(data):
    text = base64.b64encode(data).decode()
    lines = "\n".join(text[i:i + 64] for i in range(0, len(text), 64))
    block = "PGP PUBLIC KEY BLOCK-----"
    return f"-----BEGIN {block}\n\n{lines}\n=" + base64.b64encode(
        crc24(data).to_bytes(3, "big")).decode() + f"\n-----END {block}\n"


def crc24(data):
    crc = 0xB704CE
    for byte in data:
        crc ^= byte << 16
        for _ in range(8):
            crc <<= 1
            if crc & 0x1000000:
                crc ^= 0x1864CFB
    return crc


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--bits", type=int, default=2048)
parser.add_argument("--exponent-bits", type=int, default=0, help="0: the exponent is 65537")
parser.add_argument("--user-id", action="append", help="with escapes as Python has them")
parser.add_argument("--user-ids", type=int, default=1)
parser.add_argument("--wrong", type=int, default=0, help="signatures of each that are wrong")
parser.add_argument("--unsigned", action="store_true", help="no right signature over a user id")
parser.add_argument("--subkeys", type=int, default=0)
parser.add_argument("--subkey-bits", type=int, default=0)
parser.add_argument("--seed", type=int, default=7)
print(armored(certificate(parser.parse_args())), end="")
