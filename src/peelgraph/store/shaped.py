"""A store as shapes see it: blank nodes are blank, and literals are as files write them.

Oxigraph keeps an `xsd:byte` as an `xsd:integer`, and blank nodes of files have IRIs in a store.
What is asked of it by pySHACL with variables bound beforehand is asked with terms at their place,
as SHACL defines it (https://www.w3.org/TR/shacl/#pre-binding).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox
from rdflib import Graph, Variable
from rdflib.query import Result
from rdflib.term import Identifier

from peelgraph.sparql.binding import with_terms
from peelgraph.sparql.terms import sparql_text
from peelgraph.sparql.tokens import variables
from peelgraph.store.blank import blank, named_again
from peelgraph.store.forms import Forms
from peelgraph.store.rdflib_store import WrittenStore, rdflib_term

__all__ = ["ShapedStore", "shaped"]


def shaped(term: Any) -> Identifier:
    """A term of Oxigraph's as shapes see it."""
    return blank(rdflib_term(term))


class ShapedStore(WrittenStore):
    """A store of rdflib on Oxigraph, for reading."""

    def __init__(self, inner: ox.Store, forms: Forms) -> None:
        super().__init__(store=inner)
        self._forms = forms.by_triple()

    def triples(self, triple_pattern: Any, context: Graph | None = None) -> Iterator[Any]:
        """The triples of a pattern, each in the forms that files have it in."""
        asked = [None if term is None else named_again(term) for term in triple_pattern]
        for quad in self.quads(asked, context):
            for written in self._forms.get(quad.triple, (quad.triple,)):
                triple = (
                    shaped(written.subject),
                    shaped(written.predicate),
                    shaped(written.object),
                )
                yield triple, iter((self.graph_of(quad.graph_name),))

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],
        initBindings: Mapping[str, Identifier],
        queryGraph: str,
        **kwargs: object,
    ) -> Result:
        """The answer to a query over the default graph, what is bound beforehand put in as text."""
        here = variables(query)
        given = {name: term for name, term in _by_name(initBindings) if name in here}
        terms = {name: sparql_text(named_again(term)) for name, term in given.items()}
        text = with_terms(query, terms) if terms else query
        found = self._inner.query(text, prefixes=dict(self._namespace_for_prefix, **initNs))
        if isinstance(found, ox.QueryBoolean):
            answer = Result("ASK")
            answer.askAnswer = bool(found)
            return answer
        if not isinstance(found, ox.QuerySolutions):
            raise NotImplementedError("shapes ask by SELECT and ASK")
        answer = Result("SELECT")
        names = [Variable(variable.value) for variable in found.variables]
        # where all variables are asked for, those are too whose place a term has taken
        more = {Variable(name): term for name, term in given.items() if name not in names}
        answer.vars = [*names, *more]
        answer.bindings = [
            {
                **{name: shaped(term) for name, term in zip(names, row, strict=True) if term},
                **more,
            }
            for row in found
        ]
        return answer


def _by_name(bindings: Mapping[str, Identifier]) -> Iterator[tuple[str, Identifier]]:
    return ((str(name).lstrip("?$"), term) for name, term in bindings.items())
