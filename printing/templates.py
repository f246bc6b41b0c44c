"""Text with {holes} for the fields of a record."""

import re
from collections.abc import Mapping

_HOLE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_BRACE = re.compile(r"[{}]")


def holes(template: str) -> tuple[str, ...]:
    """The fields a template shows."""
    return tuple(_HOLE.findall(template))


def has_stray_brace(template: str) -> bool:
    """Whether there are braces that are not a hole."""
    return bool(_BRACE.search(_HOLE.sub("", template)))


def filled(template: str, record: Mapping[str, str]) -> str:
    """``template`` with the holes replaced by the record's values."""
    return _HOLE.sub(lambda hole: record.get(hole[1], ""), template)
