"""Whatever a label, a statement, a source or an IRI holds: no page gets an element, an attribute or a link of it."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

import pytest
from lxml import html
from rdflib import RDF, RDFS, Literal, URIRef

from peelgraph.graph import KnowledgeGraph
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import GRAPH, PEEL, thing
from tests.serve.client import TestClient, client_of

PAYLOADS = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</h1><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "<a href=javascript:alert(1)>x</a>",
    "<!-- --><iframe src=//evil>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;",
    "{{ 7*7 }}{% raw %}{{ config }}",
    "</script><script>alert(1)</script>",
    "<style>*{display:none}</style>",
    "<base href=//evil>",
    "<meta http-equiv=refresh content=0;url=//evil>",
    "<math><mi//xlink:href='data:x,<script>'>",
    "\u202egpj.exe\u202c",
    "\u2066\u2069\u200f\u061c",
    "a\u0001b\u0008c\u009fd",
    "\ufeff<\u200bscript>",
    "javascript:alert(1)",
    "<x" * 200,
    "]]>" + "\n" * 5 + "--!><script>",
]
IRIS = [
    "javascript:alert(1)",
    "data:text/html,alert(1)",
    "vbscript:x",
    "http://evil.example/'onmouseover='alert(1)",
    "urn:x:\u202egpj",
    "https://evil.example/&quot;&lt;script&gt;",
]
PATHS = [
    "/doc/force/hostile",
    "/doc/force/hostile?said",
    "/doc/finding/hostile",
    "/doc/source/hostile",
    "/doc/passage/hostile.0-9",
    "/ontology/Hostile",
    "/",
    "/catalogue",
    "/.well-known/void",
]
ADDRESSES = ("http://", "https://", "/style.css")
BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def _graph(kg: KnowledgeGraph, text: str, iri: str) -> TestClient:
    """A client of a graph in which a text stands in every place that a page shows."""
    store = EmbeddedStore()
    force, finding, source = (
        thing("force/hostile"),
        thing("finding/hostile"),
        thing("source/hostile"),
    )
    passage, term = thing("passage/hostile.0-9"), URIRef(str(PEEL._NS) + "Hostile")
    other = URIRef(iri)
    said = [
        (term, RDF.type, URIRef("http://www.w3.org/2002/07/owl#Class")),
        (term, RDFS.label, Literal(text)),
        (force, RDF.type, term),
        (force, RDFS.label, Literal(text, lang="en-x-hostile")),
        (force, other, Literal(text)),
        (force, RDFS.seeAlso, other),
        (other, RDFS.label, Literal(text)),
        (finding, RDF.type, PEEL.Finding),
        (finding, PEEL.statement, Literal(text, lang="en")),
        (finding, PEEL.about, force),
        (finding, PEEL.statedIn, passage),
        (passage, RDF.type, PEEL.Passage),
        (passage, PEEL.document, source),
        (passage, PEEL.section, Literal(text)),
        (passage, PEEL.start, Literal(0)),
        (passage, PEEL.end, Literal(9)),
        (passage, PEEL.sha256, Literal(text)),
        (source, RDF.type, PEEL.Source),
        (source, RDFS.label, Literal(text)),
        (source, PEEL.graph, GRAPH["hostile"]),
        (source, PEEL.url, Literal("http://x.example/")),
        (source, PEEL.licence, Literal(text)),
        (source, URIRef("http://purl.org/dc/terms/license"), other),
    ]
    store.load(said, GRAPH["hostile"])  # type: ignore[arg-type]
    return client_of(KnowledgeGraph(store, kg.resources))


class _Parsed(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag, tuple(sorted(name for name, _ in attrs))] += 1
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "action"}]


def _parsed(text: str) -> tuple[Counter[tuple[str, tuple[str, ...]]], Counter[str], list[str]]:
    parser = _Parsed()
    parser.feed(text)
    tree = html.fromstring(text.encode())
    return parser.elements, Counter(str(node.tag) for node in tree.iter()), parser.links


@pytest.fixture(scope="module")
def honest(world: KnowledgeGraph) -> dict[str, tuple[object, object]]:
    client = _graph(world, "an honest text", "http://honest.example/")
    return {path: _parsed(client.get(path).text)[:2] for path in PATHS}


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_text_adds_no_element(
    world: KnowledgeGraph, honest: dict[str, object], text: str
) -> None:
    client = _graph(world, text, "http://honest.example/")
    for path in PATHS:
        answer = client.get(path)
        assert answer.status_code == 200, path
        *elements, links = _parsed(answer.text)
        assert tuple(elements) == honest[path], (path, text)
        assert all(link.startswith(ADDRESSES) for link in links), (path, links)
        assert not BIDI & set(answer.text), "no letter of it turns a line"


@pytest.mark.parametrize("iri", IRIS)
def test_an_iri_is_a_link_only_where_it_is_an_address(world: KnowledgeGraph, iri: str) -> None:
    client = _graph(world, "an honest text", iri)
    for path in PATHS:
        answer = client.get(path)
        assert answer.status_code == 200, path
        elements, _, links = _parsed(answer.text)
        assert not any(name.startswith("on") for _, names in elements for name in names)
        assert all(link.startswith(ADDRESSES) for link in links), (path, links)


@pytest.mark.parametrize("iri", IRIS)
@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "nt", "trig", "nq", "rdf"])
def test_every_format_holds_a_hostile_iri_or_says_why_not(
    world: KnowledgeGraph, iri: str, suffix: str
) -> None:
    answer = _graph(world, PAYLOADS[0], iri).get(f"/doc/force/hostile.{suffix}")
    if suffix == "rdf" and answer.status_code == 406:
        assert "RDF/XML cannot write the predicate" in answer.json()["detail"]
        return
    assert answer.status_code == 200
    assert (
        iri in answer.text
        or iri.encode("unicode_escape").decode() in answer.text
        or "\\u202E" in answer.text
        or "&" in iri
    )


@pytest.mark.parametrize("text", PAYLOADS)
def test_what_is_refused_is_no_page(world: KnowledgeGraph, text: str) -> None:
    from urllib.parse import quote

    client = client_of(world)
    for path in ("doc/force/", "id/", "ontology/", "graph/", "doc/force/eastshire?page="):
        answer = client.get(f"/{path}{quote(text, safe='')}")
        assert answer.status_code in {303, 400, 404}
        assert "html" not in answer.headers.get("content-type", "")
        assert "\n" not in answer.headers.get("location", "")
