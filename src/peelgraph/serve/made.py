"""Jobs that make documents: they run where the graph is, and know nothing of requests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from rdflib import URIRef

from peelgraph.errors import NotExportable, PeelgraphError
from peelgraph.formats import GRAPHS
from peelgraph.graph import KnowledgeGraph
from peelgraph.linked.addresses import SUFFIXES, Addresses
from peelgraph.linked.dcat import describe_catalogue
from peelgraph.linked.described import written
from peelgraph.linked.documents import Shown, as_page, as_rdf
from peelgraph.linked.examples import describe_examples
from peelgraph.linked.excerpt import Excerpt, excerpt
from peelgraph.linked.page import drawn, script, style_sheet
from peelgraph.linked.partitions import CLASSES, counted, numbers
from peelgraph.linked.retired import retired_ids
from peelgraph.linked.site import dataset_json, site_index, site_map, things_of
from peelgraph.linked.terms import find_part, ontology_rdf, terms_of
from peelgraph.linked.void import DESCRIPTION, describe_dataset
from peelgraph.serve.problem import problem
from peelgraph.serve.reply import Reply
from peelgraph.store.context import context
from peelgraph.store.jsonld import json_of
from peelgraph.things.labels import Labels
from peelgraph.vocab import BASE, GRAPH, PEEL, curie, short_id

__all__ = [
    "catalogue",
    "context_document",
    "document",
    "dump",
    "examples",
    "graph",
    "home",
    "maps",
    "ontology",
    "style",
    "void",
]

HTML = "text/html; charset=utf-8"
_BEGIN = ("PoliceForce", "Alliance", "Framework", "CauseOfConcern")


def document(
    kg: KnowledgeGraph,
    iri: str,
    format: str,
    base: str,
    view: Mapping[str, Any],
) -> Reply:
    """The document of a thing; 404 where nothing is known of it, 410 where its id is retired.

    `view` says which `page` of what points to it is shown, whether it is `only_said`, and the
    `profile` of JSON-LD.
    """
    page: int = view["page"]
    only_said: bool = view["only_said"]
    addresses = Addresses(base)
    part = excerpt(kg.store, URIRef(iri), page, only_said=only_said)
    if not part.is_known:
        return _missing(kg, iri, addresses)
    if page > part.pages:
        return problem(404, f"There are {part.pages} pages of what points here.")
    turns = _turns(part, addresses, only_said)
    headers = {"Link": ", ".join(f'<{to}>; rel="{name}"' for name, to in turns.items())}
    if format == "html":
        body = _page(part, addresses, turns, only_said)
        return Reply(body, HTML, headers=headers)
    entry = GRAPHS[format]
    try:
        body = as_rdf(part, entry, addresses, view["profile"])
    except NotExportable as error:
        return problem(406, str(error))
    return Reply(body, entry.media_type, headers=headers)


def _missing(kg: KnowledgeGraph, iri: str, addresses: Addresses) -> Reply:
    name = short_id(iri) or curie(iri)
    gone = retired_ids(kg.resources).get(name)
    if gone is None:
        return problem(404, f"Nothing is known of {name}.")
    detail = f"{name} is no longer in use since version {gone.since}: {gone.reason}"
    if not gone.replaced_by:
        return problem(410, detail)
    instead = addresses.at(f"doc/{quote(gone.replaced_by)}")
    return problem(410, detail, headers={"Link": f'<{instead}>; rel="successor-version"'})


def _turns(part: Excerpt, addresses: Addresses, only_said: bool) -> dict[str, str]:
    """The addresses of the other pages of what points to a thing."""
    if part.pages == 1:
        return {}
    pages = {"first": 1, "prev": part.page - 1, "next": part.page + 1, "last": part.pages}
    here = addresses.document(str(part.thing)) or ""
    said = "said&" if only_said else ""
    return {
        name: f"{here}?{said}page={number}"
        for name, number in pages.items()
        if 1 <= number <= part.pages
    }


def _page(part: Excerpt, addresses: Addresses, turns: dict[str, str], only_said: bool) -> bytes:
    page = as_page(part, addresses)
    here = addresses.document(page.iri) or ""
    formats = _formats(here, addresses.document(page.iri, "html") or "")
    return drawn(
        "thing.html",
        title=page.label,
        page=page,
        base=addresses.base,
        formats=formats,
        turns=turns,
        only_said=only_said,
        said=f"{here}?said",
        whole=here,
    )


def _formats(here: str, html: str) -> list[dict[str, str]]:
    """The formats of the document at an address, each by name, media type and address."""
    stem = html.removesuffix(".html") or here
    return [
        {"name": name, "media_type": GRAPHS[name].media_type, "address": f"{stem}.{suffix}"}
        for suffix, name in SUFFIXES.items()
        if name != "html"
    ]


def context_document(kg: KnowledgeGraph) -> Reply:
    """The context of all our JSON-LD."""
    text = json_of({"@context": context()}, readable=True)
    return Reply(text.encode(), GRAPHS["jsonld"].media_type)


def style(kg: KnowledgeGraph) -> Reply:
    """The style sheet of all pages."""
    return Reply(style_sheet(), "text/css")


def ontology(kg: KnowledgeGraph, name: str, version: str, format: str, base: str) -> Reply:
    """A part of the ontology in one of its versions."""
    part = find_part(kg.resources, name, version)
    if part is None:
        return problem(404, f"There is no version {version} of the {name}.")
    addresses = Addresses(base)
    if format != "html":
        try:
            return Reply(ontology_rdf(part, format), GRAPHS[format].media_type)
        except NotExportable as error:
            return problem(406, str(error))
    here = addresses.at(f"{name}/{part.version}")
    body = drawn(
        "ontology.html",
        title=f"The {name} of peelgraph",
        iri=f"{BASE}{name}",
        part=part,
        terms=terms_of(part),
        base=base,
        addresses=addresses,
        curie=curie,
        formats=_formats(addresses.at(name), "") if not version else _formats(here, ""),
    )
    return Reply(body, HTML)


def void(kg: KnowledgeGraph, format: str, base: str) -> Reply:
    """What the graph holds."""
    addresses = Addresses(base)
    triples = describe_dataset(kg.store, addresses)
    return _described(triples, format, "What peelgraph holds", ".well-known/void", base)


def catalogue(kg: KnowledgeGraph, format: str, base: str, modified: str) -> Reply:
    """The catalogue of the graph and its sources."""
    triples = describe_catalogue(kg.store, Addresses(base), modified)
    return _described(triples, format, "The catalogue of peelgraph", "catalogue", base)


def examples(kg: KnowledgeGraph, format: str, base: str) -> Reply:
    """Stored questions as SPARQL examples."""
    triples = describe_examples(kg.questions, Addresses(base))
    at = ".well-known/sparql-examples"
    return _described(triples, format, "The stored questions of peelgraph", at, base)


def _described(triples: Any, format: str, title: str, at: str, base: str) -> Reply:
    if format != "html":
        return Reply(written(triples, format), GRAPHS[format].media_type)
    addresses = Addresses(base)
    items = []
    for subject, predicate, value in sorted(set(triples)):
        words = f"{curie(str(subject))} – {curie(str(predicate))} – {curie(str(value))}"
        items.append(
            Shown(words, addresses.link(str(value)) if isinstance(value, URIRef) else None)
        )
    body = drawn(
        "list.html",
        title=title,
        text=f"{len(items):,} statements; for programs in the formats below.",
        items=items,
        base=base,
        formats=_formats(addresses.at(at), ""),
    )
    return Reply(body, HTML)


def home(kg: KnowledgeGraph, base: str, modified: str) -> Reply:
    """The first page."""
    addresses = Addresses(base)
    kinds = counted(kg.store, CLASSES)
    labels = Labels(kg.store)
    labels.learn(kind for kind, _ in kinds)
    ours = [(kind, number) for kind, number in kinds if kind.startswith(PEEL._NS)]
    ours.sort(key=lambda pair: (-pair[1], pair[0]))
    begin = [Shown(labels(PEEL[name]), addresses.document(PEEL[name])) for name in _BEGIN]
    body = drawn(
        "home.html",
        title="Police inspections of England and Wales",
        base=base,
        formats=[],
        description=DESCRIPTION,
        numbers=numbers(kg.store),
        begin=begin,
        kinds=[(Shown(labels(k), addresses.link(str(k))), number) for k, number in ours],
        dataset=script(dataset_json(addresses, modified)),
    )
    return Reply(body, HTML)


def maps(kg: KnowledgeGraph, base: str, number: int) -> Reply:
    """The index of the sitemaps (0), or one of them."""
    things = things_of(kg.store)
    addresses = Addresses(base)
    text = site_map(addresses, things, number) if number else site_index(addresses, things)
    if text is None:
        return problem(404, f"There is no sitemap {number}.")
    return Reply(text.encode(), "application/xml")


def graph(kg: KnowledgeGraph, slug: str, format: str, base: str) -> Reply:
    """What a source says: its named graph."""
    return dump(kg, format, slug)


def dump(kg: KnowledgeGraph, format: str, slug: str = "") -> Reply:
    """All of the graph, or a named graph, in a format of RDF."""
    from io import BytesIO

    out = BytesIO()
    name = GRAPH[slug] if slug else None
    if name is not None and not kg.store.ask(f"ASK {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"):
        return problem(404, f"There is no graph {slug}.")
    try:
        kg._embedded.dump(out, GRAPHS[format], name)
    except NotExportable as error:
        return problem(406, str(error))
    except PeelgraphError as error:
        return problem(501, str(error))
    return Reply(out.getvalue(), GRAPHS[format].media_type)
