"""Queries that strangers send to bring a server down, by kind."""

from __future__ import annotations

from tests.sparql.test_gate import SHAPES

_KNOWS = "<https://example.org/knows>"
_PAIR = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
_ALL = "CONCAT(STR(?a), STR(?d), STR(?g))"
_NEVER = f"FILTER(STRLEN({_ALL}) < 3)"

STACK = {name: SHAPES[name](1_000) for name in SHAPES}
STACK |= {f"{name}, more": SHAPES[name](12_000) for name in ("braces", "brackets", "not", "sum")}
PRODUCTS = {
    "count": f"SELECT (COUNT(*) AS ?n) {{ {_PAIR} }}",
    "filter": f"SELECT * {{ {_PAIR} {_NEVER} }}",
    "distinct": f"SELECT DISTINCT (STRLEN(STR(?a)) AS ?x) {{ {_PAIR} {_NEVER} }}",
    "group": f"SELECT ?a (SUM(STRLEN(STR(?d))) AS ?n) {{ {_PAIR} }} GROUP BY ?a",
    "minus": f"SELECT (COUNT(*) AS ?n) {{ {_PAIR} MINUS {{ ?a ?b ?z . FILTER(?z = 1) }} }}",
    "optional": f"SELECT (COUNT(*) AS ?n) {{ {_PAIR} OPTIONAL {{ ?a ?x ?y }} }}",
    "union": f"SELECT (COUNT(*) AS ?n) {{ {{ {_PAIR} }} UNION {{ {_PAIR} }} }}",
    "not exists": f"SELECT (COUNT(*) AS ?n) {{ {_PAIR} FILTER NOT EXISTS {{ ?a ?x 1 }} }}",
    "exists": f"ASK {{ {_PAIR} FILTER EXISTS {{ ?a ?x 1 }} }}",
    "bind": f"SELECT (MAX(?x) AS ?y) {{ {_PAIR} BIND(STRLEN(CONCAT(STR(?a), STR(?d))) AS ?x) }}",
    "path": f"SELECT (COUNT(*) AS ?n) {{ ?a {_KNOWS}* ?b . ?c {_KNOWS}* ?d }}",
    "plus": f"SELECT (COUNT(*) AS ?n) {{ ?a ({_KNOWS}/{_KNOWS})+ ?b . ?b {_KNOWS}+ ?c }}",
    "subselect": f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT ?a {{ {_PAIR} }} }} }}",
    "values": f"SELECT (COUNT(*) AS ?n) {{ VALUES ?z {{ 1 2 3 }} {_PAIR} }}",
    "graph": f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?k {{ {_PAIR} }} }}",
    "construct": f"CONSTRUCT {{ ?a <x:y> 1 }} WHERE {{ {_PAIR} {_NEVER} }}",
    "describe": f"DESCRIBE ?a {{ {_PAIR} {_NEVER} }}",
    "regex": f"SELECT (COUNT(*) AS ?n) {{ {_PAIR} FILTER REGEX({_ALL}, '^(a+)+$') }}",
    "in": f"SELECT (COUNT(*) AS ?n) {{ {_PAIR} FILTER(?a NOT IN (1, 2, ?d)) }}",
    "having": f"SELECT ?d {{ {_PAIR} }} GROUP BY ?d HAVING (COUNT(*) < 0)",
}
"""One for each operator: each takes hours."""
_DOUBLED = "".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1}) " for i in range(40))
MEMORY = {
    "doubling": f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('aaaaaaaaaa' AS ?x0) {_DOUBLED} }}",
    "order": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c",
    "all distinct": "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a",
}
OUT = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { BIND(<http://127.0.0.1:9/> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    r"SELECT * { \u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    r"SELECT * { SERVIC\U00000045 <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { service <http://127.0.0.1:9/> { ?s ?p ?o } } } }",
    "LOAD <http://127.0.0.1:9/>",
    "LOAD <file:///etc/passwd> INTO GRAPH <x:y>",
    "INSERT DATA { <x:a> <x:b> <x:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "DROP ALL",
]
FROM = [
    "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://127.0.0.1:9/> { GRAPH ?g { ?s ?p ?o } }",
]
"""Graphs that there are not here: nothing is fetched, nothing found."""
MALFORMED = [
    "",
    "SELEKT",
    "SELECT * {",
    "SELECT * { ?s ?p }",
    "SELECT ?x { BIND(1 AS ?x) BIND(2 AS ?x) }",
    "SELECT * {} SELECT * {}",
    "SELECT * { <no iri> ?p ?o }",
    "SELECT * { ?s nowhere:x ?o }",
    "ASK { FILTER(1 +) }",
    'SELECT * { ?s ?p "unended }',
]
