"""Blank nodes of files: inside a store they have IRIs, in answers they are blank again.

The label of one says which IRI it stands for, so that rows of an answer name in the same graph what
they came from. A query that asks whether something is blank is told what an answer shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import overload

from rdflib import BNode, URIRef
from rdflib.term import Identifier

from peelgraph.sparql.terms import TripleTerm, sparql_text
from peelgraph.sparql.tokens import closing, meaningful
from peelgraph.store.answer import Solution
from peelgraph.store.base import Triple, View
from peelgraph.vocab import GENID, blank_iri, blank_label

__all__ = ["blank", "blanked", "named_again", "seen_as_blank", "with_nameless"]

_KINDS = {"ISBLANK": "|| ", "ISIRI": "&& !", "ISURI": "&& !"}
"""The functions that tell blank nodes, and how it goes on after what they say of an IRI."""


@overload
def blank(term: Identifier) -> Identifier: ...
@overload
def blank(term: None) -> None: ...
def blank(term: Identifier | None) -> Identifier | None:
    """A blank node for the IRI that one was given; any other term as it is.

    >>> blank(URIRef(GENID + "file/1-a-ttl/2"))
    rdflib.term.BNode('genid_file_2f1_2da_2dttl_2f2')
    """
    if isinstance(term, TripleTerm):
        return TripleTerm(*map(blank, term.parts))
    if not isinstance(term, URIRef) or not term.startswith(GENID):
        return term
    return BNode(blank_label(term))


def seen_as_blank(query: str) -> str:
    """A query in which `isBlank` and `isIRI` take what was blank in a file for that.

    >>> seen_as_blank("FILTER(isURI(?o))").replace(GENID, "…")
    'FILTER((isURI(?o) && !(isIRI(?o) && STRSTARTS(STR(?o), "…"))))'
    """
    tokens = meaningful(query)
    for position, token in enumerate(tokens[:-1]):
        goes_on = _KINDS.get(token.text.upper()) if token.kind == "word" else None
        if goes_on and tokens[position + 1].text == "(":
            try:
                end = tokens[closing(tokens, position + 1)]
            except ValueError:  # never closed: the engine says so
                return query
            asked = seen_as_blank(query[tokens[position + 1].end : end.start])
            is_named = f'(isIRI({asked}) && STRSTARTS(STR({asked}), "{GENID}"))'
            rest = seen_as_blank(query[end.end :])
            return f"{query[: token.start]}({token.text}({asked}) {goes_on}{is_named}){rest}"
    return query


def blanked(row: Solution) -> Solution:
    """A row whose blank nodes are blank."""
    return tuple(map(blank, row))


def named_again(term: Identifier) -> Identifier:
    """The IRI that a blank node of an answer stands for; any other term as it is.

    >>> named_again(BNode("genid_file_2f1_2da_2dttl_2f2")) == URIRef(GENID + "file/1-a-ttl/2")
    True
    """
    if isinstance(term, TripleTerm):
        return TripleTerm(*map(named_again, term.parts))
    named = blank_iri(term) if isinstance(term, BNode) else None
    return URIRef(named) if named else term


def with_nameless(store: View, triples: Iterable[Triple]) -> list[Triple]:
    """A description with what is said of the nodes without a name that it leads to."""
    found = dict.fromkeys(triples)
    asked = set[Identifier]()
    while nameless := {t[2] for t in found if t[2].startswith(GENID)} - asked:
        asked |= nameless
        values = " ".join(map(sparql_text, sorted(nameless)))
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {values} }} ?s ?p ?o }}"
        found |= dict.fromkeys(store.construct(query))
    return list(found)
