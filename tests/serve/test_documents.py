"""Documents of things on the web: what is said and inferred, in every format, under the web's rules."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from lxml import html
from pyld import jsonld
from rdflib import Dataset, Graph, URIRef

from peelgraph.formats import GRAPHS
from peelgraph.graph import KnowledgeGraph
from peelgraph.linked import excerpt as excerpts
from peelgraph.linked.excerpt import PAGE, excerpt
from peelgraph.resources import Resources
from peelgraph.store import Result
from peelgraph.vocab import ID, INFERRED, PEEL, thing
from tests.serve.client import BASE, MODIFIED, TestClient, client_of

THINGS = ["force/eastshire", "unit/air-support", "finding/armed-training", "source/eastshire-2016"]
JSON_LD = "http://www.w3.org/ns/json-ld#"


@pytest.fixture(scope="module")
def client(world: KnowledgeGraph) -> TestClient:
    return client_of(world)


@pytest.fixture(scope="module")
def things(world: KnowledgeGraph) -> list[str]:
    """One thing of each kind, by its short id."""
    rows = world.sparql(
        f'SELECT DISTINCT ?s {{ ?s a ?k FILTER(STRSTARTS(STR(?s), "{ID}")) }} ORDER BY ?s'
    ).rows
    by_kind: dict[str, str] = {}
    for (iri,) in rows:
        short = str(iri).removeprefix(str(ID))
        by_kind.setdefault(short.partition("/")[0], short)
    return sorted(by_kind.values())


def test_a_thing_is_no_document(client: TestClient) -> None:
    for path in ("force/eastshire", "source/eastshire-2016"):
        answer = client.get(f"/id/{path}")
        assert answer.status_code == 303
        assert answer.headers["location"] == f"{BASE}/doc/{path}"
    assert (
        client.get("/id/force/eastshire?said")
        .headers["location"]
        .endswith("/doc/force/eastshire?said")
    )


def _triples(world: KnowledgeGraph, iri: str) -> set[tuple[str, str, str]]:
    query = f"""
    SELECT DISTINCT ?s ?p ?o {{
      {{ BIND(<{iri}> AS ?s) ?s ?p ?o }} UNION {{ BIND(<{iri}> AS ?o) ?s ?p ?o }}
      FILTER(?p != peel:stems)
    }}"""
    return {(str(s), str(p), o.n3()) for s, p, o in world.sparql(query).rows}  # type: ignore[union-attr]


def _about(graph: Graph | Dataset, iri: str) -> set[tuple[str, str, str]]:
    quads = graph.quads() if isinstance(graph, Dataset) else ((*t, None) for t in graph)
    return {(str(s), str(p), o.n3()) for s, p, o, _ in quads if str(s) == iri or str(o) == iri}


def _all_pages(client: TestClient, path: str, read: object) -> set[tuple[str, str, str]]:
    """What all pages of a document tell of its thing, by the links from one to the next."""
    found: set[tuple[str, str, str]] = set()
    address: str | None = path
    while address:
        answer = client.get(address)
        assert answer.status_code == 200
        found |= read(answer)  # type: ignore[operator]
        following = re.search(r'<([^>]+)>; rel="next"', answer.headers["link"])
        # the next page in the same format
        suffix = path.rpartition(".")[2]
        address = following and following[1].replace("?", f".{suffix}?")
    return found


@pytest.mark.parametrize("format", GRAPHS)
def test_every_format_says_what_the_graph_says(
    client: TestClient, world: KnowledgeGraph, things: list[str], format: str
) -> None:
    entry = GRAPHS[format]

    def read(answer: object) -> set[tuple[str, str, str]]:
        text = answer.text  # type: ignore[attr-defined]
        if format == "jsonld":
            text = _with_context(client, text)
        graph = Dataset() if entry.quads else Graph()
        graph.parse(data=text, format=entry.media_type)
        return _about(graph, iri)

    for short in things:
        iri = str(thing(short))
        assert _all_pages(client, f"/doc/{short}{entry.extension}", read) == _triples(world, iri), (
            short
        )


def _with_context(client: TestClient, text: str) -> str:
    document = json.loads(text)
    assert document["@context"] == f"{BASE}/context.jsonld"
    document["@context"] = client.get("/context.jsonld").json()["@context"]
    return json.dumps(document)


@pytest.mark.parametrize("profile", ["", "framed", "compacted", "flattened", "expanded"])
def test_pyld_reads_the_same_triples(client: TestClient, profile: str) -> None:
    def loaded(address: str, options: object) -> dict[str, object]:
        assert address == f"{BASE}/context.jsonld"
        return {
            "contextUrl": None,
            "documentUrl": address,
            "document": client.get("/context.jsonld").json(),
        }

    accept = (
        f'application/ld+json; profile="{JSON_LD}{profile}"' if profile else "application/ld+json"
    )
    for short in THINGS:
        answer = client.get(f"/doc/{short}", headers={"accept": accept})
        assert (f'profile="{JSON_LD}{profile}"' in answer.headers["content-type"]) == bool(profile)
        quads = jsonld.to_rdf(
            answer.json(), {"documentLoader": loaded, "format": "application/n-quads"}
        )
        ours = client.get(f"/doc/{short}.nq").text
        assert set(Dataset().parse(data=quads, format="nquads").quads()) == set(
            Dataset().parse(data=ours, format="nquads").quads()
        )


def test_json_ld_is_framed_so_that_a_person_can_read_it(client: TestClient) -> None:
    document = client.get("/doc/finding/armed-training.jsonld").json()
    first = document["@graph"][0]["@graph"][0]
    assert first["@id"] == "id:finding/armed-training"
    assert first["@type"] == "Finding" or "Finding" in first["@type"]
    assert isinstance(first["statement"], str)
    passage = first["statedIn"] if isinstance(first["statedIn"], dict) else first["statedIn"][0]
    assert {"document", "section", "start", "end", "sha256"} <= passage.keys()
    assert passage["hasSelector"]["@type"] == "oa:TextPositionSelector"


def test_said_and_inferred_stand_in_named_graphs_of_their_own(
    client: TestClient, world: KnowledgeGraph
) -> None:
    whole = Dataset().parse(data=client.get("/doc/finding/armed-training.trig").text, format="trig")
    graphs = {str(graph) for *_, graph in whole.quads()}
    assert str(INFERRED) in graphs
    said = Dataset().parse(
        data=client.get("/doc/finding/armed-training.trig?said").text, format="trig"
    )
    assert {str(g) for *_, g in said.quads()} == graphs - {str(INFERRED)}
    iri = str(thing("finding/armed-training"))
    only = f"SELECT ?p ?o {{ GRAPH ?g {{ <{iri}> ?p ?o FILTER(?p != peel:stems) }} FILTER(?g != graph:inferred) }}"
    assert {(p, o) for s, p, o in _about(said, iri) if s == iri} == {
        (str(p), o.n3()) for p, o in world.sparql(only).rows
    }  # type: ignore[union-attr]


def test_the_passage_of_each_is_in_the_document_and_on_the_page(
    client: TestClient, world: KnowledgeGraph
) -> None:
    graph = Graph().parse(data=client.get("/doc/finding/armed-training.ttl").text)
    passages = set(graph.objects(thing("finding/armed-training"), PEEL.statedIn))
    assert passages
    page = html.fromstring(client.get("/doc/finding/armed-training.html").content)
    links = {a.get("href") for a in page.iter("a")}
    for passage in passages:
        assert graph.value(passage, PEEL.start) is not None
        document = graph.value(passage, PEEL.document)
        assert (
            graph.value(document, URIRef("http://www.w3.org/2000/01/rdf-schema#label")) is not None
        )
        assert f"{BASE}/doc/{str(passage).removeprefix(str(ID))}" in links


def test_headers(client: TestClient) -> None:
    answer = client.get("/doc/force/eastshire", headers={"accept": "text/turtle"})
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert "Accept" in answer.headers["vary"]
    assert answer.headers["content-location"] == f"{BASE}/doc/force/eastshire.ttl"
    assert answer.headers["last-modified"] == MODIFIED
    link = answer.headers["link"]
    for rel in ("alternate", "describedby", "license", "describes"):
        assert f'rel="{rel}"' in link
    assert link.count('rel="alternate"') == len(GRAPHS)
    head = client.head("/doc/force/eastshire", headers={"accept": "text/turtle"})
    assert head.content == b""
    for name in ("etag", "content-type", "link", "last-modified"):
        assert head.headers[name] == answer.headers[name]
    options = client.options("/doc/force/eastshire")
    assert options.status_code == 204
    assert options.headers["allow"] == "GET, HEAD, OPTIONS"
    assert client.post("/doc/force/eastshire").status_code == 405
    packed = client.get("/doc/force/eastshire", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["vary"]


def test_conditional_requests(client: TestClient, world: KnowledgeGraph) -> None:
    path = "/doc/force/eastshire.ttl"
    tag = client.get(path).headers["etag"]
    tags = {
        client.get(f"/doc/force/eastshire{suffix}").headers["etag"]
        for suffix in (".ttl", ".nt", ".html", ".ttl?said", ".ttl?page=2")
    }
    assert len(tags) >= 4
    for given in (tag, f'"x", {tag}', tag.removeprefix("W/"), "*"):
        answer = client.get(path, headers={"if-none-match": given})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200
    assert client.get(path, headers={"if-modified-since": MODIFIED}).status_code == 304
    assert (
        client.get(path, headers={"if-modified-since": "Fri, 27 Nov 2026 09:00:00 GMT"}).status_code
        == 200
    )
    assert client.get(path, headers={"if-modified-since": "tomorrow"}).status_code == 200
    assert client_of(world, "another state").get(path).headers["etag"] != tag
    assert client.get("/doc/force/nowhere", headers={"if-none-match": "*"}).status_code == 404


def test_what_comes_in_no_format_that_is_accepted(client: TestClient) -> None:
    answer = client.get("/doc/force/eastshire", headers={"accept": "image/png"})
    assert answer.status_code == 406
    assert answer.headers["content-type"] == "application/problem+json"
    available = answer.json()["available"]
    assert {entry["type"] for entry in available} == {
        "text/html",
        *(entry.media_type for entry in GRAPHS.values()),
    }
    for entry in available:
        found = client.get(entry["href"])
        assert found.status_code == 200
        assert found.headers["content-type"].startswith(entry["type"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/doc/force/nowhere", 404),
        ("/doc/force", 404),
        ("/doc/force/nowhere.ttl", 404),
        ("/doc/force/eastshire?page=99", 404),
        ("/doc/force/eastshire?page=0", 400),
        ("/doc/force/eastshire?page=-1", 400),
        ("/doc/force/eastshire?page=x", 400),
        ("/doc/force/eastshire?page=%D9%A3", 400),
        ("/doc/force/eastshire?page=99999999999999999999999", 400),
        ("/doc/force/east%20shire", 400),
        ("/id/force/%3Cscript%3E", 400),
        ("/doc/force/%22", 400),
        ("/doc/force/%7B%7D", 400),
        ("/id/", 400),
        ("/ontology/No%20Term", 400),
        ("/ontology/NoTerm", 404),
        ("/ontology/9.9.9", 404),
        ("/graph/no-such-source", 404),
        ("/dumps/other.nq", 404),
        ("/sitemap-7.xml", 404),
    ],
)
def test_what_there_is_not(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    problem = answer.json()
    assert problem["status"] == status
    assert {"type", "title", "detail"} <= problem.keys()


def test_an_id_that_is_no_longer_in_use(world: KnowledgeGraph, tmp_path: Path) -> None:
    shutil.copytree(world.resources.ontology, tmp_path / "ontology")
    table = "id,since,reason,replaced_by\nforce/oldshire,0.2.0,it was joined to Eastshire,force/eastshire\nunit/never,0.2.0,it never was,\n"
    (tmp_path / "ontology" / "retired.csv").write_text(table, encoding="utf-8")
    client = client_of(KnowledgeGraph(world.store, Resources(tmp_path)))
    answer = client.get("/doc/force/oldshire")
    assert answer.status_code == 410
    assert "joined to Eastshire" in answer.json()["detail"]
    assert f"<{BASE}/doc/force/eastshire>" in answer.headers["link"]
    assert client.get("/doc/unit/never.ttl").status_code == 410
    assert client.get("/doc/force/eastshire.ttl").status_code == 200


def test_what_points_to_a_thing_is_paged_and_never_cut(
    world: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excerpts, "PAGE", 7)
    client = client_of(world)
    ((n,),) = world.sparql(
        "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p { ?s ?p <https://w3id.org/peelgraph/id/force/eastshire> } }"
    ).rows
    total = int(str(n))
    pages = -(-total // 7)
    first = client.get("/doc/force/eastshire")
    assert f"{total:,} statements point here; page 1 of {pages}." in first.text
    links = dict(re.findall(r'<([^>]+)>; rel="(first|next|prev|last)"', first.headers["link"]))
    assert set(links.values()) == {"first", "next", "last"}
    seen: Counter[tuple[str, str]] = Counter()
    for page in range(1, pages + 1):
        graph = Graph().parse(data=client.get(f"/doc/force/eastshire.ttl?page={page}").text)
        pairs = set(graph.subject_predicates(thing("force/eastshire")))
        seen.update((str(s), str(p)) for s, p in pairs)
    assert len(seen) == total


class _Counting:
    """A store that counts what it is asked."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self.store = kg.store
        self.asked = 0

    def select(self, query: str) -> Result:
        self.asked += 1
        return self.store.select(query)

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"a document asked the store for {name}")


