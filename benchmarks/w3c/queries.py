"""The W3C's tests of SPARQL queries, and of the formats of answers.

Data goes in by `peelgraph.load`, and what `kg.sparql` answers comes out by the writers of results:
rows as JSON and as TSV, both of which must hold what the test expects. Where they do not, Oxigraph
is asked the same without us.

Here the default graph is the union of all. A test that tells the default graph from named ones is
asked with its dataset said by FROM and FROM NAMED.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox

import peelgraph
from benchmarks.w3c.answers import Answer, alike, answer_of, answer_of_text, expected, same_table
from benchmarks.w3c.manifest import Entry, entries
from benchmarks.w3c.suite import FAILED, LEFT_OUT, PASSED, Test, Verdict
from peelgraph.errors import QueryError
from peelgraph.formats import ROWS, TRIPLES
from peelgraph.sparql.tokens import Token, closing, meaningful
from peelgraph.store import Result
from peelgraph.store.oxterms import quad_of

__all__ = ["ENGINE", "answered", "format_tests", "loaded", "query_tests", "syntax_tests"]

ENGINE = "Oxigraph by itself answers the same"
FORMATS = ("sparql11/csv-tsv-res", "sparql11/json-res")
SUITES = ("sparql10", "sparql11", "sparql12")
NEGATIVE = {"NegativeSyntaxTest", "NegativeSyntaxTest11"}
POSITIVE = {"PositiveSyntaxTest", "PositiveSyntaxTest11"}
FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
DEFAULT = ox.NamedNode("urn:default-graph")
SERVICE = "SERVICE: no other endpoint is asked"


def query_tests(suites: Path) -> list[Test]:
    """The tests of what a query answers."""
    found = []
    for entry in entries(suites, *SUITES):
        of_others = entry.folder.endswith("/entailment") or entry.folder in FORMATS
        if entry.kind == "QueryEvaluationTest" and not of_others:
            found.append(Test(entry.name, entry.folder, partial(_judged, entry)))
    return found


def format_tests(suites: Path) -> list[Test]:
    """The tests of CSV, TSV and JSON."""
    judges: dict[str, Callable[[Entry], Verdict]] = {
        "CSVResultFormatTest": _judged_table,
        "QueryEvaluationTest": _judged,
    }
    return [
        Test(entry.name, entry.folder, partial(judges[entry.kind], entry))
        for entry in entries(suites, *FORMATS)
    ]


def syntax_tests(suites: Path) -> list[Test]:
    """The tests of what is a query and what is none."""
    return [
        Test(entry.name, entry.folder, partial(_judged_syntax, entry))
        for entry in entries(suites, *SUITES)
        if entry.kind in NEGATIVE | POSITIVE
    ]


def _judged(entry: Entry) -> Verdict:
    if entry.needs_services:
        return Verdict(LEFT_OUT, SERVICE)
    assert entry.result is not None
    wanted = expected(entry.result)
    try:
        found = answered(_answered(entry))
    except Exception as error:  # any failure of ours is a failure of the test
        return _failed(entry, wanted, f"{type(error).__name__}: {error}")
    for name, answer in found.items():
        if not alike(answer, wanted, is_lax=entry.is_lax):
            return _failed(entry, wanted, f"{name}: {answer} in place of {wanted}")
    return Verdict(PASSED)


def _failed(entry: Entry, wanted: Answer, remark: str) -> Verdict:
    """Of a test that fails, whether it fails without us too."""
    try:
        fails = not alike(_engines(entry), wanted, is_lax=entry.is_lax)
    except (SyntaxError, ValueError, RuntimeError, OSError):
        fails = True
    return Verdict(FAILED, ENGINE if fails else remark)


def _judged_table(entry: Entry) -> Verdict:
    assert entry.result is not None
    text = ROWS["csv"].load()(_answered(entry))
    if same_table(text, entry.result):
        return Verdict(PASSED)
    return Verdict(FAILED, f"CSV: {text!r}")


def _judged_syntax(entry: Entry) -> Verdict:
    text = _text(entry)
    if "SERVICE" in _words(text):
        return Verdict(LEFT_OUT, SERVICE)
    wanted = entry.kind in POSITIVE
    taken = _is_taken(loaded([]).sparql, text)
    if taken == wanted:
        return Verdict(PASSED)
    return Verdict(
        FAILED, ENGINE if _is_taken(ox.Store().query, text) == taken else f"taken: {taken}"
    )


def _is_taken(query: Callable[[str], object], text: str) -> bool:
    """Whether a text is taken for a query, even if for one that calls a function nobody has."""
    try:
        query(text)
    except QueryError as error:
        return isinstance(error.__cause__, RuntimeError)
    except SyntaxError:
        return False
    except RuntimeError:
        return True
    return True


def answered(result: Result) -> dict[str, Answer]:
    """A result, read back from each format that holds all of it."""
    if result.form in {"CONSTRUCT", "DESCRIBE"}:
        lines = ox.parse(TRIPLES["nt"].load()(result).encode(), format=ox.RdfFormat.N_TRIPLES)
        return {"N-Triples": Answer(triples=frozenset(quad.triple for quad in lines))}
    text = ROWS["json"].load()(result)
    found = {"JSON": answer_of_text(text, ox.QueryResultsFormat.JSON)}
    if result.form == "SELECT":
        text = ROWS["tsv"].load()(result)
        found["TSV"] = answer_of_text(text, ox.QueryResultsFormat.TSV)
    return found


def _answered(entry: Entry) -> Result:
    """What we answer to a test's query, over its data."""
    text = _text(entry)
    words = _words(text)
    quads = _quads(entry, text)
    is_plain = not words & {"FROM", "GRAPH"} and not any(map(_name, quads))
    if is_plain and entry.data:
        return peelgraph.load(*entry.data, resources=None).sparql(text, allow_service=True)
    if not is_plain and "FROM" not in words:
        text = _with_dataset(text, quads)
    return loaded(map(_moved, quads)).sparql(text, allow_service=True)


