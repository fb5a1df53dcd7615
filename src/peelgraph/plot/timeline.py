"""What a force took part in over the years: a bar for each membership, as much of it as is
known.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peelgraph.dates import bounds
from peelgraph.errors import NothingToDraw
from peelgraph.plot.palette import Shade
from peelgraph.plot.style import (
    FAINT,
    INK,
    Axes,
    Figure,
    legend_height,
    mark,
    patch,
    picture,
    sheet,
    shortened,
)
from peelgraph.store import Result

__all__ = ["Span", "draw_timeline", "spans"]

MODALITIES = {
    "existing": Shade("#0072B2"),
    "at risk": Shade("#D55E00", "xx"),
    "planned": Shade("#E69F00", "\\\\"),
    "considered": Shade("#CC79A7", ".."),
    "conditional": Shade("#F0E442", "--"),
    "ended": Shade("#7F7F7F", "||"),
}
"""How a membership stands, in colours of Okabe and Ito, each but the plain one with a hatch for
print in grey.
"""
ROW, WIDTH, AXIS, NAMES = 0.2, 10.6, 0.2, 4.4
HELD = ("existing", "at risk", "ended")
"""What is said to have been so, rather than intended."""
PALE = 0.3
_RAGGED = "4"
STUB = 0.8
"""How far, in years, a bar whose beginning is not on record reaches back from the first day
known.
"""
OTHER_UNITS, OTHERS = "Other joint units", "Other alliances and partnerships"


@dataclass(frozen=True)
class Span:
    """A membership in years as numbers: the days it can have held on, those it is known to have,
    and attestations.

    `begins` and `ends` are the outermost days possible, None where not on record; `known` are the
    first and the last day known, None where no date is on record; `heads` is whether it is the
    alliance that its group is named after.
    """

    name: str
    group: str
    heads: bool
    modality: str
    begins: float | None
    ends: float | None
    known: tuple[float, float] | None
    attested: tuple[float, ...]

    @property
    def dated(self) -> bool:
        """Whether any date is on record."""
        return self.known is not None


def _year(day: datetime.date, last: bool = False) -> float:
    """A day as a year and its part: the beginning of the day, or its end."""
    length = datetime.date(day.year + 1, 1, 1) - datetime.date(day.year, 1, 1)
    return day.year + ((day - datetime.date(day.year, 1, 1)).days + last) / length.days


def spans(timeline: Result) -> list[Span]:
    """The memberships of an answer to `timeline-of-force`, by group: an alliance, then its units by
    their dates.
    """
    memberships: dict[str, list[Any]] = defaultdict(list)
    for row in timeline:
        memberships[row.membership].append(row)
    alliances = {row.alliance for row in timeline if row.alliance}
    found = [_span(rows, alliances) for rows in memberships.values()]
    last = {OTHERS: 1, OTHER_UNITS: 2}
    return sorted(
        found, key=lambda s: (last.get(s.group, 0), s.group, not s.heads, _first(s), s.name)
    )


def _first(span: Span) -> float:
    return span.known[0] if span.known else 9999.0


def _span(rows: list[Any], alliances: set[str]) -> Span:
    row = rows[0]
    since = bounds(row.since) if row.since else None
    until = bounds(row.until) if row.until else None
    days = [bounds(r.attested) for r in rows if r.attested]
    known = (
        [day for pair in days for day in pair]
        + ([since[1]] if since else [])
        + ([until[0]] if until else [])
    )
    heads = row.name in alliances
    group = row.name if heads else row.alliance or (OTHER_UNITS if row.unit else OTHERS)
    return Span(
        row.name + (f" ({row.role})" if row.role != "participant" else ""),
        group,
        heads,
        row.modality,
        _year(since[0]) if since else None,
        _year(until[1], last=True) if until else None,
        (_year(min(known)), _year(max(known), last=True)) if known else None,
        tuple(sorted({(_year(first) + _year(last, last=True)) / 2 for first, last in days})),
    )


@picture
def draw_timeline(timeline: Result, force: str, source: str = "") -> Figure:
    """Draw the rows of the question `timeline-of-force`; NothingToDraw where there are none."""
    found = spans(timeline)
    if not found:
        raise NothingToDraw(f"no membership of {force} is on record")
    lines = _lines(found)
    dated = [day for s in found if s.known for day in (*s.known, s.begins or s.known[0])] or [
        2010.0
    ]
    start, end = min(dated) - STUB - 0.3, max(dated) + 1.2
    shown = "Joint units, alliances and partnerships, by the dates on record; alliances in bold, their units below them."
    title = f"What {force} has taken part in"
    handles = _legend(found)
    above = legend_height(handles, WIDTH) + AXIS
    page = sheet(title, shown, source, WIDTH, above + ROW * len(lines))
    page.legend(handles)
    axes = page.axes(NAMES, above, page.width - NAMES, ROW * len(lines))
    _years(axes, start, end, len(lines))
    for line, entry in enumerate(lines):
        if isinstance(entry, Span):
            _bar(axes, line, entry, start, end)
        _name(axes, line, entry)
    return page.figure


def _lines(found: Iterable[Span]) -> list[Span | str]:
    """Each group's heading, where no membership of the alliance itself is it, and its spans."""
    lines: list[Span | str] = []
    group = ""
    for span in found:
        if span.group != group:
            group = span.group
            if not span.heads:
                lines.append(group)
        lines.append(span)
    return lines


