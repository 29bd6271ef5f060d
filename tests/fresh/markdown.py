"""The commands that a Markdown text tells its readers to type."""
import re
from dataclasses import dataclass

HEADING = re.compile(r"(#+) (.*)")
STATUS = re.compile(r"\s#+ ([1-5]\d\d)\b")
HERE_DOCUMENT = re.compile(r"<<-?\s*(['\"]?)(\w+)\1")


@dataclass(frozen=True)
class Command:
    line: int  # where it begins in the text, from 1
    text: str  # word by word, with its comment

    @property
    def expects(self):
        """The status of HTTP that its comment promises: `curl -i URL  # 401: a token is missing`."""
        found = STATUS.search(self.text)
        return found and found.group(1)


def blocks(text, section):
    """The fenced blocks `sh` of the section of that heading, without those of other languages:
    pairs of the number of the first line and the lines. ValueError when there is no such section."""
    inside = found = False
    fence, first, lines, out = None, 0, [], []
    for number, line in enumerate(text.splitlines(), 1):
        if fence is not None:
            if line.strip() == "```":
                if inside and fence == "sh":
                    out.append((first, lines))
                fence = None
            else:
                lines.append(line)
        elif line.startswith("```"):
            fence, first, lines = line.strip("` "), number + 1, []
        elif heading := HEADING.fullmatch(line):
            if len(heading.group(1)) <= 2:
                inside = heading.group(2) == section
            found = found or inside
    if not found:
        raise ValueError(f"there is no section \"{section}\"")
    return out


def _unfinished(text):
    """Whether a shell would wait for more lines: a backslash at the end, or a here-document."""
    if text.endswith("\\"):
        return True
    open_one = HERE_DOCUMENT.search(text.split("\n", 1)[0])
    return bool(open_one) and text.split("\n")[-1].strip() != open_one.group(2)


def commands_of(first, lines):
    """The commands of one block: a line each, but for those that go on."""
    out, begun, text = [], first, ""
    for number, line in enumerate(lines, first):
        if not text:
            begun = number
        text = f"{text}\n{line}" if text else line
        if _unfinished(text):
            continue
        if text.strip() and not text.lstrip().startswith("#"):
            out.append(Command(begun, text))
        text = ""
    if text:
        raise ValueError(f"line {begun}: the command has no end")
    return out


def commands(text, section):
    """All commands of a section, in order. ValueError when it has none."""
    out = [each for block in blocks(text, section) for each in commands_of(*block)]
    if not out:
        raise ValueError(f"the section \"{section}\" has no commands")
    return out
