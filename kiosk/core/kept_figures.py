"""A census as the log keeps it when the people it counted are erased.

No person can be made out in it: names of organisations, some of which sent one person, are left out.  What figures
kept by an earlier version lack is read as not known.
"""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from kiosk.core.certificate import Shortfall
from kiosk.core.figures import Census, CertificateFigures, Figures, ScanFigures, SessionFigures
from kiosk.core.programme import Session
from kiosk.core.programmes.partnering import Result

_KEPT_OF_GROUP = [field.name for field in fields(Figures) if field.name != "inside"]


def payload_of(census: Census) -> dict[str, object]:
    """The figures to keep, as plain values."""
    return {
        "whole": _plain(census.whole),
        "sessions": [
            {
                "session": one.session.code,
                "whole": _plain(one.whole),
                "categories": {name: _plain(group) for name, group in one.categories.items()},
                "most_inside": one.most_inside,
            }
            for one in census.sessions
        ],
        "categories": {name: _plain(group) for name, group in census.categories.items()},
        "days": {day.isoformat(): _plain(group) for day, group in census.days.items()},
        "scans": asdict(census.scans),
        "certificates": asdict(census.certificates),
        "certificates_of": {name: asdict(group) for name, group in census.certificates_of.items()},
        "arrivals": {
            day.isoformat(): {at.isoformat(): count for at, count in quarters.items()}
            for day, quarters in census.arrivals.items()
        },
        "spent": {str(hours): count for hours, count in census.spent.items()},
        "shortfalls": {str(code): count for code, count in census.shortfalls.items()},
        "meetings": {str(result): count for result, count in census.meetings.items()},
    }


def census_from(payload: Mapping[str, Any], programme: Mapping[str, Session], kept_since: datetime) -> Census:
    """The census that ``payload_of`` kept; a session that left the programme since is left out."""
    return Census(
        whole=Figures(**payload["whole"]),
        sessions=tuple(
            SessionFigures(
                programme[one["session"]], Figures(**one["whole"]), _groups(one["categories"]), one.get("most_inside")
            )
            for one in payload["sessions"]
            if one["session"] in programme
        ),
        categories=_groups(payload["categories"]),
        days={date.fromisoformat(day): Figures(**group) for day, group in payload["days"].items()},
        scans=ScanFigures(**payload["scans"]),
        certificates=CertificateFigures(**payload["certificates"]),
        certificates_of={
            name: CertificateFigures(**group) for name, group in payload.get("certificates_of", {}).items()
        },
        arrivals={
            date.fromisoformat(day): {datetime.fromisoformat(at): count for at, count in quarters.items()}
            for day, quarters in payload.get("arrivals", {}).items()
        },
        spent={int(hours): count for hours, count in payload["spent"].items()},
        shortfalls={Shortfall(code): count for code, count in payload["shortfalls"].items()},
        meetings={Result(result): count for result, count in payload["meetings"].items()},
        kept_since=kept_since,
    )


def is_kept(value: object) -> bool:
    """Whether this can be read as figures that were kept: another desk may send anything."""
    try:
        return isinstance(value, Mapping) and bool(census_from(value, {}, datetime.min))  # noqa: DTZ901 - not looked at
    except (AttributeError, KeyError, TypeError, ValueError):
        return False


def _plain(group: Figures) -> dict[str, int]:
    return {name: getattr(group, name) for name in _KEPT_OF_GROUP}


def _groups(payload: Mapping[str, Mapping[str, int]]) -> dict[str, Figures]:
    return {name: Figures(**group) for name, group in payload.items()}
