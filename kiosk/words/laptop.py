"""The report of a tried laptop in words."""

from collections.abc import Collection, Mapping, Sequence

from kiosk.core.laptop import BY_A_PERSON, plain
from kiosk.core.readiness import Line, Topic
from kiosk.words.catalogue import _
from kiosk.words.error_messages import explain
from kiosk.words.readiness import STATES, TOPICS


def report_text(lines: Sequence[Line], machine: Mapping[str, str], confirmed: Collection[Topic] = ()) -> str:
    """A line for each thing, without what is personal; what a person saw work is marked."""
    told = [_("This laptop, tried"), *machine.values(), ""]
    for line in lines:
        state, sentence = _(STATES[line.state]), explain(line.code, plain(line.details))
        seen = (
            (_("seen to work") if line.topic in confirmed else _("not confirmed")) if line.topic in BY_A_PERSON else ""
        )
        told.append(" · ".join(filter(None, (_(TOPICS[line.topic]), state, seen))) + f": {sentence}")
    return "\n".join(told) + "\n"
