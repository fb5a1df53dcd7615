"""How forces compare as rows and in remarks."""

from __future__ import annotations

import pytest
from rdflib import Literal, URIRef

from peelgraph.errors import WrongUse
from peelgraph.network.compare import Comparison, Place, Printed
from peelgraph.results.comparison import printed_rows, remarks, rows
from peelgraph.vocab import thing

COMPARISON = Comparison(
    101.5,
    1.5,
    (
        Place("force/kent", 103.0, 1.0, 1, "above"),
        Place("force/essex", 100.0, -1.0004, 2, "below"),
    ),
)


def name(force: URIRef) -> str:
    return force.rpartition("/")[2].title()


def test_rows() -> None:
    result = rows(COMPARISON, name)
    assert result.columns == ("rank", "force", "value", "standard_score", "compares", "id")
    assert [row._asdict() for row in result][1] == {
        "rank": 2,
        "force": "Essex",
        "value": 100.0,
        "standard_score": -1.0,
        "compares": "below",
        "id": str(thing("force/essex")),
    }


def test_remarks() -> None:
    spread = "2 forces, mean 101.5, standard deviation 1.5."
    assert list(remarks(COMPARISON, name)) == [spread]
    assert list(remarks(COMPARISON, name, "force/essex")) == [
        spread,
        "Essex is below (-1.00), 2 of 2 from the highest.",
    ]
    with pytest.raises(WrongUse, match="There is no value for force/dyfed among those compared"):
        list(remarks(COMPARISON, name, "force/dyfed"))


def test_what_sources_print() -> None:
    result = printed_rows([Printed("measurement/m", "Kent Police", 5.0, "calls", "", None, "")])
    assert result.columns[-1] == "measurement"
    assert result.rows == (
        (Literal("Kent Police"), Literal(5.0), Literal("calls"), None, None, None, Literal("measurement/m")),
    )  # fmt: skip
