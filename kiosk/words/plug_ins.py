"""What is told of plug-ins."""

from collections.abc import Iterator

from kiosk.plug_ins import Group, State, Trouble
from kiosk.words.catalogue import N_, _

GROUPS: dict[str, str] = {
    Group.IMPORTER: N_("reads files"),
    Group.EXPORT: N_("writes files"),
    Group.FIELD: N_("a field of badges"),
    Group.ITEM: N_("a badge item"),
    Group.RULE: N_("a rule at the door"),
}
_TROUBLES: dict[str, str] = {
    Trouble.LOAD: N_("The plug-in {plug_in} of {package} could not be loaded and is disabled. Update or remove it."),
    Trouble.WORK: N_(
        "The plug-in {plug_in} of {package} failed and is disabled until the next start. Update or remove it."
    ),
    Trouble.LATE: N_(
        "The plug-in {plug_in} of {package} took too long and is disabled until the next start. Report it to its "
        "developer."
    ),
    Trouble.RESULT: N_(
        "The plug-in {plug_in} of {package} returned something unusable and is disabled until the next start. "
        "Report it to its developer."
    ),
    Trouble.TAKEN: N_("The plug-in {plug_in} of {package} is disabled: its name is already taken."),
}


def trouble(state: State) -> str:
    """Why a plug-in is left out and what to do; nothing for one that works."""
    if state.trouble is None:
        return ""
    return _(_TROUBLES[state.trouble]).format(plug_in=state.name, package=state.package)


def troubles(states: list[State]) -> Iterator[str]:
    """A sentence for each that is left out."""
    return (trouble(state) for state in states if state.trouble is not None)
