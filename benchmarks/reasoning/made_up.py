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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random

from rdflib import RDF, RDFS, XSD, URIRef

from peelgraph.resources import SHIPPED
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import GRAPH, ID, ONTOLOGY, PEEL

__all__ = ["QuadText", "Size", "made_up", "ontology", "size_for", "write"]

TripleText = tuple[str, str, str]
"""Subject, predicate and object as N-Triples text."""
QuadText = tuple[str, str, str, str]
"""Subject, predicate, object and graph as N-Quads text."""

FIRST_YEAR = 2014
CRITERIA = 12
SCHEME = "grade-scheme/four"

_TERMS = {name: PEEL[name].n3() for name in PEEL.__annotations__ if not name.startswith("_")}
# the properties whose names are no names in Python, or are not the ontology's own
_OTHERS = {"label": RDFS.label.n3(), "begun": PEEL["from"].n3()}
_A = RDF.type.n3()
_EXISTING = _TERMS["existing"]


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
    """The size of a graph of about so many triples without the ontology.

    The forces are what grows.
    """
    sample = Size(forces=40)
    count = sum(1 for _ in made_up(sample))
    return Size(forces=max(2, round(sample.forces * triples / count)))


def ontology() -> Iterator[QuadText]:
    """The project's own ontology, its class expressions under IRIs."""
    store = EmbeddedStore()
    for name in ("peel.ttl", "alignments.ttl"):
        store.load_file(SHIPPED.ontology / name, ONTOLOGY)
    for subject, predicate, value in sorted(store):
        yield subject.n3(), predicate.n3(), value.n3(), ONTOLOGY.n3()


def write(path: Path, quads: Iterable[QuadText]) -> int:
    """Write quads as N-Quads or, by the suffix `.nt`, as N-Triples; returns how many."""
    with_graphs = path.suffix != ".nt"
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for *triple, graph in quads:
            terms = [*triple, graph] if with_graphs else triple
            out.write(f"{' '.join(terms)} .\n")
            count += 1
    return count


def made_up(size: Size, seed: int = 1) -> Iterator[QuadText]:
    """The quads of a made-up graph, each force's in a graph of its own; no quad twice."""
    random = Random(seed)
    yield from _in_graph(_frame(size), "made-up")
    for number in range(size.forces):
        said = chain(
            _force(size, random, number),
            _alliance(size, random, number),
            _inspections(size, random, number),
        )
        yield from _in_graph(dict.fromkeys(said), f"made-up/{number}")


def _in_graph(triples: Iterable[TripleText], slug: str) -> Iterator[QuadText]:
    graph = GRAPH[slug].n3()
    for subject, predicate, value in triples:
        yield subject, predicate, value, graph


def _thing(short: str) -> str:
    return ID[short].n3()


def _typed(text: object, datatype: URIRef) -> str:
    return f'"{text}"^^{datatype.n3()}'


def _day(text: str) -> str:
    return _typed(text, XSD.date)


def _text(words: object) -> str:
    return f'"{words}"'


def _said(short: str, kind: str, **values: str | list[str]) -> Iterator[TripleText]:
    """A thing of a class with values of properties of the ontology, which are N-Triples text."""
    subject = _thing(short)
    yield subject, _A, _TERMS[kind]
    for name, given in values.items():
        predicate = _OTHERS.get(name) or _TERMS[name]
        for value in [given] if isinstance(given, str) else given:
            yield subject, predicate, value


def _frame(size: Size) -> Iterator[TripleText]:
    """What all forces share: frameworks that follow each other, criteria, grades and functions."""
    scheme = _thing(SCHEME)
    yield from _said(SCHEME, "GradeScheme", label=_text("four grades"))
    for rank in range(1, 5):
        ranked = _typed(rank, XSD.integer)
        yield from _said(f"grade/{rank}", "Grade", inScheme=scheme, rank=ranked)
    for year in range(FIRST_YEAR, FIRST_YEAR + size.years):
        before = [_thing(f"framework/{year - 1}")] if year > FIRST_YEAR else []
        yield from _said(
            f"framework/{year}",
            "Framework",
            follows=before,
            gradeScheme=scheme,
            label=_text(year - FIRST_YEAR),
        )
    for number in range(CRITERIA):
        # every fourth continues the one before it
        former = [_thing(f"criterion/{number - 1}")] if number % 4 == 3 else []
        name = _text(f"question {number}")
        yield from _said(f"criterion/{number}", "Question", continues=former, label=name)
        function = _text(f"function {number}")
        yield from _said(f"function/{number}", "PolicingFunction", label=function)


def _force(size: Size, random: Random, number: int) -> Iterator[TripleText]:
    """A force, its neighbours, the office over it, and its own units and programmes."""
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
            modality=_EXISTING,
            function=_function(random),
            label=_text(f"unit {unit} of force {number}"),
        )
    yield from _programmes(random, number)


def _function(random: Random) -> str:
    return _thing(f"function/{random.randrange(CRITERIA)}")


