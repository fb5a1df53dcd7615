"""Blank nodes of files: inside a store they have IRIs, in answers they are blank again.

The label of one says which IRI it stands for, so that rows of an answer name in the same graph what
they came from.
"""

from __future__ import annotations

import re
from typing import overload

from rdflib import BNode, URIRef
from rdflib.term import Identifier

from peelgraph.sparql.terms import TripleTerm
from peelgraph.store.answer import Solution
from peelgraph.vocab import GENID

__all__ = ["blank", "blanked", "named_again"]


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
    rest = term.removeprefix(GENID)
    # A label holds letters and digits in any syntax; `_` begins what stands for another character.
    return BNode("genid_" + re.sub(r"[^A-Za-z0-9]", lambda found: f"_{ord(found[0]):02x}", rest))


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
    if not isinstance(term, BNode) or not term.startswith("genid_"):
        return term
    rest = term.removeprefix("genid_")
    return URIRef(GENID + re.sub(r"_([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), rest))
