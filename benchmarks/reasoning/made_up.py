"""Made-up graphs of peelgraph's shape and terms, of any size: the same seed gives the same bytes.

    python -m benchmarks.reasoning.made_up FILE.nq [--triples 100000] [--seed 1] [--no-ontology]

Forces work in alliances, which run joint units with sub-units; memberships are dated, existing or
only planned; each force is assessed each year, with judgements and with findings on itself, its own
units and what it shares; programmes depend on each other. So subclasses, subproperties, domains,
ranges, inverses, chains, transitivity, symmetry, class expressions and rule files all have work to
do. Nothing in it contradicts the ontology.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from rdflib import RDF, RDFS, XSD

from peelgraph.resources import SHIPPED
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import GRAPH, ID, ONTOLOGY, PEEL

__all__ = ["Quad", "Size", "made_up", "ontology", "size_for", "write"]

Quad = tuple[str, str, str, str]
"""Subject, predicate, object and graph as N-Quads text."""

FIRST_YEAR = 2014
CRITERIA = 12
SCHEME = "grade-scheme/four"


@dataclass(frozen=True)
class Size:
    """How much of everything; alliances, their units and programmes grow with the forces."""

    forces: int = 43
    years: int = 6
    members: int = 4
    units: int = 8
    judgements: int = 8
    findings: int = 16


def size_for(triples: int) -> Size:
    """The size of a graph of about so many triples without the ontology: the forces are what
    grows.
    """
    sample = Size(forces=40)
    return Size(forces=max(2, round(40 * triples / sum(1 for _ in made_up(sample)))))


def ontology() -> Iterator[Quad]:
    """The project's own ontology, its class expressions under IRIs."""
    store = EmbeddedStore()
    for name in ("peel.ttl", "alignments.ttl"):
        store.load_file(SHIPPED.ontology / name, ONTOLOGY)
    for triple in sorted(store):
        s, p, o = (term.n3() for term in triple)
        yield s, p, o, ONTOLOGY.n3()


def write(path: Path, quads: Iterable[Quad]) -> int:
    """Write quads as N-Quads or, by the suffix `.nt`, as N-Triples; returns how many."""
    triples_only, count = path.suffix == ".nt", 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for s, p, o, g in quads:
            out.write(f"{s} {p} {o} .\n" if triples_only else f"{s} {p} {o} {g} .\n")
            count += 1
    return count


def made_up(size: Size, seed: int = 1) -> Iterator[Quad]:
    """The quads of a made-up graph, each force's in a graph of its own; no quad twice."""
    random = Random(seed)
    yield from _frame(size)
    for number in range(size.forces):
        graph = GRAPH[f"made-up/{number}"].n3()
        said = [
            *_force(size, random, number),
            *_alliance(size, random, number),
            *_inspections(size, random, number),
        ]
        yield from ((*triple, graph) for triple in dict.fromkeys(said))


Triple = tuple[str, str, str]
_TERMS = {name: PEEL[name].n3() for name in PEEL.__annotations__ if not name.startswith("_")}
_FROM = PEEL["from"].n3()
_A, _LABEL = RDF.type.n3(), RDFS.label.n3()


def _thing(short: str) -> str:
    return ID[short].n3()


def _day(text: str) -> str:
    return f'"{text}"^^{XSD.date.n3()}'


def _text(words: str) -> str:
    return f'"{words}"'


def _said(short: str, kind: str, **values: str | list[str]) -> Iterator[Triple]:
    """A thing of a class with values of properties of the ontology, which are N-Triples text."""
    subject = _thing(short)
    yield subject, _A, _TERMS[kind]
    for name, given in values.items():
        predicate = {"label": _LABEL, "begun": _FROM}.get(name) or _TERMS[name]
        yield from (
            (subject, predicate, value) for value in ([given] if isinstance(given, str) else given)
        )


def _frame(size: Size) -> Iterator[Quad]:
    """What all forces share: frameworks that follow each other, criteria, grades and functions."""
    said = [*_said(SCHEME, "GradeScheme", label=_text("four grades"))]
    for rank in range(1, 5):
        said += _said(
            f"grade/{rank}", "Grade", inScheme=_thing(SCHEME), rank=f'"{rank}"^^{XSD.integer.n3()}'
        )
    for year in range(size.years):
        before = [_thing(f"framework/{FIRST_YEAR + year - 1}")] if year else []
        framework = f"framework/{FIRST_YEAR + year}"
        said += _said(
            framework,
            "Framework",
            follows=before,
            gradeScheme=_thing(SCHEME),
            label=_text(str(year)),
        )
    for number in range(CRITERIA):
        former = [_thing(f"criterion/{number - 1}")] if number % 4 == 3 else []
        said += _said(
            f"criterion/{number}", "Question", continues=former, label=_text(f"question {number}")
        )
        said += _said(f"function/{number}", "PolicingFunction", label=_text(f"function {number}"))
    yield from ((*triple, GRAPH["made-up"].n3()) for triple in said)