def loaded(quads: Iterable[ox.Quad]) -> peelgraph.KnowledgeGraph:
    """A graph of nothing but these quads, as it is of a file that holds them."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "data.nq")
        file.write_text("".join(f"{quad} .\n" for quad in quads), encoding="utf-8")
        return peelgraph.load(file, resources=None)


def _engines(entry: Entry) -> Answer:
    """What Oxigraph answers by itself."""
    text = _text(entry)
    store = ox.Store()
    store.extend(_quads(entry, text))
    return answer_of(store.query(text))


def _text(entry: Entry) -> str:
    """A test's query, whose relative IRIs are relative to its file."""
    text = entry.query.read_text(encoding="utf-8")
    return f"BASE <{entry.query.as_uri()}>\n{text}"


def _words(text: str) -> set[str]:
    return {token.text.upper() for token in meaningful(text) if token.kind == "word"}


def _quads(entry: Entry, text: str) -> list[ox.Quad]:
    """A test's data: named graphs are named as their files, also those that the query names."""
    found = [quad for path in entry.data for quad in _read(path)]
    for path in dict.fromkeys((*entry.graphs, *_files_named(entry, text))):
        name = ox.NamedNode(path.as_uri())
        found += [quad_of(quad.triple, name) for quad in _read(path)]
    return found


def _read(path: Path) -> Iterator[ox.Quad]:
    # blank nodes of two files are different things
    quads = ox.parse(path=str(path), base_iri=path.as_uri(), rename_blank_nodes=True)
    return iter(quads)


def _files_named(entry: Entry, text: str) -> Iterator[Path]:
    """The files that a query names by FROM and FROM NAMED."""
    tokens = meaningful(text)
    for before, token in pairwise(tokens):
        if token.kind == "iri" and before.text.upper() in {"FROM", "NAMED"}:
            yield entry.query.parent / token.text[1:-1]


def _name(quad: ox.Quad) -> str | None:
    """The name of a quad's graph, or None for the default graph."""
    name = quad.graph_name
    return None if isinstance(name, ox.DefaultGraph) else name.value


def _moved(quad: ox.Quad) -> ox.Quad:
    """A quad of the default graph as one of a graph that has a name."""
    return quad if _name(quad) else quad_of(quad.triple, DEFAULT)


def _with_dataset(text: str, quads: Iterable[ox.Quad]) -> str:
    """A query with its dataset said: the graph of what has no name, and those that have one."""
    named = dict.fromkeys(name for quad in quads if (name := _name(quad)))
    said = f" FROM {DEFAULT} " + " ".join(f"FROM NAMED <{name}>" for name in named) + " "
    start = _body(meaningful(text))
    return text[:start] + said + text[start:]


def _body(tokens: Sequence[Token]) -> int:
    """Where the body of a query starts, before which its dataset stands."""
    words = [token.text.upper() for token in tokens]
    position = next(n for n, word in enumerate(words) if word in FORMS) + 1
    if words[position - 1] == "CONSTRUCT" and words[position] == "{":
        position = closing(tokens, position) + 1
    while words[position] not in {"WHERE", "{"}:
        position = closing(tokens, position) if words[position] == "(" else position
        position += 1
    return tokens[position].start
