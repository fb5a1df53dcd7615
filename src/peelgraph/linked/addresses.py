"""Where the documents of a publisher are: things keep their IRIs, whoever serves them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from peelgraph.formats import GRAPHS
from peelgraph.sparql.terms import is_iri
from peelgraph.vocab import BASE, ID, PEEL

__all__ = ["SUFFIXES", "Addresses", "iri_of", "split_suffix"]

SUFFIXES = {"html": "html", **{entry.extension[1:]: name for name, entry in GRAPHS.items()}}
"""The formats of documents by the suffix of an address."""
_SAFE = "/:@!$&'()*+,;=~-._"
_ONTOLOGY = str(PEEL._NS).removesuffix("#")


@dataclass(frozen=True)
class Addresses:
    """The addresses of what is published under a base, which has no slash at its end."""

    base: str

    def document(self, iri: str, suffix: str = "") -> str | None:
        """Where a thing or term of ours is described, in a format if one is named; else None."""
        ending = f".{suffix}" if suffix else ""
        if iri.startswith(ID):
            slug = quote(iri.removeprefix(ID), safe=_SAFE)
            # a name that ends like a format says which is meant, or it would be taken for it
            ending = ending or (".html" if split_suffix(slug)[1] else "")
            return f"{self.base}/doc/{slug}{ending}"
        if iri.startswith(PEEL._NS):
            term = quote(iri.removeprefix(PEEL._NS), safe="")
            return f"{self.base}/ontology/{term}{ending}"
        if iri == _ONTOLOGY:
            return f"{self.base}/ontology{ending}"
        return None

    def link(self, iri: str) -> str | None:
        """Where a reader of a page is sent for an IRI: our document, a web page, or nowhere."""
        if found := self.document(iri):
            return found
        if iri.startswith(BASE):
            return self.base + "/" + quote(iri.removeprefix(BASE), safe=_SAFE + "#")
        # what a browser would run, such as `javascript:`, is no link
        return iri if iri.startswith(("http://", "https://")) else None

    def at(self, path: str) -> str:
        """The address of a path below the base."""
        return f"{self.base}/{path}"


def split_suffix(path: str) -> tuple[str, str]:
    """A path without the suffix of a format, and that suffix, or nothing.

    >>> split_suffix("force/kent.ttl"), split_suffix("source/bbc.co.uk")
    (('force/kent', 'ttl'), ('source/bbc.co.uk', ''))
    """
    stem, _, suffix = path.rpartition(".")
    return (stem, suffix) if stem and suffix in SUFFIXES else (path, "")


def iri_of(path: str) -> str | None:
    """The IRI of the thing of a path below `id/` or `doc/`; None where it cannot be one."""
    iri = f"{ID}{path}"
    return iri if path and is_iri(iri) else None
