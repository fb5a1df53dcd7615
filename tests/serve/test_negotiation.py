"""Which representation a request gets: RFC 9110, section 12.5.1, a case a row."""

from __future__ import annotations

import pytest

from peelgraph.serve.answering import OFFERS
from peelgraph.serve.negotiation import chosen

JSON_LD = "http://www.w3.org/ns/json-ld#"
CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7"

CASES = [
    (None, "html"),
    ("", "html"),
    ("*/*", "html"),
    (CHROME, "html"),
    ("text/html", "html"),
    ("TEXT/HTML", "html"),
    ("text/turtle", "ttl"),
    (" text/turtle ", "ttl"),
    ("text/turtle;charset=utf-8", "ttl"),
    ('text/turtle; charset="utf-8"', "ttl"),
    ("text/turtle;version=1.1", "ttl"),
    ("application/ld+json", "jsonld"),
    ("application/json", "jsonld"),
    ("application/n-triples", "nt"),
    ("text/plain", "nt"),
    ("application/rdf+xml", "rdf"),
    ("application/xml", "rdf"),
    ("text/xml", "rdf"),
    ("application/trig", "trig"),
    ("application/n-quads", "nq"),
    ("text/*", "html"),
    ("application/*", "jsonld"),
    ("text/turtle, */*;q=0.1", "ttl"),
    ("text/html;q=0.5, text/turtle", "ttl"),
    ("text/html;q=0.5, text/turtle;q=0.4", "html"),
    ("text/turtle;q=0.9, application/ld+json", "jsonld"),
    ("text/turtle;q=0.123, application/n-quads;q=0.124", "nq"),
    ("text/*;q=0.3, text/html;q=0.2, application/trig;q=0.1", "ttl"),
    ("*/*, text/html;q=0", "ttl"),
    ("*/*;q=0.5, text/html;q=0, text/turtle;q=0", "jsonld"),
    ("text/*, text/html;q=0, text/turtle;q=0", "rdf"),
    ("application/rdf+xml, text/html", "html"),
    ("application/rdf+xml, text/turtle;q=0.8, application/ld+json;q=0.8", "rdf"),
    ("image/png, text/turtle;q=0.01", "ttl"),
    ("text/turtle;level=1, application/n-triples;q=0.2", "nt"),
    (f'application/ld+json;profile="{JSON_LD}expanded"', "jsonld"),
    (f'application/ld+json;profile="{JSON_LD}flattened {JSON_LD}compacted"', "jsonld"),
    (f'application/ld+json;profile="{JSON_LD}expanded";q=0.4, text/turtle;q=0.3', "jsonld"),
    ('application/ld+json;profile="urn:other", text/turtle;q=0.1', "ttl"),
    ('text/turtle;x="a,b", application/trig;q=0.2', "trig"),
    ("nonsense, text/turtle", "ttl"),
    ("nonsense", "html"),
    ("text/turtle;q=2, application/trig", "trig"),
    ("text/turtle;q=, application/trig", "trig"),
    ("text/turtle;q=0.1234, application/trig;q=0.1", "trig"),
    (",,text/turtle,,", "ttl"),
    ("text/turtle;q=1.000", "ttl"),
    ("application/xhtml+xml", None),
    ("image/png", None),
    ("image/*, audio/*", None),
    ("text/html;q=0", None),
    ("*/*;q=0", None),
    ("text/turtle;q=0.0", None),
    ("text/turtle;level=1", None),
    ('application/ld+json;profile="urn:other"', None),
    ("*/html", None),
]


@pytest.mark.parametrize(("accept", "expected"), CASES)
def test_what_a_request_gets(accept: str | None, expected: str | None) -> None:
    offer = chosen(accept, OFFERS)
    assert (offer and offer.format) == expected


@pytest.mark.parametrize("profile", ["expanded", "flattened", "compacted", "framed"])
def test_a_profile_that_is_asked_for(profile: str) -> None:
    offer = chosen(f'application/ld+json; profile="{JSON_LD}{profile}"', OFFERS)
    assert offer is not None
    assert offer.profile == JSON_LD + profile
    plain = chosen("application/ld+json", OFFERS)
    assert plain is not None
    assert plain.profile == ""


def test_nothing_is_offered() -> None:
    assert chosen("*/*", []) is None
    assert chosen(None, []) is None


def test_a_long_header_takes_no_time() -> None:
    assert chosen('text/turtle;x="' + "\\a" * 50_000, OFFERS) is not None
    assert chosen("a/b;" * 20_000 + ",text/turtle", OFFERS) is not None
