#!/usr/bin/python3
"""A mail server for tests: keeps every mail that it accepts as files in a directory.

Prints "port N" when it listens. Each mail is two files, N.envelope (lines "from ADDRESS",
"to ADDRESS", "helo NAME", "tls yes|no", "user NAME") and then N.eml (the content as it came); the second one
appears whole. Before each answer it reads the file "rules" of the directory, lines of
  rcpt ADDRESS ANSWER     data ADDRESS ANSWER
where ANSWER is a line such as "451 4.3.0 later", or "hang" to never answer.
"""
import argparse
import asyncio
import base64
import itertools
import os
import ssl

from aiosmtpd.smtp import SMTP, AuthResult


class Sink:
    def __init__(self, options):
        self.options = options
        self.numbers = itertools.count(1)

    def _rule(self, stage, recipients):
        try:
            with open(os.path.join(self.options.directory, "rules"), encoding="utf-8") as rules:
                for line in rules:
                    kind, address, answer = line.rstrip("\n").split(" ", 2)
                    if kind == stage and address in recipients:
                        return answer
        except FileNotFoundError:
            pass
        return None

    async def _answer(self, stage, recipients):
        answer = self._rule(stage, recipients)
        while answer == "hang":
            await asyncio.sleep(3600)
        return answer

    def authenticate(self, server, session, envelope, mechanism, data):
        user, password = data.login.decode(), data.password.decode()
        good = user == self.options.user and password == self.options.password
        if good:
            session.user = user
        return AuthResult(success=good, handled=False)

    async def auth_XOAUTH2(self, server, args):
        # As Gmail and Microsoft 365 want it: base64 of "user=NAME^Aauth=Bearer TOKEN^A^A".
        blob = base64.b64decode(args[1]) if len(args) > 1 else await server.challenge_auth("")
        fields = blob.decode().split("\x01")
        wanted = [f"user={self.options.user}", f"auth=Bearer {self.options.password}"]
        if fields[:2] == wanted:
            server.session.user = self.options.user
            return AuthResult(success=True)
        await server.challenge_auth('{"status":"400","schemes":"Bearer"}')
        return AuthResult(success=False, handled=False)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        if not self.options.mechanisms:
            return responses
        lines = [line for line in responses if not line[4:].startswith("AUTH")]
        return [f"250-AUTH {self.options.mechanisms}"] + lines

    async def handle_RCPT(self, server, session, envelope, address, options):
        # As Postfix does with reject_non_fqdn_helo_hostname, which it delays until RCPT.
        if self.options.wants_full_name and "." not in session.host_name:
            return (f"504 5.5.2 <{session.host_name}>: Helo command rejected: "
                    "need fully-qualified hostname")
        answer = await self._answer("rcpt", [address])
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 fine"

    async def handle_DATA(self, server, session, envelope):
        answer = await self._answer("data", envelope.rcpt_tos)
        if answer:
            return answer
        self._keep(session, envelope)
        return "250 2.0.0 kept"

    def _keep(self, session, envelope):
        base = os.path.join(self.options.directory, f"{os.getpid()}-{next(self.numbers):06}")
        encrypted = session.ssl is not None or self.options.tls == "tls"
        lines = [f"from {envelope.mail_from}"]
        lines += [f"to {recipient}" for recipient in envelope.rcpt_tos]
        lines += [f"helo {session.host_name}"]
        lines += [f"tls {'yes' if encrypted else 'no'}", f"user {getattr(session, 'user', '')}"]
        with open(base + ".envelope", "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        with open(base + ".part", "wb") as file:
            file.write(envelope.original_content)
        os.rename(base + ".part", base + ".eml")


def excluded(mechanisms):
    return [name for name in ("PLAIN", "LOGIN", "XOAUTH2") if name not in mechanisms.split()]


def tls_of(options):
    if options.tls == "none":
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(options.certificate, options.key)
    return context


async def serve(options):
    sink = Sink(options)
    context = tls_of(options)

    def session():
        return SMTP(
            sink,
            hostname="sink.example",
            enable_SMTPUTF8=True,
            tls_context=context if options.tls == "starttls" else None,
            require_starttls=options.tls == "starttls",
            authenticator=sink.authenticate if options.user else None,
            auth_required=bool(options.user),
            auth_exclude_mechanism=[] if not options.mechanisms else excluded(options.mechanisms),
            auth_require_tls=options.tls == "starttls",
        )

    implicit = context if options.tls == "tls" else None
    loop = asyncio.get_running_loop()
    server = await loop.create_server(session, "127.0.0.1", options.port, ssl=implicit)
    print("port", server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--directory", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--tls", choices=["none", "starttls", "tls"], default="none")
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--user", default="")
    parser.add_argument("--password", default="")
    parser.add_argument("--mechanisms", default="", help="offered in this order; others fail")
    parser.add_argument("--wants-full-name", action="store_true")
    asyncio.run(serve(parser.parse_args()))


main()
