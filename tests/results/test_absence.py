"""Why an answer is empty or short, as it is told."""

from __future__ import annotations

from peelgraph.results.absence import as_text
from peelgraph.store import Absence, Others

GIVEN = (("--force", "force/kent"), ("--view", "peel:plan"))


def test_an_empty_answer() -> None:
    others = Others("--force", ("force/essex", "force/suffolk"), of=43)
    absence = Absence("plans", "", GIVEN, (("--view", 1), ("--topic", 2)), others)
    assert as_text(absence).splitlines() == [
        "No rows: nothing on record answers 'plans' for --force force/kent --view peel:plan. "
        "No source that was read says it, which is not to say that there is none.",
        "Without --view: 1 row.",
        "Without --topic: 2 rows.",
        "There is something with --force for 2 of 43: essex, suffolk.",
    ]


def test_a_short_answer_and_many_others() -> None:
    many = tuple(f"force/f{number}" for number in range(14))
    absence = Absence("grades", "the group", GIVEN[:1], (), Others("--force", many, of=43))
    first, last = as_text(absence).splitlines()
    assert first == "Not on record: the group for --force force/kent."
    assert last.startswith("There is something with --force for 14 of 43: f0, f1,")
    assert last.endswith(", f11 and 2 more.")


def test_a_question_without_arguments() -> None:
    assert as_text(Absence("plans", "", (), (), None)).startswith(
        "No rows: nothing on record answers 'plans'. No source"
    )
