"""The command line."""
import argparse
import pathlib
from dataclasses import dataclass

from targets import TARGETS

PROJECT = pathlib.Path(__file__).resolve().parents[2]

ABOUT = """Prints how doorward compares with what this machine can do at most, and with what
people would run instead. Exits with 1 when a target is missed, and with 2 when it could not be
measured."""


@dataclass(frozen=True)
class Options:
    rounds: int
    seconds: int  # of one load
    quick: bool
    targets: list
    json: pathlib.Path
    svg: pathlib.Path
    build: pathlib.Path


def at_least_one(text):
    if int(text) < 1:
        raise ValueError
    return int(text)


def absolute(text):
    return pathlib.Path(text).resolve()


def chosen(only):
    """The targets whose names begin as asked for; all when nothing was asked for."""
    return [each for each in TARGETS if not only or each.name.startswith(tuple(only))]


def parse(words):
    parser = argparse.ArgumentParser(
        prog="tests/bench/run", description=ABOUT,
        epilog="Targets: " + ", ".join(each.name for each in TARGETS) + ".")
    parser.add_argument("--quick", action="store_true",
                        help="three short rounds, with the loads that targets need alone")
    parser.add_argument("--rounds", type=at_least_one, metavar="N",
                        help="how often everything is measured (5, quick: 3)")
    parser.add_argument("--only", action="append", default=[], metavar="NAME",
                        help="only targets whose name begins so; may be repeated")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="every figure")
    parser.add_argument("--svg", type=pathlib.Path, metavar="FILE", help="a chart of the targets")
    parser.add_argument("--build", type=absolute, metavar="DIR",
                        default=PROJECT / "build/release", help="where to build (build/release)")
    given = parser.parse_args(words)
    targets = chosen(given.only)
    if not targets:
        parser.error("there is no such target: " + ", ".join(given.only))
    return Options(given.rounds or (3 if given.quick else 5), 1 if given.quick else 2, given.quick,
                   targets, given.json, given.svg, given.build)
