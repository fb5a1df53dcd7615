"""Ids that were in use and no longer are: an IRI once given is never given to another thing.

They stand in `ontology/retired.csv`, if there are any: `id`, `since` (a version), `reason` and
`replaced_by` (an id, or empty). A server answers 410 for them and says why.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from io import StringIO

from peelgraph.resources import Resources, read_text

__all__ = ["Retired", "retired_ids"]


@dataclass(frozen=True)
class Retired:
    """Why an id is no longer in use, since which version, and what is in its place."""

    id: str
    since: str
    reason: str
    replaced_by: str


@cache
def retired_ids(resources: Resources) -> dict[str, Retired]:
    """The retired ids of a folder of resources."""
    path = resources.ontology / "retired.csv"
    if not path.is_file():
        return {}
    rows = csv.DictReader(StringIO(read_text(path)))
    return {row["id"]: Retired(**row) for row in rows}
