"""What a change did to a graph: what is said or follows that was not, and what is so no longer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from peelgraph.rules.owl.schema import is_axiom, is_schema
from peelgraph.store import Triple
from peelgraph.store.oxterms import Lines, parsed

__all__ = ["Change"]


@dataclass(frozen=True, repr=False)
class Change:
    """What a change did: lines of N-Triples, and in their order the triples.

    Terms are made of the lines when they are asked for.

    >>> Change(said=frozenset({b'<https://example.org/a> <https://example.org/p> "1" .'}))
    <Change: 1 added, 0 removed, 0 gained, 0 lost>
    """

    said: Lines = frozenset()
    unsaid: Lines = frozenset()
    new: Lines = frozenset()
    gone: Lines = frozenset()

    def __repr__(self) -> str:
        parts = {
            "added": self.said,
            "removed": self.unsaid,
            "gained": self.new,
            "lost": self.gone,
        }
        counts = [f"{len(lines):,} {name}" for name, lines in parts.items()]
        return f"<Change: {', '.join(counts)}>"

    @cached_property
    def added(self) -> tuple[Triple, ...]:
        """Triples said that were not."""
        return parsed(self.said)

    @cached_property
    def removed(self) -> tuple[Triple, ...]:
        """Triples that no source says any longer."""
        return parsed(self.unsaid)

    @cached_property
    def gained(self) -> tuple[Triple, ...]:
        """Triples inferred that did not hold."""
        return parsed(self.new)

    @cached_property
    def lost(self) -> tuple[Triple, ...]:
        """Triples that were inferred and hold no longer."""
        return parsed(self.gone)

    @property
    def in_axioms(self) -> bool:
        """Whether a part of an axiom is among what is said or follows that was not or did not.

        Or the other way round.
        """
        return any(map(is_schema, chain(self.said, self.unsaid))) or any(
            map(is_axiom, chain(self.new, self.gone))
        )

    def __bool__(self) -> bool:
        return bool(self.said or self.unsaid or self.new or self.gone)

    def then(self, other: Change) -> Change:
        """A change and another after it as one: what comes and goes again has not changed."""
        return Change(
            said=(self.said - other.unsaid) | (other.said - self.unsaid),
            unsaid=(self.unsaid - other.said) | (other.unsaid - self.said),
            new=(self.new - other.gone) | (other.new - self.gone),
            gone=(self.gone - other.new) | (other.gone - self.new),
        )
