"""How a folder of resources names its terms and things, as the header of its ontology says it.

In the field's terms: `vann:preferredNamespaceUri` and `vann:preferredNamespacePrefix`
(https://vocab.org/vann/), and `void:uriSpace` (https://www.w3.org/TR/void/) for what the IRIs of
things begin with. A folder that says nothing names as peelgraph does.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from peelgraph.errors import UnreadableFile, one_line
from peelgraph.resources import SHIPPED, Resources
from peelgraph.sparql.terms import is_iri
from peelgraph.store.bounds import watched
from peelgraph.vocab import OURS, Naming

__all__ = ["naming_of"]

_VANN = "http://purl.org/vocab/vann/preferredNamespace"
_TERMS = f"{_VANN}Uri"
_PREFIX = f"{_VANN}Prefix"
_THINGS = "http://rdfs.org/ns/void#uriSpace"


def naming_of(resources: Resources) -> Naming:
    """How a folder names its terms and things.

    UnreadableFile where its header cannot be used, or where two ontologies have one and neither or
    both say what things are called: a copy of somebody's ontology may have a header too.
    """
    if resources.root == SHIPPED.root:
        return OURS
    headers = list(_headers(resources.ontologies))
    own = [header for header in headers if _THINGS in header[1]] or headers
    if not own:
        return OURS
    path, said = own[0]
    if len(own) > 1:
        others = ", ".join(other.name for other, _ in own[1:])
        reason = f"{others} has a preferred namespace too; give your own alone a void:uriSpace"
        raise UnreadableFile(path, reason)
    for name, iri in ((_TERMS, said[_TERMS]), (_THINGS, said.get(_THINGS))):
        if iri is not None and not (is_iri(iri) and iri.endswith(("#", "/"))):
            what = name.rpartition("/")[2].replace("#", ":")
            raise UnreadableFile(path, f"{what} '{iri}' is no IRI that ends in # or /")
    if not said.get(_PREFIX):
        raise UnreadableFile(path, "a preferred namespace needs vann:preferredNamespacePrefix too")
    return Naming.below(said[_PREFIX], said[_TERMS], said.get(_THINGS))


def _headers(files: list[Path]) -> Iterator[tuple[Path, dict[str, str]]]:
    """What the files that prefer a namespace say of it."""
    for path in files:
        # most say nothing of it, and need not be parsed for that
        text = path.read_bytes()
        if b"preferredNamespaceUri" not in text:
            continue
        try:
            data = watched(io.BytesIO(text), ox.RdfFormat.TURTLE)
            base = path.resolve().as_uri()
            quads = list(ox.parse(data, format=ox.RdfFormat.TURTLE, base_iri=base))
        except (SyntaxError, ValueError) as error:
            raise UnreadableFile(path, one_line(error)) from error
        said = {
            quad.predicate.value: quad.object.value
            for quad in quads
            if quad.predicate.value in {_TERMS, _PREFIX, _THINGS}
        }
        if _TERMS in said:
            yield path, said
