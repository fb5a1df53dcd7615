"""Dates as stated, and the days that bound them."""

from __future__ import annotations

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelgraph.dates import bounds


@pytest.mark.parametrize(
    ("stated", "first", "last"),
    [
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015-02", "2015-02-01", "2015-02-28"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("2016-12", "2016-12-01", "2016-12-31"),
        ("2016-11-03", "2016-11-03", "2016-11-03"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_bounds(stated: str, first: str, last: str) -> None:
    assert bounds(stated) == (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


@pytest.mark.parametrize(
    "stated",
    [
        "",
        "16",
        "201",
        "20161",
        "2016-1",
        "2016-00",
        "2016-13",
        "2016-02-30",
        "2015-02-29",
        "2016-11-00",
        "2016-11-31",
        "0000",
        "03/11/2016",
        "2016/11/03",
        "2016-11-03T00:00:00",
        "2016-11-03Z",
        " 2016",
        "2016 ",
        "2016\n",
        "-2016",
        "２０１６",
        "2016-W01",
        "circa 2016",
    ],
)
def test_what_is_no_date_is_named(stated: str) -> None:
    with pytest.raises(ValueError, match="is not a date") as caught:
        bounds(stated)
    assert str(caught.value).startswith(f"'{stated}' is not a date")


@given(st.dates())
def test_a_day_lies_in_its_month_and_its_month_in_its_year(day: datetime.date) -> None:
    year, month = bounds(f"{day.year:04}"), bounds(f"{day.year:04}-{day.month:02}")
    assert bounds(day.isoformat()) == (day, day)
    assert year[0] <= month[0] <= day <= month[1] <= year[1]
    assert (month[1] - month[0]).days + 1 == calendar.monthrange(day.year, day.month)[1]
