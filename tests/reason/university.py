"""A made-up university: axioms with expressions on both sides, and as many people as are asked for."""

from __future__ import annotations

from collections.abc import Iterator

from tests.reason.cases import restriction

WORKS = ":worksIn"


def some(prop: str, kind: str) -> str:
    """What has a value of a class."""
    return restriction(prop, f"owl:someValuesFrom {kind}")


def both(*kinds: str) -> str:
    """What is in all of several classes."""
    return f"[ a owl:Class ; owl:intersectionOf ( {' '.join(kinds)} ) ]"


CLASSES = [
    "Person",
    "Staff",
    "Teacher",
    "Researcher",
    "Fellow",
    "Student",
    "Tutor",
    "Head",
    "Leader",
    "Learner",
    "Author",
    "Unit",
    "Faculty",
    "Institute",
    "Lab",
    "Course",
    "Seminar",
    "Work",
    "Paper",
    "Busy",
    "Guest",
]
PROPERTIES = [
    "worksIn",
    "leads",
    "heads",
    "partOf",
    "hasPart",
    "teaches",
    "taughtBy",
    "attends",
    "wrote",
    "writtenBy",
    "knows",
    "advises",
    "hosts",
]

ONTOLOGY = "\n".join(
    [
        *(f":{name} a owl:Class ." for name in CLASSES),
        *(f":{name} a owl:ObjectProperty ." for name in PROPERTIES),
        # Kinds of places, and of roles in them.
        ":Faculty rdfs:subClassOf :Unit . :Institute rdfs:subClassOf :Unit . :Lab rdfs:subClassOf :Institute .",
        ":Seminar rdfs:subClassOf :Course . :Paper rdfs:subClassOf :Work .",
        ":heads rdfs:subPropertyOf :leads . :leads rdfs:subPropertyOf :worksIn .",
        ":partOf a owl:TransitiveProperty ; owl:inverseOf :hasPart .",
        ":teaches owl:inverseOf :taughtBy . :wrote owl:inverseOf :writtenBy . :knows a owl:SymmetricProperty .",
        ":advises rdfs:subPropertyOf :knows ; rdfs:domain :Teacher ; rdfs:range :Student .",
        f":hosts rdfs:range {some(WORKS, ':Unit')} .",
        # Definitions with a restriction in an intersection, and people who are said to be within one.
        f":Staff owl:equivalentClass {both(':Person', some(WORKS, ':Unit'))} .",
        f":Leader owl:equivalentClass {both(':Person', some(':leads', ':Unit'))} .",
        f":Head owl:equivalentClass {both(':Person', some(':heads', ':Faculty'))} .",
        f":Author owl:equivalentClass {both(':Person', some(':wrote', ':Work'))} .",
        f":Learner owl:equivalentClass {both(':Person', some(':attends', ':Course'))} .",
        f":Researcher rdfs:subClassOf :Person , {some(WORKS, ':Lab')} .",
        f":Fellow rdfs:subClassOf :Researcher , {some(':wrote', ':Paper')} .",
        f":Student rdfs:subClassOf :Person , {some(':attends', ':Seminar')} .",
        ":Teacher rdfs:subClassOf :Person .",
        f":Teacher rdfs:subClassOf {restriction(':teaches', 'owl:allValuesFrom :Seminar')} .",
        f"{restriction(':teaches', 'owl:allValuesFrom :Course')} rdfs:subClassOf :Tutor .",
        # One union that two axioms share, and a number that two do.
        "_:either owl:unionOf ( :Tutor :Fellow ) ; a owl:Class . :Guest rdfs:subClassOf _:either . _:either rdfs:subClassOf :Person .",
        "_:several a owl:Restriction ; owl:onProperty :advises ; owl:minCardinality '2'^^xsd:nonNegativeInteger .",
        ":Head rdfs:subClassOf _:several . _:several rdfs:subClassOf :Busy .",
    ]
)

FACULTIES = 5
LABS = 20
COURSES = 40


def _places() -> Iterator[str]:
    for n in range(FACULTIES):
        yield f":faculty{n} a :Faculty ; :partOf :university ."
    for n in range(LABS):
        yield f":lab{n} a :Lab ; :partOf :faculty{n % FACULTIES} ."
    for n in range(COURSES):
        yield f":course{n} a :{'Seminar' if n % 3 else 'Course'} ."


def _person(n: int) -> Iterator[str]:
    me = f":person{n}"
    match n % 10:
        case 0:
            yield f"{me} a :Researcher ; :knows :person{n // 2} ."
        case 1:
            yield f"{me} a :Fellow ; :wrote :work{n} ."
        case 2:
            yield f"{me} a :Teacher ; :teaches :course{n % COURSES} ; :advises :person{n + 1} ."
        case 3:
            yield f"{me} a :Student ; :attends :course{n % COURSES} ."
        case 4:
            yield f"{me} a :Person ; :worksIn :lab{n % LABS} ."
        case 5:
            yield f"{me} a :Person ; :heads :faculty{n % FACULTIES} ."
        case 6:
            yield f"{me} a :Person , {some(':leads', ':Lab')} ."
        case 7:
            yield f"{me} a :Guest ; :hosts :person{n - 3} , :person{n + 1} ."
        case 8:
            yield f"{me} a :Person ; :wrote :work{n} . :work{n} a :Paper ."
        case _:
            yield f"{me} a :Person ; :attends :course{n % COURSES} . :course{n % COURSES} :taughtBy :person{n - 7} ."


def university(people: int) -> str:
    """The ontology, its places, and so many people."""
    lines = [ONTOLOGY, *_places()]
    for n in range(people):
        lines += _person(n)
    return "\n".join(lines)