def _years(axes: Axes, start: float, end: float, lines: int) -> None:
    axes.set_xlim(start, end)
    axes.set_ylim(lines - 0.5, -0.5)
    axes.set_yticks([])
    step = 1 if end - start < 16 else 2 if end - start < 32 else 5
    years = [y for y in range(int(start) + 1, int(end) + 1) if y % step == 0]
    axes.set_xticks(years, [str(y) for y in years], fontsize=8)
    axes.xaxis.tick_top()
    axes.grid(axis="x", color="#DDDDDD", linewidth=0.6)
    axes.set_axisbelow(True)


def _bar(axes: Axes, line: int, span: Span, start: float, end: float) -> None:
    shade = MODALITIES.get(span.modality, MODALITIES["existing"])
    if span.known is None:
        axes.plot(
            (start, end), (line, line), color=shade.colour, linewidth=1, linestyle=(0, (1, 3))
        )
        axes.text(
            (start + end) / 2, line, f"{span.modality}, no date on record", fontsize=6.5, color=FAINT, ha="center",
            va="center_baseline", bbox={"facecolor": "#FFFFFF", "edgecolor": "none", "pad": 1},
        )  # fmt: skip
        return
    first, last = span.known
    left = first - STUB if span.begins is None else span.begins
    right = end - 0.35 if span.ends is None else span.ends
    hatch = "" if span.modality in HELD else shade.hatch
    axes.barh(
        line, right - left, 0.56, left=left, color=shade.colour, hatch=hatch, edgecolor=FAINT, alpha=PALE,
        linewidth=0, gid="may-have-held",
    )  # fmt: skip
    if span.begins is None:
        axes.plot(*_ragged(left, line), color="#FFFFFF", linewidth=2.4, solid_joinstyle="miter")
        axes.plot(*_ragged(left, line), color=shade.colour, linewidth=0.9)
    else:
        axes.plot((left, left), (line - 0.28, line + 0.28), color=shade.colour, linewidth=1.8)
    if span.ends is None:
        axes.plot((right,), (line,), marker=">", color=shade.colour, markersize=5.5, clip_on=False)
    else:
        axes.plot((right, right), (line - 0.28, line + 0.28), color=shade.colour, linewidth=1.8)
    if last - first > 0.01 and span.modality in HELD:
        axes.barh(
            line, last - first, 0.56, left=first, color=shade.colour, hatch=shade.hatch, edgecolor="#FFFFFF",
            linewidth=0, gid="held",
        )  # fmt: skip
    if span.attested:
        axes.plot(
            span.attested, [line] * len(span.attested), linestyle="", marker="D", markersize=4.2, color=INK,
            markeredgecolor="#FFFFFF", markeredgewidth=0.6,
        )  # fmt: skip


def _ragged(left: float, line: int) -> tuple[list[float], list[float]]:
    """A zigzag down the left edge of a bar."""
    steps = [line - 0.28 + 0.14 * i for i in range(5)]
    return [left + (0.16 if i % 2 else 0.0) for i in range(5)], steps


def _name(axes: Axes, line: int, entry: Span | str) -> None:
    heading = isinstance(entry, str) or entry.heads
    weight, indent, size = ("bold", 0.0, 7.8) if heading else ("normal", 0.14, 7.8)
    words = shortened(
        entry if isinstance(entry, str) else entry.name, NAMES - indent - 0.1, size, weight
    )
    axes.annotate(
        words, (0, line), (-72 * (NAMES - indent), 0), xycoords=("axes fraction", "data"),
        textcoords="offset points", va="center_baseline", fontsize=size, fontweight=weight, annotation_clip=False,
    )  # fmt: skip


def _legend(found: list[Span]) -> list[Any]:
    seen = {s.modality for s in found}
    known = [patch(f"{m}, known to have held", *MODALITIES[m][:2]) for m in HELD if m in seen]
    maybe = [
        patch(
            f"{m}, may have held" if m in HELD else m,
            shade.colour,
            "" if m in HELD else shade.hatch,
            PALE,
        )
        for m, shade in MODALITIES.items()
        if m in seen
    ]
    signs = (
        ("a source attests it", "D", "", any(s.attested for s in found)),
        ("no end on record", ">", "", any(s.dated and s.ends is None for s in found)),
        ("no beginning on record", _RAGGED, "", any(s.dated and s.begins is None for s in found)),
        ("no date on record", "", ":", any(not s.dated for s in found)),
    )
    return [
        *known,
        *maybe,
        *(mark(label, sign, INK, line) for label, sign, line, there in signs if there),
    ]
