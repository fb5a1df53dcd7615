"""The words of passages as text."""

from __future__ import annotations

from peelgraph.documents.copies import Quote
from peelgraph.documents.passages import PassageRef
from peelgraph.results.quote import as_text

PASSAGE = PassageRef("Report", "Dogs", 5, 25, "ab12")


def test_words_where_they_stand_elsewhere_or_not_at_all() -> None:
    quotes = [
        Quote(PASSAGE, "too few dogs", 5, True),
        Quote(PASSAGE, "too few dogs " * 8, 9, False),
        Quote(PASSAGE, None, None, False),
    ]
    assert as_text(quotes) == (
        "Report, Dogs, characters 5–25\n"
        "  digest holds\n"
        "\n"
        "  too few dogs\n"
        "\n"
        "Report, Dogs, characters 5–25\n"
        "  digest holds (in this copy from character 9)\n"
        "\n"
        f"  {' '.join(['too few dogs'] * 7)} too few\n"
        "  dogs\n"
        "\n"
        "Report, Dogs, characters 5–25\n"
    )
