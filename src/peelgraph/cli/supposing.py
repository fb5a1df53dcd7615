"""The command that supposes cases, and how it tells what they come to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peelgraph.cli.common import GraphOption, OutOption, TextOption, app, opened

if TYPE_CHECKING:
    from peelgraph.whatif import Effect, Outcome, Sharing

SHOWN = 10
HELP = """What would change if a force left, a unit ended, a force joined or a system were late.

Cases: leave FORCE [--unit U | --alliance A] [--on DATE] · end UNIT [--on DATE] · join FORCE UNIT [--on DATE] ·
delay SYSTEM; several with the word `and` between them. The graph itself stays as it is."""


@app.command(
    "what-if",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    help=HELP,
)
def what_if(
    context: typer.Context,
    case: Annotated[
        str, typer.Argument(metavar="CASE…", help="leave, end, join or delay, and of what.")
    ],
    *,
    why: Annotated[
        bool, typer.Option("--why", help="Show the proof of each inference that is listed.")
    ] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="Show everything, not the first ten of each kind.")
    ] = False,
    format: TextOption = None,
    output: OutOption = None,
    graph: GraphOption = None,
) -> None:
    """Suppose cases."""
    import shlex

    outcome = opened(graph).what_if(shlex.join([case, *context.args]))
    _write(outcome, format, output, None if all_ else SHOWN, why=why)


def _write(
    outcome: Outcome, format: str | None, output: Path | None, limit: int | None, *, why: bool
) -> None:
    import json

    from peelgraph.cli.output import choose, writing
    from peelgraph.cli.texts import TEXTS

    chosen = choose(format, output, TEXTS, "text")
    with writing(output) as out:
        if chosen == "json":
            json.dump(_as_dict(outcome), out, indent=2, ensure_ascii=False)
            out.write("\n")
        else:
            out.write(
                "\n".join(_lines(outcome, limit, "## " if chosen == "md" else "", why=why)) + "\n"
            )


def _lines(outcome: Outcome, limit: int | None, heading: str, *, why: bool) -> Iterator[str]:
    yield f"{heading}What if {' and '.join(outcome.titles)}?"
    change = outcome.change
    yield ""
    yield (
        f"{len(change.removed)} statements would go and {len(change.added)} come; "
        f"{len(change.lost)} inferences would be lost and {len(change.gained)} gained."
    )
    if not (outcome.lost or outcome.gained):
        yield "Every finding and formal item would bear on the same forces as before."
    for title, effects in (
        ("No longer inferred", outcome.lost),
        ("Newly inferred", outcome.gained),
    ):
        told = [indent(str(outcome.why(e)), "  ").lstrip() for e in effects[:limit]] if why else []
        yield from _section(
            f"{heading}{title}", [*told, *(e.sentence for e in effects[len(told) :])], limit
        )
    yield from _section(
        f"{heading}What would be shared by whom", [_shared(x) for x in outcome.sharing], limit
    )
    shape = [f"{r.measure.replace('_', ' ')}: {_change(r)}" for r in outcome.structure()]
    yield from _section(
        f"{heading}The network of forces that share units, as a whole", shape, limit
    )
    strength = [f"{r.name}: {_change(r)}" for r in outcome.measures()]
    yield from _section(
        f"{heading}How many units each force shares, counted with each partner", strength, limit
    )
    yield from _section(
        f"{heading}What the sources say of such a case", list(map(_said, outcome.said)), limit
    )


def _section(title: str, items: Sequence[str], limit: int | None) -> Iterator[str]:
    if not items:
        return
    yield f"\n{title} ({len(items)})"
    yield from (f"- {item}" for item in items[:limit])
    if limit and len(items) > limit:
        yield f"- … and {len(items) - limit} more; --all shows them"


def _shared(sharing: Sharing) -> str:
    broken = "; it would no longer be shared" if sharing.is_broken else ""
    lead = "; it would lose its lead" if sharing.loses_lead else ""
    forces = f"{sharing.before} force{'' if sharing.before == 1 else 's'}"
    return f"{sharing.name}: {forces}, then {sharing.after}{broken}{lead}"


def _change(row: Any) -> str:
    return (
        f"{row.before:g} before, {row.after:g} after"
        if row.before is not None
        else f"{row.after:g}"
    )


def _said(row: Any) -> str:
    from peelgraph.vocab import curie

    words = " – ".join(part for part in (row.name, row.statement) if part)
    date = f" ({row.date})" if row.date else ""
    return f"{row.kind}: {words}{date} [{curie(row.thing)}]"


def _as_dict(outcome: Outcome) -> dict[str, Any]:
    def effects(found: Sequence[Effect]) -> list[dict[str, Any]]:
        return [
            {"kind": e.kind, "sentence": e.sentence, "triple": [str(t) for t in e.triple]}
            for e in found
        ]

    change = outcome.change
    return {
        "cases": list(outcome.titles),
        "statements": {"removed": len(change.removed), "added": len(change.added)},
        "inferences": {"lost": len(change.lost), "gained": len(change.gained)},
        "lost": effects(outcome.lost),
        "gained": effects(outcome.gained),
        "shared": [
            {
                "collaboration": str(sharing.collaboration),
                "name": sharing.name,
                "forces_before": sharing.before,
                "forces_after": sharing.after,
                "no_longer_shared": sharing.is_broken,
                "loses_lead": sharing.loses_lead,
            }
            for sharing in outcome.sharing
        ],
        "network": [row._asdict() for row in outcome.structure()],
        "strength": [row._asdict() for row in outcome.measures()],
        "sources_say": [row._asdict() for row in outcome.said],
    }