def _programmes(random: Random, number: int) -> Iterator[TripleText]:
    """Programmes of a force, each but the last depending on the next."""
    steps = 5
    for step in range(steps):
        depends_on = [_thing(f"programme/{number}.{step + 1}")] if step + 1 < steps else []
        modality = random.choice(["existing", "planned", "atRisk"])
        yield from _said(
            f"programme/{number}.{step}",
            "Programme",
            dependsOn=depends_on,
            runBy=_thing(f"force/{number}"),
            modality=_TERMS[modality],
        )


def _alliance(size: Size, random: Random, number: int) -> Iterator[TripleText]:
    """An alliance that begins at every other force, its joint units, and who is in what."""
    if number % 2:
        return
    near = _neighbours(size, number)
    members = random.sample(near, min(size.members, size.forces))
    alliance = f"alliance/{number}"
    name = _text(f"alliance {number}")
    yield from _said(alliance, "Alliance", label=name, modality=_EXISTING)
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
            function=_function(random),
            modality=_EXISTING,
        )
        count = random.randint(2, max(2, len(members)))
        yield from _memberships(random, short, members[:count])


def _neighbours(size: Size, number: int) -> list[int]:
    return sorted({(number + step) % size.forces for step in range(2 * size.members)})


def _memberships(
    random: Random, collaboration: str, members: Sequence[int]
) -> Iterator[TripleText]:
    """The memberships of a collaboration, which the first of its members leads."""
    for place, member in enumerate(members):
        # drawn in this order whether they are said or not, as all that follows depends on it
        dates = _dates(random)
        modality = random.choice(["existing", "existing", "existing", "planned"])
        if random.random() >= 0.7:
            dates = {}
        yield from _said(
            f"membership/{collaboration.replace('/', '.')}.{member}",
            "Membership",
            member=_thing(f"force/{member}"),
            collaboration=_thing(collaboration),
            membershipRole=_TERMS["participant" if place else "lead"],
            modality=_TERMS[modality],
            **dates,
        )


def _dates(random: Random) -> dict[str, str]:
    begun = FIRST_YEAR - random.randint(0, 4)
    attested = f"{FIRST_YEAR + random.randint(1, 5)}-06-15"
    return {
        "begun": _text(begun),
        "fromEarliest": _day(f"{begun}-01-01"),
        "fromLatest": _day(f"{begun}-12-31"),
        "attestedOn": _text(attested),
        "attestedOnEarliest": _day(attested),
        "attestedOnLatest": _day(attested),
    }


def _inspections(size: Size, random: Random, number: int) -> Iterator[TripleText]:
    """An assessment a year with its judgements and findings."""
    about = _spoken_of(size, random, number)
    for year in range(FIRST_YEAR, FIRST_YEAR + size.years):
        name = f"{number}.{year}"
        yield from _said(
            f"assessment/{name}",
            "Assessment",
            assesses=_thing(f"force/{number}"),
            framework=_thing(f"framework/{year}"),
        )
        yield from _judgements(size, random, name)
        yield from _findings(size, random, name, about)


def _spoken_of(size: Size, random: Random, number: int) -> list[str]:
    """What findings of a force are about: itself, what is its own, and a unit of each alliance."""
    about = [
        _thing(f"force/{number}"),
        _thing(f"unit/own.{number}.1"),
        _thing(f"programme/{number}.0"),
    ]
    for near in _neighbours(size, number):
        if near % 2 == 0:
            about.append(_thing(f"unit/{near}.{random.randrange(size.units)}"))
    return about


def _when(name: str) -> dict[str, str]:
    """The date of what an assessment says, whose name ends in its year."""
    year = name.rpartition(".")[2]
    return {
        "date": _text(year),
        "dateEarliest": _day(f"{year}-03-01"),
        "dateLatest": _day(f"{year}-03-31"),
    }


def _judgements(size: Size, random: Random, name: str) -> Iterator[TripleText]:
    for criterion in range(size.judgements):
        yield from _said(
            f"judgement/{name}.{criterion}",
            "Judgement",
            inAssessment=_thing(f"assessment/{name}"),
            criterion=_thing(f"criterion/{criterion}"),
            grade=_thing(f"grade/{random.randint(1, 4)}"),
            **_when(name),
        )


def _findings(size: Size, random: Random, name: str, about: Sequence[str]) -> Iterator[TripleText]:
    number, _, year = name.partition(".")
    for finding in range(size.findings):
        concerned = random.sample(about, random.randint(1, 2))
        polarity = random.choice(["positive", "negative", "mixed", "neutral"])
        yield from _said(
            f"finding/{name}.{finding}",
            "Finding",
            inAssessment=_thing(f"assessment/{name}"),
            criterion=_thing(f"criterion/{finding % CRITERIA}"),
            about=concerned,
            polarity=_TERMS[polarity],
            standpoint=_TERMS["inspectorateView"],
            statement=_text(f"Finding {finding} of force {number} in {year}."),
            **_when(name),
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a made-up graph of peelgraph's shape.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-ontology", action="store_true")
    given = parser.parse_args()
    schema = [] if given.no_ontology else ontology()
    count = write(given.file, chain(schema, made_up(size_for(given.triples), given.seed)))
    print(f"{count} statements in {given.file}")


if __name__ == "__main__":
    main()