def test_a_document_takes_two_queries(world: KnowledgeGraph, things: list[str]) -> None:
    counting = _Counting(world)
    client = client_of(KnowledgeGraph(counting, world.resources))  # type: ignore[arg-type]
    for number, short in enumerate(things, 1):
        assert client.get(f"/doc/{short}.html").status_code == 200
        assert counting.asked == 2 * number
    for short in things:
        assert client.get(f"/doc/{short}").status_code == 200
    assert counting.asked == 2 * len(things), "what was made is kept"


def test_links_of_documents_resolve(client: TestClient, things: list[str]) -> None:
    seen: set[str] = set()
    for short in things:
        page = html.fromstring(client.get(f"/doc/{short}").content)
        for node in page.iter("a", "link"):
            address = node.get("href").partition("#")[0]
            if not address.startswith(BASE) or address in seen:
                continue
            seen.add(address)
            answer = client.get(address)
            assert answer.status_code == 200, (short, address)
            if node.get("rel") == "alternate":
                assert answer.headers["content-type"].startswith(node.get("type"))
    assert len(seen) > 100


def test_a_slug_that_ends_like_a_format(world: KnowledgeGraph) -> None:
    kg = world.copy()
    iri = thing("source/police.json.html")
    kg._embedded.load(
        [(iri, URIRef("http://www.w3.org/2000/01/rdf-schema#label"), thing("source/other.ttl"))],
        thing("graph/x"),
    )
    client = client_of(kg)
    location = client.get("/id/source/police.json.html").headers["location"]
    assert location == f"{BASE}/doc/source/police.json.html.html"
    page = client.get(location)
    assert page.status_code == 200
    assert f"{BASE}/doc/source/other.ttl.html" in page.text
    assert client.get("/doc/source/police.json.html.nt").status_code == 200


def test_excerpts_tell_what_is_known(world: KnowledgeGraph) -> None:
    part = excerpt(world.store, thing("force/eastshire"))
    assert part.is_known
    assert part.pages == -(-part.total // PAGE)
    assert not excerpt(world.store, thing("force/nowhere")).is_known


def test_a_page_has_its_style_sheet_from_where_it_was_found(client: TestClient) -> None:
    page = client.get("/doc/force/northshire.html").text
    (address,) = re.findall(r'<link rel="stylesheet" href="([^"]+)">', page)
    assert address == "/style.css"  # by whatever name the server is known
    assert client.get(address).headers["content-type"].startswith("text/css")
