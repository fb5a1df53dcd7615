"""What cases come to as text, Markdown and JSON, on an outcome made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from peelgraph.explain import Explanation
from peelgraph.reason import Change
from peelgraph.results import PLAIN, Look
from peelgraph.results.outcome import as_json, as_md, as_text
from peelgraph.store import Result
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import thing
from peelgraph.whatif import Effect, Outcome, Party, Sharing, Stake

A = thing("force/a")
B = thing("force/b")
C = thing("force/c")
UNIT = thing("unit/dogs")

EFFECTS = tuple(
    Effect("bears on", f"f{n} – bears on – a", (URIRef(f"x:f{n}"), URIRef("x:p"), URIRef("x:a")))
    for n in range(3)
)


class Made(Outcome):
    """An outcome whose networks need no graph."""

    def structure(self) -> Result:
        rows = ((Literal("core_nodes"), Literal(3), Literal(2)), (Literal("x"), None, Literal(1)))
        return Result(("measure", "before", "after"), rows)

    def measures(self, *names: str) -> Result:
        return Result(("name", "before", "after"), ((Literal("A"), Literal(4), Literal(2.5)),))

    def why(self, effect: Effect) -> Explanation:
        return Explanation(effect.triple, effect.sentence, "r", "it follows")


@pytest.fixture
def outcome() -> Outcome:
    said = Result(
        ("kind", "name", "statement", "date", "thing", "touches"),
        (
            (
                Literal("plan"),
                Literal("dogs"),
                Literal("More."),
                Literal("2016"),
                thing("plan/d"),
                None,
            ),
            (Literal("risk"), None, Literal("Less."), None, thing("risk/e"), None),
            (Literal("risk"), None, Literal("Of B."), None, thing("risk/f"), B),
        ),
    )
    left = (
        Sharing("joint dog unit", thing("unit/dogs"), frozenset({A, B}), frozenset({B}), True),
        Sharing(
            "joint legal unit", thing("unit/legal"), frozenset({A, B, C}), frozenset({B, C}), False
        ),
    )
    parties = (
        Party("A", A, loses=[Stake("membership", "its part in joint dog unit", UNIT)]),
        Party(
            "B",
            B,
            gains=[Stake("outcome", "1 finding", B)],
            keeps=[Stake("collaboration", "joint legal unit, with C", UNIT)],
            risks=[Stake("risk", "Of B.", thing("risk/f"))],
        ),
    )
    exposed = (EFFECTS[0],)
    line = b"<x:a> <x:b> <x:c> ."
    change = Change(unsaid=frozenset([line]), gone=frozenset([line, b"<x:a> <x:b> <x:d> ."]))
    store = EmbeddedStore()
    return Made(
        titles=("A left joint dog unit",),
        change=change,
        lost=EFFECTS,
        gained=(),
        sharing=left,
        said=said,
        parties=parties,
        exposed=exposed,
        before=store,
        after=store,
        rules=(),
        queries=Path(),
        day=None,
    )


def test_text(outcome: Outcome) -> None:
    assert as_text(outcome) == (
        "What if A left joint dog unit?\n"
        "\n"
        "1 statements would go and 0 come; 2 inferences would be lost and 0 gained.\n"
        "\n"
        "A\n"
        "- loses its part in joint dog unit\n"
        "\n"
        "B\n"
        "- gains 1 finding\n"
        "- keeps joint legal unit, with C\n"
        "- at stake, risk: Of B. [risk/f]\n"
        "\n"
        "No longer inferred (3)\n"
        "- f0 – bears on – a\n"
        "- f1 – bears on – a\n"
        "- f2 – bears on – a\n"
        "\n"
        "Inferred already (1)\n"
        "- f0 – bears on – a\n"
        "\n"
        "What would be shared by whom (2)\n"
        "- joint dog unit: 2 forces, then 1; it would no longer be shared; "
        "it would lose its lead\n"
        "- joint legal unit: 3 forces, then 2\n"
        "\n"
        "The network of forces that share units, as a whole (2)\n"
        "- core nodes: 3 before, 2 after\n"
        "- x: 1\n"
        "\n"
        "How many units each force shares, counted with each partner (1)\n"
        "- A: 4 before, 2.5 after\n"
        "\n"
        "What else the sources say of such a case (2)\n"
        "- plan: dogs – More. (2016) [plan/d]\n"
        "- risk: Less. [risk/e]\n"
    )


def test_lists_are_cut_and_what_is_shown_is_proved(outcome: Outcome) -> None:
    text = as_text(outcome, Look(limit=2, why=True))
    assert text.partition("risk/f]\n\n")[2].startswith(
        "No longer inferred (3)\n"
        "- f0 – bears on – a\n"
        "    because it follows (r)\n"
        "- f1 – bears on – a\n"
        "    because it follows (r)\n"
        "- … and 1 more; --all shows them\n"
    )


def test_parties_are_cut_too(outcome: Outcome) -> None:
    text = as_text(outcome, Look(limit=1))
    assert "\nA\n" in text
    assert "\nB\n" not in text
    assert "\n… and 1 more; --all shows them\n" in text


def test_markdown_has_headings(outcome: Outcome) -> None:
    plain = as_text(outcome).splitlines()
    heads = [0, *(n + 1 for n, line in enumerate(plain) if n > 2 and not line)]
    expected = [f"## {line}" if n in heads else line for n, line in enumerate(plain)]
    assert as_md(outcome).splitlines() == expected


def test_where_nothing_is_inferred_otherwise(outcome: Outcome) -> None:
    object.__setattr__(outcome, "lost", ())
    assert "Every finding and formal item would bear on the same forces as before.\n" in as_text(
        outcome
    )


def test_json_has_everything_whatever_the_look(outcome: Outcome) -> None:
    told = json.loads(as_json(outcome, Look(limit=1, why=True)))
    assert told == json.loads(as_json(outcome, PLAIN))
    assert told["cases"] == ["A left joint dog unit"]
    assert told["statements"] == {"removed": 1, "added": 0}
    assert told["inferences"] == {"lost": 2, "gained": 0}
    assert told["lost"][2] == {
        "kind": "bears on",
        "sentence": "f2 – bears on – a",
        "triple": ["x:f2", "x:p", "x:a"],
    }
    assert told["shared"][0] == {
        "collaboration": str(thing("unit/dogs")),
        "name": "joint dog unit",
        "forces_before": 2,
        "forces_after": 1,
        "no_longer_shared": True,
        "loses_lead": True,
    }
    assert told["exposed_already"] == [told["lost"][0]]
    assert [party["name"] for party in told["parties"]] == ["A", "B"]
    assert told["parties"][1]["risks"] == [
        {"kind": "risk", "sentence": "Of B.", "thing": str(thing("risk/f"))}
    ]
    assert told["network"][0] == {"measure": "core_nodes", "before": 3, "after": 2}
    assert told["strength"] == [{"name": "A", "before": 4, "after": 2.5}]
    assert told["sources_say"][1]["statement"] == "Less."
