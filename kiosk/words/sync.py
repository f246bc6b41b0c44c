"""How sharing stands, in words: two or three for the light, a sentence for whoever asks."""

from datetime import datetime, timedelta, tzinfo

from kiosk.actions.desks.sync_state import SyncState
from kiosk.core.fleet import Concern
from kiosk.words import error_messages
from kiosk.words.catalogue import N_, _

_CONCERNS = {
    Concern.SILENT: N_("not heard from"),
    Concern.BATTERY: N_("battery low"),
    Concern.DISK: N_("disk nearly full"),
    Concern.PRINTER: N_("printer problem"),
    Concern.CLOCK: N_("clock wrong"),
}
_WRONG_CLOCK = timedelta(seconds=1)
_WHY_ASIDE = {
    "seal": N_("not signed by its laptop yet; if that has an earlier version, update it and invite it again"),
    "authority": N_("not signed by an organiser"),
    "clock_ahead": N_("the clock of its laptop was more than a day ahead"),
    "event_not_over": N_("the event is not over yet"),
    "chain": N_("changed on the way, or after it was written"),
    "content": N_("its content was erased"),
}


def why_aside(reason: str) -> str:
    """Why an entry of another desk does not count here; what is wrong with its shape is told as the log names it."""
    return _(_WHY_ASIDE[reason]) if reason in _WHY_ASIDE else reason


def short_text(state: SyncState, zone: tzinfo) -> str:
    """Shared, saved here, or how many wait and since when, in two lines: the light is as narrow as the navigation."""
    waiting = state.waiting
    if waiting.count:
        return _("{count} waiting\nsince {time}").format(count=f"{waiting.count:,}", time=_time(waiting.since, zone))
    return _("Shared") if state.trouble is None else _("Saved here")


def explained(state: SyncState, zone: tzinfo) -> str:
    """Everything about how sharing stands."""
    return " ".join(filter(None, (_shared(state, zone), _trouble(state), clock_text(state.clock_error))))


def clock_text(error: timedelta) -> str:
    """What is wrong with this laptop's clock; nothing when it goes right."""
    if abs(error) < _WRONG_CLOCK:
        return ""
    length = duration_text(error)
    if error > timedelta():
        return _("This laptop’s clock is {length} slow; all times are corrected by the hub’s clock.").format(
            length=length
        )
    return _("This laptop’s clock is {length} fast; all times are corrected by the hub’s clock.").format(length=length)


def concern_text(concern: Concern) -> str:
    """What somebody should look after at a desk, in two or three words."""
    return _(_CONCERNS[concern])


def duration_text(length: timedelta) -> str:
    """2 h 03 min, 5 min 10 s, 4 s."""
    seconds = round(abs(length.total_seconds()))
    hours, minutes = divmod(seconds // 60, 60)
    if hours:
        return _("{hours} h {minutes:02d} min").format(hours=hours, minutes=minutes)
    if minutes:
        return _("{minutes} min {seconds:02d} s").format(minutes=minutes, seconds=seconds % 60)
    return _("{seconds} s").format(seconds=seconds)


def _shared(state: SyncState, zone: tzinfo) -> str:
    waiting = state.waiting
    if not waiting.count:
        return _("Everything at this desk is saved and shared.")
    text = _("Everything is saved here; waiting to be shared since {time}: {count}.")
    return text.format(count=f"{waiting.count:,}", time=_time(waiting.since, zone))


def _trouble(state: SyncState) -> str:
    return error_messages.explain(state.trouble.code, state.trouble.details) if state.trouble else ""


def _time(at: datetime | None, zone: tzinfo) -> str:
    return "" if at is None else f"{at.astimezone(zone):%H:%M}"
