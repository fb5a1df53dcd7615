"""The source line names who published most, and counts all."""

from __future__ import annotations

from peelgraph.plot import graph_line, source_line

from .conftest import result

COLUMNS = "kind publisher sources last_read"


def test_few_publishers_are_all_named() -> None:
    rows = [("press", None, 9, "2026-11"), ("force", "Essex Police", 1, None)]
    assert source_line(result(COLUMNS, rows)).startswith(
        "Source: Essex Police (1) and press (9); 10 sources, the last read in 2026-11. "
        "Drawn with peelgraph "
    )
    assert source_line(result(COLUMNS, rows[1:])).startswith("Source: Essex Police (1); 1 source. ")


def test_of_many_publishers_the_greatest_are_named() -> None:
    rows = [("force", f"P{n}", n, None) for n in range(1, 7)]
    assert source_line(result(COLUMNS, rows)).startswith(
        "Source: P6 (6), P5 (5), P4 (4) and others (6); 21 sources. "
    )


def test_nothing_on_record_is_said() -> None:
    assert source_line(result(COLUMNS, [])).startswith("Source: not on record.")


def test_the_graph_as_a_whole() -> None:
    line = graph_line(result("kind sources said", [("force", 1, 9), ("press", 2, 1)]))
    assert line.startswith("Source: the graph as a whole, 3 sources: press (2), force (1). ")
