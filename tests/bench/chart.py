"""A chart of the targets as SVG: a bar for each, with a mark where it is wanted to end."""
from xml.sax.saxutils import escape

LABEL, BAR, TEXT = 310, 300, 320  # widths of the three columns
MARGIN, ROW, THICKNESS = 20, 26, 14
HIGHEST = 1.8  # bars are cut there, as a multiple of what is wanted

STYLE = """
svg { --ink: #1f2328; --paper: #ffffff; --faint: #6e7781; --good: #2f6fb7; --bad: #c0392b }
@media (prefers-color-scheme: dark) {
  svg { --ink: #e6edf3; --paper: #0d1117; --faint: #9198a1; --good: #4c94e0; --bad: #f0695c }
}
text { fill: var(--ink); font: 13px system-ui, sans-serif }
.head { font-weight: 600 }
.paper { fill: var(--paper) }
.faint { fill: var(--faint) }
rect.good { fill: var(--good) }
.bad { fill: var(--bad) }
.mark { stroke: var(--ink); stroke-width: 2 }
.range { stroke: var(--ink); stroke-width: 1 }
"""

GROUPS = [("Wanted: as far as the mark, or farther", lambda target: target.at_least is not None),
          ("Wanted: no farther than the mark", lambda target: target.at_most is not None)]


def x_of(share):
    """Where a value is drawn that is this multiple of what is wanted."""
    return MARGIN + LABEL + BAR * min(max(share, 0), HIGHEST) / HIGHEST


def words(x, y, text, kind=""):
    return f'<text x="{x:g}" y="{y:g}" class="{kind}">{escape(text)}</text>'


def line(x1, x2, y1, y2, kind):
    return f'<line x1="{x1:.1f}" x2="{x2:.1f}" y1="{y1:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def bar(y, share, kind):
    start = x_of(0)
    return (f'<rect x="{start:.1f}" y="{y - THICKNESS / 2:.1f}" width="{x_of(share) - start:.1f}" '
            f'height="{THICKNESS}" class="{kind}"/>')


def value_text(verdict):
    target = verdict.target
    missed = ("" if verdict.is_met else " MISSED") + ("?" if verdict.is_disturbed else "")
    return (f"{verdict.median:.2f}{target.unit} "
            f"({verdict.least:.2f}-{verdict.greatest:.2f}), {target.wanted}{missed}")


def row(verdict, y):
    limit = verdict.target.limit
    middle = y + ROW / 2
    return [words(MARGIN, middle + 4, verdict.target.what),
            bar(middle, verdict.median / limit, "good" if verdict.is_met else "bad"),
            line(x_of(verdict.least / limit), x_of(verdict.greatest / limit), middle, middle,
                 "range"),
            line(x_of(1), x_of(1), y + 2, y + ROW - 2, "mark"),
            words(x_of(HIGHEST) + 10, middle + 4, value_text(verdict),
                  "faint" if verdict.is_met else "bad")]


def group(title, verdicts, y):
    shapes = [words(MARGIN, y + ROW - 8, title, "head")]
    for number, verdict in enumerate(verdicts, 1):
        shapes += row(verdict, y + number * ROW)
    return shapes


def svg(verdicts):
    """The whole document. Verdicts without a target are left out."""
    shapes, y = [], MARGIN
    for title, belongs in GROUPS:
        members = [each for each in verdicts if belongs(each.target)]
        if members:
            shapes += group(title, members, y)
            y += (len(members) + 1.5) * ROW
    width, height = 2 * MARGIN + LABEL + BAR + TEXT, y + MARGIN / 2
    body = "\n".join(shapes)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height:g}" '
            f'viewBox="0 0 {width} {height:g}" role="img">\n'
            f"<title>doorward beside its limits and its rivals</title>\n<style>{STYLE}</style>\n"
            f'<rect width="{width}" height="{height:g}" class="paper"/>\n{body}\n</svg>\n')
