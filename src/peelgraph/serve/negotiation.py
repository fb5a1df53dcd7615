"""Which representation a request gets, by its `Accept` header: RFC 9110, section 12.

A range that says more goes before one that says less, also where its weight is lower; what is left
equal is settled by the order of the offers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Offer", "chosen"]

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_RANGE = re.compile(rf"\s*(?P<type>{_TOKEN})/(?P<subtype>{_TOKEN})\s*")
_PARAMETER = re.compile(
    rf';\s*(?:(?P<name>{_TOKEN})\s*=\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<plain>{_TOKEN})))?\s*'
)
_WEIGHT = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")
_QUOTED_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,')
_IGNORED = {"charset", "version"}
"""Parameters that ask for no other representation: all are in UTF-8, and in RDF 1.1."""


@dataclass(frozen=True)
class Offer:
    """A representation: the name of its format, its media type, and its profile if it has one.

    A profile counts where a request names it; one that is not named is no obstacle.
    """

    format: str
    media_type: str
    profile: str = ""


@dataclass(frozen=True)
class _Range:
    type: str
    subtype: str
    parameters: dict[str, str]
    weight: float

    def fit(self, offer: Offer) -> int | None:
        """How much this says of an offer that it takes in; None where it does not."""
        kind, _, subtype = offer.media_type.partition("/")
        if self.type == "*":
            return 0 if self.subtype == "*" and not self.parameters else None
        if self.type != kind:
            return None
        if self.subtype == "*":
            return 1
        if self.subtype != subtype:
            return None
        profiles = self.parameters.get("profile", "").split()
        rest = self.parameters.keys() - {"profile"}
        if rest or (profiles and offer.profile not in profiles):
            return None
        return 3 if profiles else 2


def chosen(accept: str | None, offers: Sequence[Offer]) -> Offer | None:
    """The offer that a request prefers, the first where it says nothing; None where it takes none.

    What is no media range is passed over; a header with none at all says nothing.
    """
    ranges = list(_ranges(accept or ""))
    if not ranges:
        return offers[0] if offers else None
    best: Offer | None = None
    weight = 0.0
    for offer in offers:
        fits = [(fit, found.weight) for found in ranges if (fit := found.fit(offer)) is not None]
        own = max(fits, key=lambda fit: fit[0])[1] if fits else 0.0
        if own > weight:
            best, weight = offer, own
    return best


def _ranges(accept: str) -> Iterator[_Range]:
    for text in _split(accept):
        found = _RANGE.match(text)
        if not found:
            continue
        parameters: dict[str, str] = {}
        at = found.end()
        while parameter := _PARAMETER.match(text, at):
            at = parameter.end()
            if name := parameter["name"]:
                quoted = parameter["quoted"]
                value = parameter["plain"] if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
                parameters.setdefault(name.lower(), value)
        weight = parameters.pop("q", "1")
        if at != len(text) or not _WEIGHT.fullmatch(weight):
            continue
        asked = {name: value for name, value in parameters.items() if name not in _IGNORED}
        yield _Range(found["type"].lower(), found["subtype"].lower(), asked, float(weight))


def _split(header: str) -> list[str]:
    """The parts between commas that stand in no quotes."""
    marked = _QUOTED_COMMA.sub(lambda found: found[1] or "\0", header)
    return [part for part in marked.split("\0") if part.strip()]
