"""The parts of a made-up graph: what all forces share, and what is of each force.

What is drawn at random is drawn in one order, whether it is said or not: the same seed gives the
same graph, and a change of the order another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from rdflib import RDF, RDFS, XSD, URIRef

from peelgraph.vocab import ID, PEEL

__all__ = ["Size", "TripleText", "alliance", "force", "frame", "inspections"]

TripleText = tuple[str, str, str]
"""Subject, predicate and object as N-Triples text."""

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


def frame(size: Size) -> Iterator[TripleText]:
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


def force(size: Size, random: Random, number: int) -> Iterator[TripleText]:
    """A force, its neighbours, the office over it, and its own units and programmes."""
    itself = _thing(f"force/{number}")
    near = []
    for step in (1, 2):
        if step < size.forces:
            near.append(_thing(f"force/{(number + step) % size.forces}"))
    label = _text(f"Force {number}")
    yield from _said(f"force/{number}", "PoliceForce", label=label, borders=near)
    yield from _said(f"office/{number}", "CommissionerOffice", oversees=itself, worksWith=near)
    for unit in range(3):
        yield from _said(
            f"unit/own.{number}.{unit}",
            "ForceUnit",
            unitOf=itself,
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


def alliance(size: Size, random: Random, number: int) -> Iterator[TripleText]:
    """An alliance that begins at every other force, its joint units, and who is in what."""
    if number % 2:
        return
    near = _neighbours(size, number)
    members = random.sample(near, min(size.members, size.forces))
    name = f"alliance/{number}"
    label = _text(f"alliance {number}")
    yield from _said(name, "Alliance", label=label, modality=_EXISTING)
    yield from _memberships(random, name, members)
    for unit in range(size.units):
        short = f"unit/{number}.{unit}"
        # a part of one before it
        whole = [_thing(f"unit/{number}.{random.randrange(unit)}")] if unit else []
        yield from _said(
            short,
            "JointUnit",
            label=_text(f"joint unit {unit} of alliance {number}"),
            underAlliance=_thing(name),
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


def inspections(size: Size, random: Random, number: int) -> Iterator[TripleText]:
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
