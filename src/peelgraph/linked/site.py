"""What a site says of itself to programs: schema.org, sitemaps, and plain text files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from peelgraph.formats import GRAPHS
from peelgraph.linked.addresses import Addresses
from peelgraph.linked.void import DATASET, DESCRIPTION, LICENCE, TITLE
from peelgraph.store import View
from peelgraph.vocab import ID

__all__ = [
    "ADDRESSES",
    "dataset_json",
    "llms_text",
    "robots_text",
    "security_text",
    "site_index",
    "site_map",
    "things_of",
]

ADDRESSES = 40_000
"""How many addresses a sitemap holds; the protocol allows 50,000: https://www.sitemaps.org."""
_KINDS = ("PEEL inspections", "police forces", "police collaboration", "linked data")
_THINGS = "SELECT DISTINCT ?s { ?s a ?kind }"
_MAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def dataset_json(addresses: Addresses, modified: str = "") -> dict[str, Any]:
    """The graph as a Dataset of schema.org, for a page's own JSON-LD."""
    dumps = [
        {
            "@type": "DataDownload",
            "encodingFormat": entry.media_type,
            "contentUrl": addresses.at(f"dumps/peelgraph{entry.extension}"),
        }
        for entry in GRAPHS.values()
    ]
    found: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": str(DATASET),
        "name": TITLE,
        "description": DESCRIPTION,
        "url": addresses.at(""),
        "license": str(LICENCE),
        "isAccessibleForFree": True,
        "keywords": list(_KINDS),
        "creator": {"@type": "Organization", "name": "peelgraph contributors"},
        "spatialCoverage": "England and Wales",
        "distribution": dumps,
    }
    if modified:
        found["dateModified"] = modified
    return found


def things_of(store: View) -> list[str]:
    """The IRIs of all things of ours that have a class, in order."""
    found = (str(iri) for (iri,) in store.select(_THINGS).rows)
    return sorted(iri for iri in found if iri.startswith(ID))


def site_index(addresses: Addresses, things: Sequence[str]) -> str:
    """An index of the sitemaps of all things."""
    maps = range(1, max(1, -(-len(things) // ADDRESSES)) + 1)
    entries = (
        f"<sitemap><loc>{escape(addresses.at(f'sitemap-{number}.xml'))}</loc></sitemap>"
        for number in maps
    )
    return _xml("sitemapindex", entries)


def site_map(addresses: Addresses, things: Sequence[str], number: int) -> str | None:
    """A sitemap: the first begins with the pages of the site; None where there is no such map."""
    part = list(things[(number - 1) * ADDRESSES : number * ADDRESSES]) if number > 0 else []
    if not part and number != 1:
        return None
    pages = [addresses.at(""), addresses.at("ontology")] if number == 1 else []
    found = [*pages, *(address for iri in part if (address := addresses.document(iri)))]
    return _xml("urlset", (f"<url><loc>{escape(address)}</loc></url>" for address in found))


def _xml(root: str, entries: Any) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{_MAPS}">', *entries]
    return "\n".join([*lines, f"</{root}>", ""])


def robots_text(addresses: Addresses) -> str:
    """What crawlers may fetch, and why not the rest."""
    return "\n".join(
        [
            "# Documents are cheap, and the dumps hold all of them: fetch one of these instead of",
            f"# every page: {addresses.at('dumps/')}",
            "# What is disallowed is worked out anew for each address; there is no end of them.",
            "User-agent: *",
            "Disallow: /sparql",
            "Disallow: /what-if",
            "Disallow: /why",
            "Disallow: /why-not",
            "Disallow: /network/",
            "Allow: /",
            f"Sitemap: {addresses.at('sitemap.xml')}",
            "",
        ]
    )


def llms_text(addresses: Addresses) -> str:
    """What a language model should know before it reads on: https://llmstxt.org."""
    void = addresses.at(".well-known/void")
    questions = addresses.at(".well-known/sparql-examples")
    return "\n".join(
        [
            "# peelgraph",
            "",
            f"> {DESCRIPTION}",
            "",
            "What is said and what is inferred stand in different named graphs. Each finding names",
            "the passage that it rests on; the words of the reports are not here. A grade is never",
            "passed from one force to another. Where the graph has nothing, nothing is known: that",
            "does not mean no.",
            "",
            "## Data",
            "",
            f"- [What it holds]({void}): counts by class and property (VoID)",
            f"- [Catalogue]({addresses.at('catalogue')}): each source and its licence (DCAT)",
            f"- [Ontology]({addresses.at('ontology')}): each term with definition and example",
            f"- [Dumps]({addresses.at('dumps/')}): everything, in six formats",
            f"- [Questions]({questions}): stored SPARQL queries",
            f"- [SPARQL endpoint]({addresses.at('sparql')}): read only",
            "",
        ]
    )


def security_text(addresses: Addresses, contact: str, expires: str) -> str:
    """Whom to tell of a hole, and until when this holds: RFC 9116."""
    return "\n".join(
        [
            f"Contact: {contact}",
            f"Expires: {expires}",
            "Preferred-Languages: en",
            f"Canonical: {addresses.at('.well-known/security.txt')}",
            "",
        ]
    )
