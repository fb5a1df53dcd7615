"""Hostile files: each is refused with a reason, or read within its bounds, and nothing is fetched."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from rdflib import URIRef

from peelgraph.errors import UnreadableFile
from peelgraph.store import bounds
from peelgraph.store.catalogue import CATALOGUE, entries
from peelgraph.store.files import quads_of_file

DEEP = 50_000
T = "<http://x/a> <http://x/p> "
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:l="http://x/">\n{}</rdf:RDF>'
NODE = "<rdf:Description><l:p>{}</l:p></rdf:Description>"
LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 9))
MANY = "&a;" * 3_000_000
ELSEWHERE = "http://127.0.0.1:1/x"
LONG = "its entities stand for too much"
ENTITY = "the entity at line 1 is not a plain text of up to 200 characters"
CONTEXT = "is in no catalogue, and nothing is fetched from the web"
IN_TRIPLES = "triples stand in triples deeper than 32 levels"
IN_ELEMENTS = "elements stand in elements deeper than 1,000 levels"


def nested(begin: str, end: str, deep: int = DEEP) -> str:
    return T + begin * deep + "<http://x/o> " + end * deep + ".\n"


REFUSED = {
    "objects.jsonld": ('{"http://x/p":' * 4000 + '"x"' + "}" * 4000, "at line 1 its JSON goes"),
    "arrays.jsonld": ("[\n" * DEEP, "at line 257 its JSON goes deeper than 256 levels"),
    "context.jsonld": (f'{{"@context": "{ELSEWHERE}", "a": "b"}}', CONTEXT),
    "contexts.jsonld": ('{"@context": ["/etc/passwd"], "a": "b"}', CONTEXT),
    "scoped.jsonld": (
        f'{{"@context": {{"a": {{"@id": "x:a", "@context": "{ELSEWHERE}"}}}}, "a": 1}}',
        CONTEXT,
    ),
    "import.jsonld": (f'{{"@context": {{"@import": "{ELSEWHERE}"}}, "a": "b"}}', "load remote"),
    "digits.jsonld": ('{"http://x/a": ' + "9" * 5000 + "}", "4300 digits"),
    "half.jsonld": (r'{"http://x/a": "\ud800"}', "Parser error"),
    "terms.nt": (nested("<<( " + T, ")>> "), "at line 1 " + IN_TRIPLES),
    "terms.ttl": (nested("<<( " + T + "\n", ")>> "), "at line 33 " + IN_TRIPLES),
    "reified.ttl": (nested("<< " + T, ">> "), IN_TRIPLES),
    "annotated.trig": (nested("<http://x/o> {| <http://x/p> ", "|} "), IN_TRIPLES),
    "escaped.ttl": (
        "PREFIX x: <http://x/> x:it\\'s x:p " + nested("<<( " + T, "')>> "),
        IN_TRIPLES,
    ),
    "inner.ttl": (T + "<<( " + T + '"\\u0000" )>> .', "no query can hold the character NUL of"),
    "nul.ttl": (T + '"a\\u0000b" .', "no query can hold the character NUL of <http://x/a>"),
    "iri.ttl": (T + "<http://[v1.a]/> .", "no query can name the IRI of <http://x/a>"),
    "laughs.rdf": (f'<!DOCTYPE x [<!ENTITY a0 "lol">{LAUGHS}]>{RDF}', ENTITY),
    "late.rdf": (RDF.format(f'<!doctype x [<!ENTITY a0 "b">{LAUGHS}]>'), "the entity at line 2"),
    "hidden.rdf": (f'<!DOCTYPE x [<!ENTITY z "]>"><!ENTITY b "&z;&z;">]>{RDF}', ENTITY),
    "long.rdf": (f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>{RDF}', ENTITY),
    "many.rdf": (f'<!DOCTYPE x [<!ENTITY a "{"a" * 200}">]>' + RDF.format(NODE.format(MANY)), LONG),
    "file.rdf": (f'<!DOCTYPE x [<!ENTITY z SYSTEM "file:///etc/passwd">]>{RDF}', ENTITY),
    "parameter.rdf": (f'<!DOCTYPE x [<!ENTITY % z SYSTEM "{ELSEWHERE}"> %z;]>{RDF}', ENTITY),
    "system.rdf": (f'<!DOCTYPE rdf:RDF SYSTEM "{ELSEWHERE}">{RDF}', "names a file elsewhere"),
    "public.rdf": (f'<!DOCTYPE rdf:RDF PUBLIC "-//X" "{ELSEWHERE}">{RDF}', "names a file elsewhe"),
    "elements.rdf": (RDF.format("<rdf:Description><l:p>" * 4000), "from line 1 " + IN_ELEMENTS),
    "slashes.rdf": (RDF.format('<rdf:Description l:a="/>"><l:p>' * 4000), IN_ELEMENTS),
    "open.rdf": (RDF.format(f'< <!DOCTYPE x [<!ENTITY a0 "lol">{LAUGHS}]>'), "at line 2 has no e"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_files_are_refused(name: str, tmp_path: Path) -> None:
    text, why = REFUSED[name]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile) as caught:
        list(quads_of_file(path, URIRef("http://x/g")))
    assert why in str(caught.value)
    assert str(caught.value).startswith(f"Cannot read {path}: ")
    assert "\n" not in str(caught.value)


def test_a_catalogue_beside_a_file_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / CATALOGUE
    head = '<!DOCTYPE catalog PUBLIC "-//OASIS" "http://127.0.0.1:1/catalog.dtd"{}>'
    entry = '<catalog><uri name="http://x/a" uri="a.ttl"/></catalog>'
    path.write_text(head.format("") + entry)
    assert entries(tmp_path) == {"http://x/a": tmp_path / "a.ttl"}
    path.write_text(head.format(f' [<!ENTITY a0 "lol">{LAUGHS}]') + entry.replace("a.ttl", "&a8;"))
    with pytest.raises(UnreadableFile, match=ENTITY):
        entries(tmp_path)


READ = {
    "strings.ttl": (
        T + "'<<<<', \"it's '''<<\" , ''' '' << \\''' ''' , '<<' . # << '''\n" + T + "3 .",
        5,
    ),
    "long.ttl": (T + '"""' + 'a\n << "" \\""" ' * 100 + '""" .', 1),
    "lists.ttl": (T + "(" * 1000 + ")" * 1000 + " .", 1999),
    "entities.rdf": (
        '<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [<!ENTITY l "http://x/">\n]>\n'
        + RDF.format('<!-- <<<< <a> --><rdf:Description rdf:about="&l;a"><l:p>a</l:p></rdf:Description>'),
        1,
    ),
    "data.rdf": (
        RDF.format('<rdf:Description><l:p l:q=">"><![CDATA[ <a> <b> ]]></l:p></rdf:Description>').replace(' l:q=">"', ""),
        1,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_what_only_looks_so_is_read(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, count = READ[name]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert len(list(quads_of_file(path, URIRef("http://x/g")))) == count
    # the same where a block ends in the midst of it
    monkeypatch.setattr(bounds, "BLOCK", 7)
    assert len(list(quads_of_file(path, URIRef("http://x/g")))) == count


@pytest.mark.parametrize("name", ["bomb.nt.gz", "bomb.rdf.gz"])
def test_what_unpacks_without_end_is_not_held(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "HELD", 2**20)
    with gzip.open(tmp_path / name, "wb", 1) as file:
        file.write(b"<!--" if "rdf" in name else b"<http://x/")
        for _ in range(4):
            file.write(b"a" * 2**20)
    with pytest.raises(UnreadableFile, match="line 1 is longer than 1 MB"):
        list(quads_of_file(tmp_path / name, URIRef("http://x/g")))
