"""The measurements are a well-formed data cube: the 21 integrity constraints of https://www.w3.org/TR/vocab-data-cube/#wf.

Each constraint is a pattern that matches what breaks it, in a cube whose abbreviations are written out.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import URIRef

from peelgraph.graph import KnowledgeGraph
from peelgraph.store.embedded import EmbeddedStore

CUBE = URIRef("urn:cube")

OBSERVED = """SELECT DISTINCT ?s WHERE {
  { VALUES ?kind { qb:Observation qb:DataSet qb:DataStructureDefinition qb:ComponentSpecification } ?s a ?kind }
  UNION { ?spec qb:dimension|qb:measure|qb:attribute ?s }
}"""

WRITTEN_OUT = f"""INSERT {{ GRAPH <{CUBE}> {{ ?spec qb:componentProperty ?property . ?property a ?kind }} }}
WHERE {{ GRAPH <{CUBE}> {{ ?spec ?link ?property }} VALUES (?link ?kind) {{
  (qb:dimension qb:DimensionProperty) (qb:measure qb:MeasureProperty) (qb:attribute qb:AttributeProperty) }} }}"""

PART = "qb:component/qb:componentProperty"
PARTS = f"qb:dataSet/qb:structure/{PART}"
DIMENSION = f"{PARTS} ?dim . ?dim a qb:DimensionProperty ."
LISTED = f"?o {DIMENSION} ?dim qb:codeList ?list . ?o ?dim ?code . ?list"


def differ(one: str, other: str, but: str = "") -> str:
    """That two observations of a data set differ in a dimension."""
    return f"{one} {DIMENSION} {one} ?dim ?here . {other} ?dim ?there FILTER(?here != ?there) {but}"


BROKEN = {
    1: """?o a qb:Observation FILTER NOT EXISTS { ?o qb:dataSet ?one
          FILTER NOT EXISTS { ?o qb:dataSet ?other FILTER(?other != ?one) } }""",
    2: """?set a qb:DataSet FILTER NOT EXISTS { ?set qb:structure ?one
          FILTER NOT EXISTS { ?set qb:structure ?other FILTER(?other != ?one) } }""",
    3: f"""?dsd a qb:DataStructureDefinition
           FILTER NOT EXISTS {{ ?dsd {PART} ?measure . ?measure a qb:MeasureProperty }}""",
    4: "?dim a qb:DimensionProperty FILTER NOT EXISTS { ?dim rdfs:range ?any }",
    5: """?dim a qb:DimensionProperty ; rdfs:range skos:Concept
          FILTER NOT EXISTS { ?dim qb:codeList ?any }""",
    6: """?spec qb:componentRequired false ; qb:componentProperty ?property
          FILTER NOT EXISTS { ?property a qb:AttributeProperty }""",
    7: """?key a qb:SliceKey
          FILTER NOT EXISTS { ?dsd a qb:DataStructureDefinition ; qb:sliceKey ?key }""",
    8: f"""?dsd qb:sliceKey ?key . ?key a qb:SliceKey ; qb:componentProperty ?property
           FILTER NOT EXISTS {{ ?dsd {PART} ?property }}""",
    9: """?slice a qb:Slice FILTER NOT EXISTS { ?slice qb:sliceStructure ?one
          FILTER NOT EXISTS { ?slice qb:sliceStructure ?other FILTER(?other != ?one) } }""",
    10: """?slice qb:sliceStructure/qb:componentProperty ?dim
           FILTER NOT EXISTS { ?slice ?dim ?any }""",
    11: f"?o {DIMENSION} FILTER NOT EXISTS {{ ?o ?dim ?any }}",
    12: f"""?o qb:dataSet ?set . ?twin qb:dataSet ?set FILTER(STR(?o) < STR(?twin))
            ?set qb:structure/{PART} ?shared . ?shared a qb:DimensionProperty .
            ?o ?shared ?same . ?twin ?shared ?same
            FILTER NOT EXISTS {{ {differ("?o", "?twin")} }}""",
    13: """?o qb:dataSet/qb:structure/qb:component ?spec .
           ?spec qb:componentRequired true ; qb:componentProperty ?property
           FILTER NOT EXISTS { ?o ?property ?any }""",
    14: f"""?o {PARTS} ?measure . ?measure a qb:MeasureProperty
            FILTER NOT EXISTS {{ ?o {PARTS} qb:measureType }} FILTER NOT EXISTS {{ ?o ?measure ?any }}""",
    15: f"""?o {PARTS} qb:measureType ; qb:measureType ?measure
            FILTER NOT EXISTS {{ ?o ?measure ?any }}""",
    16: f"""?o {PARTS} qb:measureType, ?other ; qb:measureType ?measure ; ?other ?any .
            ?other a qb:MeasureProperty FILTER(?other != ?measure)""",
    17: f"""?o {PARTS} qb:measureType, ?measure ; qb:dataSet ?set . ?measure a qb:MeasureProperty
            FILTER NOT EXISTS {{ ?with qb:dataSet ?set ; qb:measureType ?measure
              FILTER NOT EXISTS {{ {differ("?o", "?with", "FILTER(?dim != qb:measureType)")} }} }}""",
    18: """?set qb:slice/qb:observation ?o FILTER NOT EXISTS { ?o qb:dataSet ?set }""",
    19: f"""{{ {LISTED} a skos:ConceptScheme
               FILTER NOT EXISTS {{ ?code a skos:Concept ; skos:inScheme ?list }} }}
            UNION {{ {LISTED} a skos:Collection
               FILTER NOT EXISTS {{ ?code a skos:Concept . ?list skos:member+ ?code }} }}""",
    20: f"""{LISTED} a qb:HierarchicalCodeList ; qb:parentChildProperty $property
            FILTER NOT EXISTS {{ ?list qb:hierarchyRoot/$property* ?code }}""",
    21: f"""{LISTED} a qb:HierarchicalCodeList ; qb:parentChildProperty/owl:inverseOf $property
            FILTER NOT EXISTS {{ ?list qb:hierarchyRoot/(^$property)* ?code }}""",
}


def broken(store: EmbeddedStore) -> list[int]:
    """The constraints that a cube breaks; the last two hold of each property that leads down a hierarchy."""
    rows = store.select(
        "SELECT DISTINCT ?p WHERE { ?list qb:parentChildProperty/owl:inverseOf? ?p "
        "FILTER NOT EXISTS { ?p owl:inverseOf ?other } }"
    ).rows
    properties = [f"<{p}>" for (p,) in rows] or ["<urn:none>"]
    return [
        number
        for number, pattern in BROKEN.items()
        if any(store.ask(f"ASK {{ {pattern.replace('$property', p)} }}") for p in properties)
    ]


@pytest.fixture(scope="module")
def cube(kg: KnowledgeGraph) -> EmbeddedStore:
    store = EmbeddedStore()
    store.load(
        kg.store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ {OBSERVED} }} ?s ?p ?o }}"), CUBE
    )
    store.update(WRITTEN_OUT)
    return store


def test_the_measurements_are_a_well_formed_cube(cube: EmbeddedStore) -> None:
    assert broken(cube) == []


def test_every_measurement_has_one_value_of_each_dimension(cube: EmbeddedStore) -> None:
    rows = cube.select(
        f"""SELECT ?dim (COUNT(*) AS ?values) (COUNT(DISTINCT ?o) AS ?observations)
            WHERE {{ ?o a peel:Measurement ; {DIMENSION} ?o ?dim ?value }} GROUP BY ?dim ORDER BY ?dim"""
    ).rows
    names = [str(dim).rpartition("#")[2] for dim, _, _ in rows]
    assert names == ["measure", "measurementKind", "measurementOf", "period", "printing"]
    measurements = len(cube.select("SELECT ?o { ?o a peel:Measurement }"))
    assert {(int(str(v)), int(str(o))) for _, v, o in rows} == {(measurements, measurements)}


def test_a_period_is_a_date_a_span_or_not_stated(cube: EmbeddedStore) -> None:
    forms = {
        "emergency-calls-2016": "2015-04-01/2016-03-31",
        "officer-number-2016": "2016-03-31",
        "workforce-change-since-2010": "2010/",
        "force-area": "XXXX",
    }
    for name, period in forms.items():
        thing = f"<https://w3id.org/peelgraph/id/measurement/cambridgeshire-{name}>"
        rows = cube.select(f"SELECT ?period {{ {thing} peel:period ?period }}").rows
        assert [str(found) for (found,) in rows] == [period]
    latest = cube.select(
        "SELECT ?period { <https://w3id.org/peelgraph/id/measurement/bch-functions-joint-2017> peel:period ?period }"
    )
    assert [str(row.period) for row in latest] == ["/2017"]


SOUND = """
@prefix : <urn:> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

