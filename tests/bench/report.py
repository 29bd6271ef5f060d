"""The figures as tables for people and as JSON for programs."""
import json

from arithmetic import figures, median
from machine import TOO_BUSY
from targets import was_disturbed

DISTURBED = (f"?: while this was measured, others used more than {TOO_BUSY:.0%} of the processors, "
             "or the host withheld it. Not to be trusted.")
COLUMNS = [("requests/s", "rate", "{:,.0f}"), ("p50 ms", "p50_ms", "{:.2f}"),
           ("p99 ms", "p99_ms", "{:.2f}"), ("CPU us/request", "cpu_us", "{:.1f}")]


def table(header, rows, words=1):
    """Columns as wide as what stands in them; the first ones, of words, are flushed left."""
    lines = [header, *rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(header))]

    def text(line):
        cells = [cell.ljust(widths[i]) if i < words else cell.rjust(widths[i])
                 for i, cell in enumerate(line)]
        return "  ".join(cells).rstrip()

    return "\n".join([text(header), text(["-" * width for width in widths]), *map(text, rows)])


def number(value):
    return f"{value:.2f}"


def row_of(verdict):
    return [verdict.target.what, verdict.target.name, verdict.target.wanted,
            number(verdict.median), f"{number(verdict.least)}-{number(verdict.greatest)}",
            verdict.word]


def target_table(verdicts):
    return table(["target", "name", "wanted", "median", "range", ""],
                 [row_of(verdict) for verdict in verdicts], words=2)


def cell(rounds, sample, figure, form):
    values = figures(rounds, sample, figure)
    return form.format(median(values)) if values else "-"


def load_table(rounds):
    """Medians of every sample that was made under load."""
    samples = [name for name in rounds[0] if "rate" in rounds[0][name]]
    return table(["subject@connections", *(title for title, _, _ in COLUMNS), ""],
                 [[name, *(cell(rounds, name, figure, form) for _, figure, form in COLUMNS),
                   "?" if was_disturbed(rounds, name) else ""] for name in samples])


def text(verdicts, rounds):
    parts = [target_table(verdicts), load_table(rounds)]
    if any(was_disturbed(rounds, name) for name in rounds[0]):
        parts.append(DISTURBED)
    return "\n\n".join(parts) + "\n"


def as_json(settings, verdicts, rounds):
    found = [{"name": each.target.name, "what": each.target.what, "wanted": each.target.wanted,
              "median": each.median, "least": each.least, "greatest": each.greatest,
              "met": each.is_met, "disturbed": each.is_disturbed} for each in verdicts]
    return json.dumps({"settings": settings, "targets": found, "rounds": rounds}, indent=1) + "\n"
