"""How commands end: 0 done, 1 not found or not valid, 2 wrong use; an error is one line and never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from peelgraph.errors import ThingNotFound

from .conftest import Command

FORCE = ("ask", "grades-of-force", "--force")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["ask", "grade-of-force"], 1, "There is no question 'grade-of-force'; did you mean grades-of-force"),
        ([*FORCE, "cambridgshire"], 1, "There is no PoliceForce 'cambridgshire' in the graph; did you mean"),
        (["questions", "nothing-like-it"], 1, "There is no question 'nothing-like-it'"),
        (["show", "atlantis"], 1, "There is no thing 'atlantis' in the graph"),
        (["show", "force/atlantis"], 1, "There is no thing 'force/atlantis' in the graph"),
        (["why", "atlantis", "bears on", "cambridgeshire"], 1, "There is no thing 'atlantis'"),
        (["why", "force/cambridgeshire", "bears no", "cambridgeshire"], 1, "There is no property 'bears no'"),
        (["why", "force/cambridgeshire", "a", "peel:Alliance"], 1, "Neither said nor inferred: "),
        (["validate", "missing.ttl"], 1, "Cannot read missing.ttl: No such file or directory."),
        (["info", "--graph", "missing.ttl"], 1, "Cannot read missing.ttl: No such file or directory."),
        (["sparql", "@missing.rq"], 1, "Cannot read missing.rq: No such file or directory."),
        (["sparql", "ASK {}", "-o", "no/such/folder/x.csv"], 1, "Cannot write no/such/folder/x.csv: "),
        (["sparql", "ASK {}", "--endpoint", "http://127.0.0.1:1/"], 1, "The endpoint http://127.0.0.1:1/ failed: "),
        ([], 0, ""),
        (["frobnicate"], 2, "No such command 'frobnicate'."),
        (["sparql"], 2, "Missing argument 'query'."),
        (["sparql", "ASK {}", "--colour"], 2, "No such option: --colour"),
        (["sparql", "ASK {}", "--format"], 2, "Option '--format' requires an argument."),
        (["sparql", "ASK {}", "--format", "xls"], 2, "There is no format 'xls' here; there are table, csv, tsv, json, md, html."),
        (["show", "force/cambridgeshire", "--format", "csv"], 2, "There is no format 'csv' here; there are text, md, json."),
        (["sparql", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "nq"], 2, "There is no format 'nq' here; there are "),
        (["sparql", "SELEKT"], 2, "The query cannot be run: it does not begin with SELECT, ASK, CONSTRUCT or DESCRIBE."),
        (["sparql", "SELECT * {"], 2, "The query cannot be run: "),
        (["sparql", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"], 2, "The query cannot be run: "),
        (["sparql", "ASK {}", "--graph", "x.ttl", "--endpoint", "http://127.0.0.1:1/"], 2, "Give either --graph or --endpoint"),
        (["info", "--graph", "x.docx"], 1, "Cannot read x.docx: No such file or directory."),
        (["build", "--out", "x.docx"], 2, "There is no format '.docx' here; there are .nq, .trig, "),
        (["build", "--reasoner", "magic"], 2, "There is no reasoner 'magic'; there are rules and owlrl."),
        (["ask"], 2, "Which question? `peelgraph questions` lists them."),
        (["ask", "grades-of-force"], 2, "Question 'grades-of-force', parameter 'force': is needed, for example --force "),
        ([*FORCE], 2, "Option --force needs a value."),
        ([*FORCE, "--framework", "x"], 2, "Option --force needs a value."),
        ([*FORCE, "cambridgeshire", "stray"], 2, "'stray' stands alone; write --PARAM VALUE."),
        ([*FORCE, "cambridgeshire", "--forse", "x"], 2, "Question 'grades-of-force', parameter 'forse': unknown; there are "),
        ([*FORCE, "cambridgeshire", "--force", "hertfordshire"], 2, "Question 'grades-of-force', parameter 'force': takes one"),
        (["ask", "findings-with-words", "--words", "a\udcffb"], 2, "Question 'findings-with-words', parameter 'words': the text"),
    ],
    ids=lambda value: " ".join(value).encode("ascii", "replace").decode() if isinstance(value, list) else "",
)  # fmt: skip
def test_an_error_is_one_line_and_a_code(
    run: Command, words: list[str], code: int, sentence: str
) -> None:
    ended = run(*words)
    assert ended.code == code
    assert ended.err.startswith(sentence)
    assert ended.err.count("\n") == (1 if sentence else 0)
    assert bool(ended.out) == (not sentence)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:b> <a:c> <a:d> }",
        "DELETE WHERE { ?s ?p ?o }",
        "# SELECT\nPREFIX a: <a:> drop all",
        "LOAD <https://example.org/>",
        "CLEAR ALL",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(run: Command, update: str) -> None:
    sentence = "The query cannot be run: it would change the graph; only SELECT, ASK, CONSTRUCT and DESCRIBE are answered."
    assert run("sparql", update) == (2, "", sentence + "\n")
    assert run("sparql", "-", stdin=update.encode()).code == 2


def test_an_update_behind_a_query_is_no_query(run: Command) -> None:
    ended = run("sparql", "SELECT * { ?s ?p ?o } ; DROP ALL")
    assert (ended.code, ended.out) == (2, "")
    assert run("sparql", "ASK { ?s ?p ?o }").out == "answer\r\ntrue\r\n"


def test_what_is_not_text_on_standard_input(run: Command) -> None:
    assert run("sparql", "-", stdin=b"\xff\xfe") == (
        1,
        "",
        "Cannot read standard input: it is not UTF-8.\n",
    )


def test_debug_shows_the_traceback(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    from peelgraph.cli import main

    monkeypatch.setenv("PEELGRAPH_DEBUG", "1")
    monkeypatch.setattr(sys, "argv", ["peelgraph", "show", "atlantis"])
    with pytest.raises(ThingNotFound):
        main()
    monkeypatch.setenv("PEELGRAPH_DEBUG", "0")
    assert run("show", "atlantis").code == 1


def test_what_nobody_thought_of_is_one_line_too(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("one\ntwo")

    monkeypatch.setattr("peelgraph.loading.load", fail)
    assert run("sparql", "ASK {}") == (1, "", "ZeroDivisionError: one two\n")


def test_an_interruption_is_quiet(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("peelgraph.loading.load", interrupt)
    assert run("sparql", "ASK {}") == (130, "", "")


# In a process of its own


def process(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "peelgraph", *words]
    return subprocess.run(
        command, capture_output=True, text=True, env=os.environ | environment, check=False
    )


def test_help_imports_no_library() -> None:
    code = (
        "import sys, atexit\n"
        "heavy = {'rdflib', 'pyoxigraph', 'owlrl', 'pyshacl', 'networkx', 'SPARQLWrapper', 'yaml'}\n"
        "atexit.register(lambda: print(sorted(heavy & set(sys.modules)), file=sys.stderr))\n"
        "sys.argv = ['peelgraph', '--help']\n"
        "from peelgraph.cli import main\n"
        "main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "[]\n")
    assert "Commands:" in ended.stdout


@pytest.mark.parametrize("debug", ["", "1"])
def test_an_error_in_a_process(debug: str) -> None:
    ended = process("questions", "nothing-like-it", PEELGRAPH_DEBUG=debug)
    assert ended.returncode == 1
    assert ("Traceback" in ended.stderr) == bool(debug)
    assert ended.stdout == ""


def test_a_reader_that_has_seen_enough(kg: object) -> None:
    command = f"{sys.executable} -m peelgraph sparql 'SELECT * {{ ?s ?p ?o }}'; echo $? >&2"
    with subprocess.Popen(
        ["bash", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as started:
        assert started.stdout is not None
        started.stdout.readline()
        started.stdout.close()
        assert started.stderr is not None
        assert started.stderr.read() == "0\n"


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ended = process("sparql", "ASK {}", PEELGRAPH_CACHE=str(tmp_path / "file" / "cache"))
    assert ended.returncode == 1
    assert ended.stderr == f"{tmp_path / 'file' / 'cache'}: Not a directory.\n"
