#!/usr/bin/python3
"""Reads a mail with Python's parser and writes what it found as files of a directory."""
import email
import email.header
import email.policy
import email.utils
import os
import sys

source, target = sys.argv[1:]
with open(source, "rb") as file:
    mail = email.message_from_binary_file(file, policy=email.policy.default)


def keep(name, value):
    with open(os.path.join(target, name), "w", encoding="utf-8", newline="") as out:
        out.write(str(value))


def display_name():
    """By the older functions: the newer ones leave blanks between the encoded-words of a phrase."""
    raw = dict(mail.raw_items())["From"].replace("\r\n", "")
    name, _ = email.utils.parseaddr(raw)
    return email.header.make_header(email.header.decode_header(name))


defects = [str(defect) for part in mail.walk() for defect in part.defects]
defects += [str(defect) for name in mail.keys() for defect in mail[name].defects]
sender = mail["From"].addresses[0]
keep("defects", "; ".join(defects))
keep("headers", " ".join(mail.keys()))
keep("subject", mail["Subject"])
keep("from-name", display_name())
keep("from", sender.addr_spec)
keep("to", mail["To"])
keep("date", int(mail["Date"].datetime.timestamp()))
keep("message-id", mail["Message-ID"])
keep("language", mail["Content-Language"])
keep("submitted", mail["Auto-Submitted"])
keep("type", mail.get_content_type())
keep("parts", " ".join(part.get_content_type() for part in mail.iter_parts()))
if mail.get_content_type() == "multipart/encrypted":
    control, message = mail.iter_parts()
    keep("protocol", mail.get_param("protocol"))
    keep("control", control.get_payload())
    keep("message", message.get_payload())
else:
    keep("text", mail.get_body(("plain",)).get_content())
    keep("html", mail.get_body(("html",)).get_content())