def _force(size: Size, random: Random, number: int) -> Iterator[Triple]:
    """A force, its neighbours, the office over it, units of its own, and programmes that depend on
    each other.
    """
    force = _thing(f"force/{number}")
    near = [
        _thing(f"force/{(number + step) % size.forces}") for step in (1, 2) if step < size.forces
    ]
    yield from _said(f"force/{number}", "PoliceForce", label=_text(f"Force {number}"), borders=near)
    yield from _said(f"office/{number}", "CommissionerOffice", oversees=force, worksWith=near)
    for unit in range(3):
        yield from _said(
            f"unit/own.{number}.{unit}",
            "ForceUnit",
            unitOf=force,
            modality=_TERMS["existing"],
            function=_thing(f"function/{random.randrange(CRITERIA)}"),
            label=_text(f"unit {unit} of force {number}"),
        )
    for step in range(5):
        on = [_thing(f"programme/{number}.{step + 1}")] if step < 4 else []
        modality = _TERMS[random.choice(["existing", "planned", "atRisk"])]
        yield from _said(
            f"programme/{number}.{step}", "Programme", dependsOn=on, runBy=force, modality=modality
        )


def _alliance(size: Size, random: Random, number: int) -> Iterator[Triple]:
    """An alliance that begins at every other force, its joint units, and memberships of it and of
    each unit.
    """
    if number % 2:
        return
    members = random.sample(_neighbours(size, number), min(size.members, size.forces))
    alliance = f"alliance/{number}"
    yield from _said(
        alliance, "Alliance", label=_text(f"alliance {number}"), modality=_TERMS["existing"]
    )
    yield from _memberships(random, alliance, members)
    for unit in range(size.units):
        short = f"unit/{number}.{unit}"
        whole = [_thing(f"unit/{number}.{random.randrange(unit)}")] if unit else []
        yield from _said(
            short,
            "JointUnit",
            label=_text(f"joint unit {unit} of alliance {number}"),
            underAlliance=_thing(alliance),
            partOf=whole,
            function=_thing(f"function/{random.randrange(CRITERIA)}"),
            modality=_TERMS["existing"],
        )
        yield from _memberships(random, short, members[: random.randint(2, max(2, len(members)))])


def _neighbours(size: Size, number: int) -> list[int]:
    return sorted({(number + step) % size.forces for step in range(2 * size.members)})


def _memberships(random: Random, collaboration: str, members: list[int]) -> Iterator[Triple]:
    for place, member in enumerate(members):
        begun, attested = FIRST_YEAR - random.randint(0, 4), FIRST_YEAR + random.randint(1, 5)
        first, last, seen = (
            _day(f"{begun}-01-01"),
            _day(f"{begun}-12-31"),
            _day(f"{attested}-06-15"),
        )
        dates = {
            "begun": _text(str(begun)),
            "fromEarliest": first,
            "fromLatest": last,
            "attestedOn": _text(f"{attested}-06-15"),
            "attestedOnEarliest": seen,
            "attestedOnLatest": seen,
        }
        yield from _said(
            f"membership/{collaboration.replace('/', '.')}.{member}",
            "Membership",
            member=_thing(f"force/{member}"),
            collaboration=_thing(collaboration),
            membershipRole=_TERMS["participant" if place else "lead"],
            modality=_TERMS[random.choice(["existing", "existing", "existing", "planned"])],
            **(dates if random.random() < 0.7 else {}),
        )


def _inspections(size: Size, random: Random, number: int) -> Iterator[Triple]:
    """An assessment a year with its judgements and findings."""
    shared = [
        _thing(f"unit/{n}.{random.randrange(size.units)}")
        for n in _neighbours(size, number)
        if n % 2 == 0
    ]
    about = [
        _thing(f"force/{number}"),
        _thing(f"unit/own.{number}.1"),
        _thing(f"programme/{number}.0"),
        *shared,
    ]
    for year in range(FIRST_YEAR, FIRST_YEAR + size.years):
        name = f"{number}.{year}"
        assessment, framework = f"assessment/{name}", _thing(f"framework/{year}")
        yield from _said(
            assessment, "Assessment", assesses=_thing(f"force/{number}"), framework=framework
        )
        when = {
            "date": _text(str(year)),
            "dateEarliest": _day(f"{year}-03-01"),
            "dateLatest": _day(f"{year}-03-31"),
        }
        for criterion in range(size.judgements):
            yield from _said(
                f"judgement/{name}.{criterion}",
                "Judgement",
                inAssessment=_thing(assessment),
                criterion=_thing(f"criterion/{criterion}"),
                grade=_thing(f"grade/{random.randint(1, 4)}"),
                **when,
            )
        for finding in range(size.findings):
            yield from _said(
                f"finding/{name}.{finding}",
                "Finding",
                inAssessment=_thing(assessment),
                criterion=_thing(f"criterion/{finding % CRITERIA}"),
                about=random.sample(about, random.randint(1, 2)),
                polarity=_TERMS[random.choice(["positive", "negative", "mixed", "neutral"])],
                standpoint=_TERMS["inspectorateView"],
                statement=_text(f"Finding {finding} of force {number} in {year}."),
                **when,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a made-up graph of peelgraph's shape.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-ontology", action="store_true")
    given = parser.parse_args()
    schema = [] if given.no_ontology else ontology()
    count = write(
        given.file,
        (q for part in (schema, made_up(size_for(given.triples), given.seed)) for q in part),
    )
    print(f"{count} statements in {given.file}")


if __name__ == "__main__":
    main()
