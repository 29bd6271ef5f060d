"""The tokens that are sent, and the files of requests that wrk reads."""
import subprocess

from configurations import ISSUER
from request import Request
from subjects import SUBJECTS, Person

PEOPLE = 64
UNSEEN_PER_SECOND = 24_000  # more than two cores verify


class Tokens:
    """Made by mint.cpp, in files of the scratch directory."""

    def __init__(self, scratch, rounds, seconds):
        self.scratch = scratch
        subprocess.run([scratch / "bin/mint", scratch, str(PEOPLE), str(rounds),
                        str(seconds * UNSEEN_PER_SECOND), ISSUER], check=True, timeout=300)
        self.secret = (scratch / "secret").read_text().strip()
        self.people = [Person(*line.split("\t"))
                       for line in (scratch / "people.txt").read_text().splitlines()]
        (scratch / "one.jwt").write_text(self.people[0].jwt)
        for subject in SUBJECTS:
            if not subject.unseen and not subject.of:
                self.write(subject.name, map(subject.request, self.people))
        for number in range(rounds):
            tokens = (scratch / f"unseen-{number}.txt").read_text().split()
            self.write(f"unseen-{number}",
                       (Request(f"/check?access_token={each}") for each in tokens))

    def file(self, name):
        return self.scratch / f"{name}.requests"

    def write(self, name, requests):
        self.file(name).write_text("".join(each.line for each in requests))

    def requests_of(self, subject, number):
        """The file for this round."""
        return self.file(f"unseen-{number}" if subject.unseen else subject.name)
