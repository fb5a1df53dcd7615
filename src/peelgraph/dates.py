"""Dates as sources state them (a year, a month or a day) and the days that bound them.

EDTF level 0, https://www.loc.gov/standards/datetime/ (the same shapes as XML Schema gYear,
gYearMonth and date).
"""

from __future__ import annotations

import calendar
import datetime
import re

__all__ = ["bounds"]

_STATED = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


def bounds(stated: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that a stated date can mean; ValueError if it is not a date.

    >>> bounds("2016-02")
    (datetime.date(2016, 2, 1), datetime.date(2016, 2, 29))
    """
    match = _STATED.fullmatch(stated)
    if not match:
        raise ValueError(f"'{stated}' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = match.groups()
    try:
        first = datetime.date(
            int(year),
            int(month or 1),
            int(day or 1),
        )
    except ValueError as error:
        raise ValueError(f"'{stated}' is not a date: {error}") from error
    if day:
        return first, first
    last_month = first.replace(month=int(month or 12))
    _, days = calendar.monthrange(last_month.year, last_month.month)
    return first, last_month.replace(day=days)