:a a qb:Observation ; qb:dataSet :plain ; :area :north ; :band :low ; :county :york ; :town :leeds ; :count 1 ; :unit "head" .
:b a qb:Observation ; qb:dataSet :plain ; :area :south ; :band :low ; :county :york ; :town :leeds ; :count 2 ; :unit "head" .
:plain a qb:DataSet ; qb:structure :shape ; qb:slice :northern .
:northern a qb:Slice ; qb:sliceStructure :by-area ; qb:observation :a ; :area :north .
:shape a qb:DataStructureDefinition ; qb:sliceKey :by-area ; qb:component :c1, :c2, :c3, :c4, :c5, :c6 .
:by-area a qb:SliceKey ; qb:componentProperty :area .
:c1 qb:dimension :area . :c2 qb:dimension :band . :c3 qb:dimension :county . :c4 qb:dimension :town .
:c5 qb:measure :count . :c6 qb:attribute :unit ; qb:componentRequired true .
:area rdfs:range skos:Concept ; qb:codeList :areas . :band rdfs:range :Band ; qb:codeList :bands .
:county rdfs:range :County ; qb:codeList :counties . :town rdfs:range :Town ; qb:codeList :towns .
:areas a skos:ConceptScheme . :north a skos:Concept ; skos:inScheme :areas . :south a skos:Concept ; skos:inScheme :areas .
:bands a skos:Collection ; skos:member :low . :low a skos:Concept .
:counties a qb:HierarchicalCodeList ; qb:hierarchyRoot :england ; qb:parentChildProperty :holds . :england :holds :york .
:towns a qb:HierarchicalCodeList ; qb:hierarchyRoot :york ; qb:parentChildProperty [ owl:inverseOf :within ] . :leeds :within :york .

