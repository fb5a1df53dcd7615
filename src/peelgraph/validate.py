"""SHACL validation (https://www.w3.org/TR/shacl/) by pySHACL, as a report that a person can act on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rdflib import RDF, SH, Graph, Literal
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Identifier, Node

from peelgraph.errors import UnreadableFile
from peelgraph.store.embedded import EmbeddedStore

__all__ = ["Violation", "validate"]


@dataclass(frozen=True, order=True)
class Violation:
    """A thing that does not fit a shape: which thing, which property, what is wrong in words, and how grave it is."""

    focus: str
    path: str
    message: str
    value: str
    severity: str
    shape: str

    def sentence(self, label: Callable[[Identifier | str], str] = str) -> str:
        """The violation in one line."""
        path = f" {label(self.path)}:" if self.path else ""
        value = f" (it is {label(self.value)})" if self.value else ""
        return f"{label(self.focus)}:{path} {self.message}{value}"


class _Measured(Graph):
    """The default graph of a store, which counts its triples once.

    pySHACL tests its graph for truth at every check that fails; that is its length, which Oxigraph answers by counting.
    On a store on disk this made nine tenths and more of the whole time.
    """

    @cached_property
    def _length(self) -> int:
        return super().__len__()

    def __len__(self) -> int:
        return self._length


def validate(store: EmbeddedStore, shapes: Path) -> list[Violation]:
    """All violations of the shapes in a store, sorted; inference is done before and not again here."""
    from pyshacl import validate as run

    try:
        shape_graph = Graph().parse(shapes)
    except Exception as error:
        raise UnreadableFile(shapes, " ".join(str(error).split())) from error
    data = _Measured(store.dataset.store, identifier=DATASET_DEFAULT_GRAPH_ID)
    _, report, _ = run(data, shacl_graph=shape_graph, inference="none", advanced=False, meta_shacl=False)
    assert isinstance(report, Graph)
    return sorted(_violation(report, node) for node in report.subjects(RDF.type, SH.ValidationResult))


def _violation(report: Graph, node: Node) -> Violation:
    def text(predicate: Node) -> str:
        value = report.value(node, predicate)
        return "" if value is None else str(value)

    messages = sorted(str(m) for m in report.objects(node, SH.resultMessage) if isinstance(m, Literal))
    return Violation(
        focus=text(SH.focusNode),
        path=text(SH.resultPath),
        message="; ".join(messages),
        value=text(SH.value),
        severity=text(SH.resultSeverity).rpartition("#")[2].lower(),
        shape=text(SH.sourceShape),
    )
