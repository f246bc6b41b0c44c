"""The forms in which a field's value is shown.  Pure: text in, text out; a QR code always gets the value as it is."""

from collections.abc import Callable, Mapping
from enum import StrEnum


class Format(StrEnum):
    """What ``format`` of a field may be."""

    PLAIN = "plain"
    UPPER = "upper"
    SPREAD = "spread"
    GROUPED = "grouped"
    MASKED = "masked"


_SHORT_NAME = 4  # letters: longer names are spread by nobody


def shown(value: str, form: Format) -> str:
    """``value`` in its form."""
    return _FORMS[form](value)


def _spread(value: str) -> str:
    """``홍길동`` becomes ``홍 길 동``, as names stand on Korean certificates; long and Latin names stay as they are."""
    hangul = all("가" <= letter <= "힣" for letter in value)
    return "\N{NO-BREAK SPACE}".join(value) if hangul and len(value) <= _SHORT_NAME else value


def _grouped(value: str) -> str:
    """Groups of four, to be read aloud and typed."""
    return " ".join(value[at : at + 4] for at in range(0, len(value), 4))


def _masked(value: str) -> str:
    """The middle hidden: ``홍*동``, ``010-****-5678``; of two letters the second."""
    if "-" in value:
        first, *middle, last = value.split("-")
        return "-".join((first, *("*" * len(part) for part in middle), last))
    if len(value) < 3:
        return value[:1] + "*" * (len(value) - 1)
    return value[0] + "*" * (len(value) - 2) + value[-1]


_FORMS: Mapping[Format, Callable[[str], str]] = {
    Format.PLAIN: str,
    Format.UPPER: str.upper,
    Format.SPREAD: _spread,
    Format.GROUPED: _grouped,
    Format.MASKED: _masked,
}
