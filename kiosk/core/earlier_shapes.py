"""Payloads of earlier versions in the shape of today: read here, and nowhere else.

Before version 2 an event had one name and one in English, one place and one organiser, and a session a Korean and an
English title.  What is in a log stays as it was written; its chain is over those bytes.
"""

from collections.abc import Mapping

_TEXTS = {
    "event": {
        "name": ("names", "ko"), "name_en": ("names", "en"), "place": ("places", "ko"),
        "organiser": ("organisers", "ko"),
    },
    "session": {"title_ko": ("titles", "ko"), "title_en": ("titles", "en")},
}  # fmt: skip
"""Of each kind: the field that a text in one language was, and where it belongs."""


def in_todays_shape(kind: str, fields: Mapping[str, object]) -> Mapping[str, object]:
    """The fields of an operation, or of what was folded from it, in the shape that is written today."""
    moved = _TEXTS.get(kind, {})
    if fields.keys().isdisjoint(moved):
        return fields
    today: dict[str, object] = {}
    for name, value in fields.items():
        if name not in moved:
            today[name] = value
            continue
        field, language = moved[name]
        today[field] = {**_texts(today.get(field)), language: value}
    return today


def _texts(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