:d a qb:Observation ; qb:dataSet :typed ; :year 2016 ; qb:measureType :births ; :births 3 .
:e a qb:Observation ; qb:dataSet :typed ; :year 2016 ; qb:measureType :deaths ; :deaths 4 .
:typed a qb:DataSet ; qb:structure :long .
:long a qb:DataStructureDefinition ; qb:component :d1, :d2, :d3, :d4 .
:d1 qb:dimension :year . :d2 qb:dimension qb:measureType . :d3 qb:measure :births . :d4 qb:measure :deaths .
:year rdfs:range :Year . qb:measureType rdfs:range :Measure .
"""

# What is taken out of the sound cube, what is put in, and the constraints that this breaks.
FAULTS = [
    (":a qb:dataSet :plain", "", {1, 18}),
    ("", ":a qb:dataSet :typed", {1, 11, 17}),
    (":typed qb:structure :long", "", {2}),
    ("", ":typed qb:structure :shape", {2, 11, 13, 17}),
    (":shape qb:component :c5", "", {3}),
    (":year rdfs:range :Year", "", {4}),
    (":area qb:codeList :areas", "", {5}),
    ("", ":c1 qb:componentRequired false", {6}),
    (":shape qb:sliceKey :by-area", "", {7}),
    ("", ":by-area qb:componentProperty :year . :northern :year 2016", {8}),
    (":northern qb:sliceStructure :by-area", "", {9}),
    (":northern :area :north", "", {10}),
    (":b :band :low", "", {11}),
    (":b :area :south", ":b :area :north", {12}),
    (":b :unit 'head'", "", {13}),
    (":b :count 2", "", {14}),
    (":d :births 3", "", {15}),
    ("", ":d :deaths 5", {16}),
    (":e qb:measureType :deaths", ":e qb:measureType :births", {12, 15, 16, 17}),
    ("", ":plain qb:slice :other . :other qb:observation :d ; a qb:Slice", {9, 18}),
    (":south skos:inScheme :areas", "", {19}),
    (":bands skos:member :low", "", {19}),
    (":england :holds :york", "", {20}),
    (":leeds :within :york", "", {21}),
]


@pytest.fixture
def sound(tmp_path: Path) -> EmbeddedStore:
    path = tmp_path / "cube.ttl"
    path.write_text(SOUND, encoding="utf-8")
    store = EmbeddedStore()
    store.load_file(path, CUBE)
    return store


def test_a_sound_cube_breaks_no_constraint(sound: EmbeddedStore) -> None:
    sound.update(WRITTEN_OUT)
    assert broken(sound) == []


@pytest.mark.parametrize(("out", "put", "numbers"), FAULTS)
def test_every_constraint_can_be_broken(
    sound: EmbeddedStore, out: str, put: str, numbers: set[int]
) -> None:
    for verb, triples in (("DELETE", out), ("INSERT", put)):
        sound.update(f"PREFIX : <urn:> {verb} DATA {{ GRAPH <{CUBE}> {{ {triples} }} }}")
    sound.update(WRITTEN_OUT)
    assert set(broken(sound)) == numbers


def test_the_faults_break_all_constraints() -> None:
    assert set.union(*(numbers for *_, numbers in FAULTS)) == set(BROKEN) == set(range(1, 22))
