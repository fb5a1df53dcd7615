"""owlrl as the oracle: the same triples from the shipped data, and from random small ontologies in the profile."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from peelgraph.builder.assemble import assemble
from peelgraph.resources import SHIPPED
from tests.reason.helpers import all_by_owlrl, all_by_rules, inferred_in
from tests.reason.ontologies import deep, meta, ontologies


def tried(examples: int) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
    )


def agree(turtle: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert all_by_rules(turtle, Path(folder)) == all_by_owlrl(turtle, Path(folder))


@tried(60)
@given(ontologies)
def test_random_ontologies(turtle: str) -> None:
    agree(turtle)


@tried(40)
@given(deep)
def test_random_ontologies_with_expressions_on_both_sides(turtle: str) -> None:
    agree(turtle)


@tried(40)
@given(meta)
def test_random_ontologies_with_axioms_about_axioms(turtle: str) -> None:
    agree(turtle)


@pytest.mark.engine
@tried(400)
@given(st.one_of(ontologies, deep, meta))
def test_many_more_random_ontologies(turtle: str) -> None:
    agree(turtle)


@pytest.mark.engine
@pytest.mark.early
def test_shipped_data() -> None:
    ours, theirs = assemble(SHIPPED), assemble(SHIPPED, reasoner="owlrl")
    assert inferred_in(ours.store) == inferred_in(theirs.store)
    assert len(inferred_in(ours.store)) > 1000
