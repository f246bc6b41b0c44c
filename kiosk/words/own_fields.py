"""What is said of an event's own fields: what is entered, and what the desk does with it."""

from collections.abc import Mapping

from kiosk.core.own_field import NO, YES, OwnField, OwnKind
from kiosk.core.roster import Attendee
from kiosk.words.catalogue import N_, _, text_of

KINDS = {OwnKind.TEXT: N_("Text"), OwnKind.CHOICE: N_("One of several"), OwnKind.YES_NO: N_("Yes or no")}
_ANSWERS = {YES: N_("yes"), NO: N_("no")}


def facts_text(field: OwnField) -> str:
    """What is entered, and what the desk sees and asks: facts beside each other, not one sentence."""
    facts = [", ".join(field.choices) or _(KINDS[field.kind])]
    facts += [_("shown at the scan")] if field.shown else []
    facts += [_("asked at the entry")] if field.asked else []
    return "  ·  ".join(facts)


def answer_word(field: OwnField, value: str) -> str:
    """A value as people read it."""
    return _(_ANSWERS[value]) if field.kind is OwnKind.YES_NO and value in _ANSWERS else value


def shown_texts(person: Attendee, fields: Mapping[str, OwnField]) -> list[str]:
    """What the desk is to see of somebody, a text each."""
    return [
        _("{label}: {value}").format(label=text_of(field.labels), value=answer_word(field, person.own[code]))
        for code, field in fields.items()
        if field.shown and person.own.get(code)
    ]
