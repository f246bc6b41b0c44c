"""What is said of hand-outs: how many were given, how many are out, and the headings of the list."""

from kiosk.core.handout import Handout, HandoutCount
from kiosk.words.catalogue import _


def list_title(not_returned: bool) -> str:
    """What the list is called."""
    return _("Not returned yet") if not_returned else _("Handed out")


def lending_text(*, is_lent: bool) -> str:
    """Whether it comes back."""
    return _("Lent and to be returned") if is_lent else _("Given once per person")


def state_text(handout: Handout, count: HandoutCount) -> str:
    """How many people were given it, and how many of what is lent are out."""
    if handout.lent:
        return _("{people} {people:person was|people were} given one, {out} not returned yet").format(
            people=count.people, out=count.out
        )
    return _("{people} {people:person was|people were} given one").format(people=count.people)


def stock_text(handout: Handout, count: HandoutCount) -> str:
    """How many there are and how many are left; empty where nobody counts."""
    if handout.stock is None:
        return ""
    return _("{left} of {stock} left").format(left=max(0, handout.stock - count.gone(handout)), stock=handout.stock)
