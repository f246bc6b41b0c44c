"""Schedules of conference systems in XML (frab, pentabarf, pretalx) and JSON, turned into the rows of a programme file.

They come from elsewhere: entities, document types and outside references are refused, not expanded.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from kiosk.errors import KioskError
from kiosk.tables.encodings import decode
from kiosk.tables.table import Cell, Table

HEADER = (
    "code",
    "title_ko",
    "title_en",
    "kind",
    "room",
    "day",
    "starts_at",
    "ends_at",
    "duration",
    "speakers",
    "state",
)
_DAY_CHANGE = "04:00"
"""What begins before this hour belongs to the night of the day before, where the schedule does not say otherwise."""
_BLANK = b"\xef\xbb\xbf \r\n\t"
_MOST_EVENTS = 10_000
_MOST_OBJECTS = 300_000
_MOST_TAGS = 500_000
_DEEPEST = 12
_DEEPEST_XML = 64
_TITLES = ("title", "name", "Proposal title", "summary")
_STARTS = ("date", "start", "startsAt", "starts_at", "start_time", "startTime", "begin", "Start")
_ENDS = ("end", "endsAt", "ends_at", "end_time", "endTime", "End")
_ROOMS = ("room", "location", "venue", "Room")
_SPEAKERS = ("persons", "speakers", "people", "Speaker names", "presenters")
_CODES = ("code", "id", "ID", "slug", "guid")
_KINDS = ("type", "session_type", "sessionType", "Session type", "kind", "track")
_HOLDERS = frozenset({"days", "rooms", "sessions", "talks", "schedule"})
"""What a conference or a day has inside, and no talk."""
_LONGEST_CODE = 12
_NAMES = ("public_name", "full_public_name", "name", "fullName", "displayName", "title")


def looks_like_schedule(content: bytes) -> bool:
    """Whether the bytes are the XML of a schedule, or any JSON; the first header of a list may begin with a bracket."""
    start, end = content[:4000].lstrip(_BLANK), content[-100:].rstrip(_BLANK)[-1:]
    if (start[:1], end) in ((b"{", b"}"), (b"[", b"]")):
        return start[1:].lstrip(_BLANK)[:1] in (b'"', b"{", b"}", b"]")
    return start[:1] == b"<" and b"<schedule" in start


def read(content: bytes) -> Table:
    """A table with the field names of a programme in its first row and one event in each that follows.

    Raises ``tables.broken_schedule``, ``tables.unsafe_xml``, ``tables.empty`` and ``tables.too_long``.
    """
    text, encoding = decode(content)
    _refuse_size(content)
    rows = list(_of_json(text) if text.lstrip("\ufeff \r\n\t")[:1] in "{[" else _of_xml(content))
    if not rows:
        raise KioskError("tables.empty")
    if len(rows) > _MOST_EVENTS:
        raise KioskError("tables.too_long", most=_MOST_EVENTS)
    return Table((HEADER, *rows), "schedule", encoding=encoding)


def _refuse_size(content: bytes) -> None:
    """More than anybody plans, and what is nested deeper than a schedule, is refused before a tree is made of it."""
    is_json = content.lstrip(_BLANK)[:1] in (b"{", b"[")
    signs = content.count(b"{") if is_json else content.count(b"<")
    if content.count(b"<event ") > _MOST_EVENTS or signs > (_MOST_OBJECTS if is_json else _MOST_TAGS):
        raise KioskError("tables.too_long", most=_MOST_EVENTS)
    if is_json:
        return
    parser, depth = expat.ParserCreate(), 0

    def begin(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST_XML:
            raise KioskError("tables.broken_schedule")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        return  # what is broken, or has a document type, is told by the reader


def _of_xml(content: bytes) -> Iterator[tuple[Cell, ...]]:
    try:
        root = fromstring(content, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise KioskError("tables.unsafe_xml") from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise KioskError("tables.broken_schedule") from error
    change = _inside(root, "conference/day_change") or _DAY_CHANGE
    for day in root.iter("day"):
        for room in day.iter("room"):
            for event in room.findall("event"):
                yield _event(event, day.get("date", ""), room.get("name", ""), change)


def _event(event: Element, day: str, room: str, change: str) -> tuple[Cell, ...]:
    start = _inside(event, "start")
    begins = _inside(event, "date") or _at_night(day, start, change)
    title, subtitle = _inside(event, "title"), _inside(event, "subtitle")
    named = [" ".join("".join(person.itertext()).split()) for person in event.iterfind("persons/person")]
    code = event.get("code") or event.get("id") or event.get("guid") or ""
    off = _inside(event, "cancelled").lower() in ("true", "1")
    state = "cancelled" if off else _inside(event, "status").lower()
    kind = _inside(event, "type") or _inside(event, "track")
    return (
        _short(code), f"{title}: {subtitle}" if subtitle else title, "", kind, _inside(event, "room") or room, "",
        begins, "", _inside(event, "duration"), "\n".join(named), state,
    )  # fmt: skip


def _at_night(day: str, start: str, change: str) -> str:
    """The date with the hour, where an event has no moment of its own: after midnight it is of the next day."""
    clock = start.strip().zfill(5)
    try:
        begins = date.fromisoformat(day[:10])
    except ValueError:
        return f"{day} {start}".strip()
    if clock < change.strip()[-8:][:5]:
        begins += timedelta(days=1)
    return f"{begins.isoformat()} {clock}"


def _inside(element: Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else " ".join("".join(found.itertext()).split())


def _of_json(text: str) -> Iterator[tuple[Cell, ...]]:
    try:
        content = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise KioskError("tables.broken_schedule") from error
    names = _names_by_id(content)
    for talk, above in _talks(content, "", _DEEPEST):
        yield _talk(talk, above, names)


def _talks(content: object, room: str, deep: int) -> Iterator[tuple[Mapping[str, object], str]]:
    """Every object that has a title and a start, with the room that stands above it."""
    if deep == 0:
        return
    if isinstance(content, list):
        for one in content:
            yield from _talks(one, room, deep - 1)
    elif isinstance(content, Mapping):
        if _first(content, _TITLES) and _begins(content) and _HOLDERS.isdisjoint(content):
            yield content, room
            return
        own = content.get("name") if "sessions" in content else None
        for name, inner in content.items():
            under = name if isinstance(inner, list) and "rooms" not in content and _is_room(content) else room
            yield from _talks(inner, str(own or under), deep - 1)


def _is_room(content: Mapping[str, object]) -> bool:
    """Whether an object holds lists of talks by the name of a room, as frab's ``rooms`` does."""
    return all(isinstance(inner, list) for inner in content.values())


