"""A rule at the door: vendors come in by the other entrance."""

from kiosk.api import DoorQuestion


def no_vendors(question: DoorQuestion) -> str | None:
    """The reason to refuse the entry, or nothing."""
    return "Vendors use the east gate" if question.category == "vendor" else None
