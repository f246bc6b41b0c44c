"""Rules that plug-ins add at the door: asked about an entry that everything else lets in, and able only to refuse."""

from kiosk.core.door_question import DoorQuestion
from kiosk.core.operation import clean
from kiosk.errors import KioskError
from kiosk.plug_ins import Group, PlugIn, Trouble, added

WITHIN_S = 0.25
"""So long a rule may think.  A queue does not wait for a plug-in: a later answer is none, and the rule is left out."""

_MOST_CHARACTERS = 200


def refusal_by_rule(question: DoorQuestion) -> str:
    """The reason of the first rule that refuses, in the order of their names; nothing when none does.

    A rule that fails, thinks too long or answers something else than a reason is left out, and the door goes on.
    """
    for plug_in in added(Group.RULE):
        try:
            if reason := _reason(plug_in, question):
                return reason
        except KioskError:
            continue
    return ""


def _reason(plug_in: PlugIn, question: DoorQuestion) -> str:
    given = plug_in.use_within(WITHIN_S, question)
    if given is None:
        return ""
    if not isinstance(given, str):
        raise plug_in.leave_out(Trouble.RESULT)
    return str(clean(" ".join(given.split())))[:_MOST_CHARACTERS]
