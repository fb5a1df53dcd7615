"""What a force took part in over the years: a bar a membership, as much of it as is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from peelgraph.errors import NothingToDraw
from peelgraph.plot.lines import annotate_line, lay_lines
from peelgraph.plot.palette import Shade
from peelgraph.plot.sheet import legend_height, sheet
from peelgraph.plot.spans import Span, spans
from peelgraph.plot.strip import ATTESTED, ENDLESS, PALE, RAGGED, Strip
from peelgraph.plot.style import Axes, Figure, mark, patch, picture
from peelgraph.plot.text import shortened
from peelgraph.store import Result

__all__ = ["draw_timeline"]

# how a membership stands, in colours of Okabe and Ito, each but the plain one with a hatch for
# print in grey
MODALITIES = {
    "existing": Shade("#0072B2"),
    "at risk": Shade("#D55E00", "xx"),
    "planned": Shade("#E69F00", "\\\\"),
    "considered": Shade("#CC79A7", ".."),
    "conditional": Shade("#F0E442", "--"),
    "ended": Shade("#7F7F7F", "||"),
}
HELD = ("existing", "at risk", "ended")
"""What is said to have been so, rather than intended."""

# in inches: a line, the sheet, the scale of years above the lines, and the names beside them
ROW = 0.2
WIDTH = 10.6
AXIS = 0.2
NAMES = 4.4
INDENT = 0.14
SIZE = 7.8
"""Of names, in points."""
# in years: how far a bar whose beginning is not on record reaches back from the first day known,
# what is shown before the first and after the last day, how far before the right edge a bar without
# an end stops, so that its arrow is seen, and the shortest bar that is drawn dark
STUB = 0.8
BEFORE = 0.3
AFTER = 1.2
ARROW = 0.35
SHORTEST = 0.01

SHOWN = (
    "Joint units, alliances and partnerships, by the dates on record; alliances in bold, their "
    "units below them."
)


@picture
def draw_timeline(timeline: Result, force: str, source: str = "") -> Figure:
    """Draw the rows of the question `timeline-of-force`; NothingToDraw where there are none."""
    found = spans(timeline)
    if not found:
        raise NothingToDraw(f"no membership of {force} is on record")
    lines = _lines(found)
    start, end = _years_shown(found)
    handles = _legend(found)
    above = legend_height(handles, WIDTH) + AXIS
    height = ROW * len(lines)
    title = f"What {force} has taken part in"
    page = sheet(title, SHOWN, source, WIDTH, above + height)
    page.legend(handles)
    axes = page.axes(NAMES, above, page.width - NAMES, height)
    _years(axes, start, end, len(lines))
    for number, entry in enumerate(lines):
        if isinstance(entry, Span):
            shade = MODALITIES.get(entry.modality, MODALITIES["existing"])
            _draw(Strip(axes, number, shade), entry, start, end)
            _name(axes, number, entry.name, is_heading=entry.heads)
        else:
            _name(axes, number, entry, is_heading=True)
    return page.figure


def _lines(found: Iterable[Span]) -> list[Span | str]:
    """The spans, below a heading for each group that has no span of the alliance itself."""
    lines: list[Span | str] = []
    group = ""
    for span in found:
        if span.group != group:
            group = span.group
            if not span.heads:
                lines.append(group)
        lines.append(span)
    return lines


def _years_shown(found: Iterable[Span]) -> tuple[float, float]:
    """From when until when years are shown."""
    days = []
    for span in found:
        if span.known:
            days += [*span.known, span.begins or span.known[0]]
    if not days:
        days = [2010.0]
    return min(days) - STUB - BEFORE, max(days) + AFTER


def _years(axes: Axes, start: float, end: float, lines: int) -> None:
    axes.set_xlim(start, end)
    lay_lines(axes, lines)
    step = _step(end - start)
    # the years that begin within what is shown
    begun = range(int(start) + 1, int(end) + 1)
    years = [year for year in begun if year % step == 0]
    axes.set_xticks(years, [str(year) for year in years], fontsize=8)
    axes.xaxis.tick_top()
    axes.grid(axis="x", color="#DDDDDD", linewidth=0.6)
    axes.set_axisbelow(True)


def _step(length: float) -> int:
    """Every how many years there is a label, so that none stands on another."""
    if length < 16:
        return 1
    return 2 if length < 32 else 5


def _draw(strip: Strip, span: Span, start: float, end: float) -> None:
    if span.known is None:
        strip.undated(start, end, f"{span.modality}, no date on record")
        return
    first, last = span.known
    left = first - STUB if span.begins is None else span.begins
    right = end - ARROW if span.ends is None else span.ends
    held = span.modality in HELD
    # what was intended has its hatch on the pale bar, as it gets no dark one
    strip.may_have_held(left, right, "" if held else strip.shade.hatch)
    if span.begins is None:
        strip.ragged_edge(left)
    else:
        strip.edge(left)
    if span.ends is None:
        strip.arrow(right)
    else:
        strip.edge(right)
    if held and last - first > SHORTEST:
        strip.held(first, last)
    if span.attested:
        strip.attested(span.attested)


def _name(axes: Axes, line: int, name: str, *, is_heading: bool) -> None:
    weight = "bold" if is_heading else "normal"
    left = NAMES if is_heading else NAMES - INDENT
    words = shortened(name, left - 0.1, SIZE, weight)
    # names stand outside the axes, where matplotlib would leave an annotation out
    annotate_line(
        axes,
        line,
        words,
        left,
        fontsize=SIZE,
        fontweight=weight,
        annotation_clip=False,
    )


def _legend(found: Sequence[Span]) -> list[Any]:
    seen = {span.modality for span in found}
    fields = []
    for modality in HELD:
        if modality in seen:
            shade = MODALITIES[modality]
            label = f"{modality}, known to have held"
            fields.append(patch(label, shade.colour, shade.hatch))
    for modality, shade in MODALITIES.items():
        if modality not in seen:
            continue
        if modality in HELD:
            fields.append(patch(f"{modality}, may have held", shade.colour, "", PALE))
        else:
            fields.append(patch(modality, shade.colour, shade.hatch, PALE))
    return [*fields, *_signs(found)]


def _signs(found: Sequence[Span]) -> list[Any]:
    """The signs of the legend that stand in the picture."""
    dated = [span for span in found if span.dated]
    signs = []
    if any(span.attested for span in found):
        signs.append(mark("a source attests it", ATTESTED))
    if any(span.ends is None for span in dated):
        signs.append(mark("no end on record", ENDLESS))
    if any(span.begins is None for span in dated):
        signs.append(mark("no beginning on record", RAGGED))
    if len(dated) < len(found):
        signs.append(mark("no date on record", "", line=":"))
    return signs