def _begins(talk: Mapping[str, object]) -> str:
    """The moment a talk begins; an hour alone is none."""
    for name in _STARTS:
        value = talk.get(name)
        if isinstance(value, str) and len(value) >= len("2026-12-01"):
            return value
    return ""


def _talk(talk: Mapping[str, object], room: str, names: Mapping[str, str]) -> tuple[Cell, ...]:
    begins = _begins(talk)
    if len(begins) == len("2026-12-01") and isinstance(hour := talk.get("start"), str):
        begins = f"{begins} {hour}"
    ends = next((value for name in _ENDS if isinstance(value := talk.get(name), str)), "")
    title_ko, title_en = _titles(_first(talk, _TITLES))
    people = _first(talk, _SPEAKERS) or []
    listed = people if isinstance(people, list) else [people]
    state = "cancelled" if talk.get("cancelled") is True else ""
    state = state or _plain(talk.get("state") or talk.get("status"), names).lower()
    return (
        _short(_plain(_first(talk, _CODES), {})), title_ko, title_en, _plain(_first(talk, _KINDS), names),
        _plain(_first(talk, _ROOMS), names) or room, "", begins, ends,
        _length(talk.get("duration")) if not ends else "",
        "\n".join(filter(None, (_plain(person, names) for person in listed))), state,
    )  # fmt: skip


def _length(value: object) -> str:
    """Minutes, or hours and minutes, as schedules give them."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _titles(title: object) -> tuple[str, str]:
    """A title in one or several languages: the Korean and the English one."""
    if isinstance(title, Mapping):
        korean, english = str(title.get("ko") or ""), str(title.get("en") or "")
        return korean or english or str(next(iter(title.values()), "")), english
    return _plain(title, {}), ""


def _plain(value: object, names: Mapping[str, str]) -> str:
    """A value as text: an object by its name, an id by the name that the file has for it."""
    if isinstance(value, Mapping):
        value = _first(value, ("en", "ko", *_NAMES, "code"))
    if value is None or isinstance(value, list | Mapping | bool):
        return ""
    return names.get(str(value), " ".join(str(value).split()))


def _first(content: Mapping[str, object], names: tuple[str, ...]) -> object:
    return next((content[name] for name in names if content.get(name) not in (None, "", [])), None)


def _names_by_id(content: object) -> dict[str, str]:
    """Rooms, tracks and speakers that a schedule lists apart and names by an id in its talks."""
    if not isinstance(content, Mapping):
        return {}
    return {
        str(one.get("code") or one.get("id")): _plain(one.get("name") or one.get("fullName"), {})
        for group in ("rooms", "tracks", "speakers")
        if isinstance(listed := content.get(group), list)
        for one in listed
        if isinstance(one, Mapping) and (one.get("code") or one.get("id")) is not None
    }


def _short(code: str) -> str:
    """A code people can type; a long one is none, and one is made."""
    return code if len(code) <= _LONGEST_CODE else ""
