"""An event's own fields as the log keeps them: what they are called, what may stand in them, who sees them."""

from collections.abc import Mapping
from typing import Any

from kiosk.core import texts
from kiosk.core.later_words import understood
from kiosk.core.own_field import OwnField, OwnKind

FIELDS = frozenset({"labels", "kind", "choices", "shown", "asked"})


def own_field_fields(field: OwnField, known: OwnField | None = None) -> dict[str, object]:
    """A field as the log keeps it; there again, if it had been removed.

    Labels of the field as it was ``known`` go, where they are in a language that it has none in now.
    """
    return {
        "labels": dict.fromkeys(known.labels if known else (), "") | texts.said(field.labels), "kind": field.kind,
        "choices": list(field.choices), "shown": field.shown, "asked": field.asked, "removed": False,
    }  # fmt: skip


def own_field_from(code: str, fields: Mapping[str, Any]) -> OwnField:
    """The field that ``own_field_fields`` described."""
    return OwnField(
        code, texts.said(fields["labels"]), understood(OwnKind, fields["kind"]), tuple(fields["choices"]),
        fields["shown"], fields["asked"],
    )  # fmt: skip
