"""The audit trail in words: what somebody did, to whom, and which fields changed from what to what."""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo

from kiosk import languages
from kiosk.core.audit import Action, Entry
from kiosk.core.operation import TEXTS
from kiosk.core.programme import Admission, Tracking
from kiosk.core.roster import OWN
from kiosk.words import catalogue, own_fields, sessions
from kiosk.words.catalogue import N_, _
from kiosk.words.terms import EXPORT, MEETING_RESULTS, PERSON_FIELDS, ROLES, STATUSES

ACTIONS = {
    Action.ADDED: N_("added"),
    Action.CHANGED: N_("changed"),
    Action.CANCELLED: N_("registration cancelled"),
    Action.BLOCKED: N_("blocked"),
    Action.RESTORED: N_("restored"),
    Action.NEW_CODE: N_("new ticket code"),
    Action.SESSION_CHANGED: N_("session changed"),
    Action.SESSION_REMOVED: N_("session removed"),
    Action.OWN_FIELD_CHANGED: N_("own field changed"),
    Action.OWN_FIELD_REMOVED: N_("own field removed"),
    Action.HANDOUT_CHANGED: N_("hand-out changed"),
    Action.HANDOUT_REMOVED: N_("hand-out removed"),
    Action.EVENT_CHANGED: N_("event changed"),
    Action.ADMITTED: N_("checked in"),
    Action.LEFT: N_("checked out"),
    Action.GIVEN: N_("handed out"),
    Action.RETURNED: N_("returned"),
    Action.TAKEN_BACK: N_("scan undone"),
    Action.CERTIFIED: N_("certificate issued"),
    Action.CERTIFICATE_REVOKED: N_("certificate revoked"),
    Action.BADGE: N_("badge made"),
    Action.MAIL_BEGUN: N_("e-mail started, result unknown"),
    Action.MAIL_SENT: N_("ticket mailed"),
    Action.MAIL_REFUSED: N_("e-mail refused"),
    Action.MAIL_PUT_OFF: N_("e-mail not accepted yet"),
    Action.MAIL_UNSURE: N_("e-mail not confirmed"),
    Action.OPERATOR_CHANGED: N_("operators changed"),
    Action.MEETING_CHANGED: N_("meeting changed"),
    Action.JOINED: N_("entries compared"),
    Action.LAYOUT_CHANGED: N_("layout changed"),
    Action.ACCEPTED: N_("double admission accepted"),
    Action.ERASED: N_("people erased"),
    Action.REMOVED: N_("removed from the roster"),
    Action.TRANSLATED: N_("translation changed"),
    Action.IMPORTED: N_("list imported"),
    Action.IMPORT_TAKEN_BACK: N_("import undone"),
    Action.OTHER: N_("action of a newer version"),
}
_FIELDS = {
    **PERSON_FIELDS,
    "session": EXPORT["session"],
    "direction": EXPORT["direction"],
    "desk": EXPORT["desk"],
    "serial": N_("Certificate number"),
    "timezone": N_("Time zone"),
    "names": N_("Name"),
    "places": N_("Place"),
    "organisers": N_("Organiser"),
    "hosts": N_("Host"),
    "purposes": N_("Purpose"),
    "budgets": N_("Budget"),
    "certificate_rule": N_("Rule for certificates"),
    "providers": N_("Provider"),
    "course_numbers": N_("Course number"),
    "instructors": N_("Speakers"),
    "credit_units": N_("Unit of credits"),
    "credits": N_("Credits"),
    "minutes": N_("Minutes of one credit"),
    "minimum": N_("Fewest credits awarded"),
    "seal": N_("Seal"),
    "picture": N_("Picture of the event"),
    "titles": N_("Title"),
    "kind": N_("Kind"),
    "room": N_("Room"),
    "starts_at": N_("Start"),
    "ends_at": N_("End"),
    "capacity": N_("Capacity"),
    "labels": N_("Field name"),
    "choices": N_("Choices"),
    "shown": N_("Shown at the scan"),
    "asked": N_("Asked at the scan"),
    "lent": N_("To be returned"),
    "stock": N_("In stock"),
    "admission": N_("Admission"),
    "categories": N_("Categories"),
    "tracking": N_("Tracking"),
    "counts": N_("Counts for certificates"),
    "opens_before": N_("Opens before"),
    "closes_after": N_("Closes after"),
    "minimum_share": N_("Minimum share of minutes"),
    "fields": N_("Fields"),
    "address": N_("Address"),
    "server": N_("Server reply"),
    "mail_subjects": N_("Subject of the e-mail"),
    "mail_bodies": N_("Body of the e-mail"),
    "file": N_("File"),
    "new": N_("New"),
    "changed": N_("Changed"),
    "minimum_sessions": N_("Minimum number of sessions"),
    "into": N_("The other entry"),
    "same": N_("The same person"),
    "table": N_("Table"),
    "company": N_("Company"),
    "partner": N_("Partner"),
    "proposal": N_("Proposal"),
    "result": N_("Result"),
    "consent_text": N_("Consent text"),
    "version": N_("Version"),
    "keep_until": N_("Kept until"),
    "privacy": N_("Personal data"),
    "first_day": N_("First day"),
    "last_day": N_("Last day"),
    "required": N_("Required sessions"),
    "role": N_("Role"),
    "pin": N_("New PIN"),
    "removed": N_("Removed"),
    "access": N_("Locking"),
    "lock_after_minutes": N_("Lock automatically"),
    "scan_while_locked": N_("Accept scans while locked"),
}
_VALUES: dict[str, Mapping[str, str]] = {
    "status": STATUSES,
    "direction": {"in": EXPORT["in"], "out": EXPORT["out"]},
    "admission": {
        Admission.OPEN: N_("everyone"),
        Admission.REGISTERED: N_("people on its list"),
        Admission.CATEGORY: N_("by category"),
    },
    "kind": {**sessions.KINDS, **{str(kind): word for kind, word in own_fields.KINDS.items()}},
    "result": MEETING_RESULTS,
    "role": ROLES,
    "tracking": {Tracking.ENTRY: N_("entry"), Tracking.ENTRY_EXIT: N_("entry and exit")},
}


def columns(entry: Entry, zone: tzinfo) -> tuple[str, str, str, str, str, str]:
    """When, who, at which desk, what, to whom, and the change itself."""
    when = f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M:%S}"
    whom = "" if entry.action is Action.EVENT_CHANGED else entry.name or entry.subject
    return when, entry.operator, entry.desk, action_text(entry), whom, change_text(entry, zone)


def action_text(entry: Entry) -> str:
    """What was done."""
    return _(ACTIONS[entry.action])


def change_text(entry: Entry, zone: tzinfo) -> str:
    """Field by field from what to what, and why."""
    fields = [*entry.after, *(field for field in entry.before if field not in entry.after)]
    told = [_field_text(field, entry.before, entry.after, zone) for field in fields]
    if entry.reason:
        told.append(_("Reason: {reason}").format(reason=entry.reason))
    return "; ".join(filter(None, told))


def field_text(field: str, value: object) -> str:
    """A field by its name and what it says; nothing for an empty one."""
    return _field_text(field, {}, {field: value}, UTC)


def _field_text(field: str, before: Mapping[str, object], after: Mapping[str, object], zone: tzinfo) -> str:
    """Nothing for a field that was empty and stays so, as most are when somebody is added."""
    old, new = (_value_text(field, values.get(field), zone) for values in (before, after))
    name = _name(field)
    if not old:
        return f"{name}: {new}" if new else ""
    return f"{name}: {old} → {new or '–'}"


def _value_text(field: str, value: object, zone: tzinfo) -> str:
    """A stored value as people read it: words for codes, moments in the event's time zone."""
    if field in TEXTS and isinstance(value, Mapping):
        told = {languages.name_of(code, catalogue.language()): text for code, text in value.items() if text}
        return ", ".join(f"{text} ({language})" for language, text in told.items())
    if isinstance(value, Mapping):
        told = {_name(name): _value_text(name, item, zone) for name, item in value.items()}
        return ", ".join(f"{name} {text}" for name, text in told.items() if text)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str) and value in _VALUES.get(field, {}):
        return _(_VALUES[field][value])
    if field == "minimum_share" and value is not None:
        return f"{value:.0%}"
    if field in ("starts_at", "ends_at"):
        return f"{datetime.fromisoformat(str(value)).astimezone(zone):%Y-%m-%d %H:%M}" if value else ""
    return "" if value is None else str(value)


def _name(field: str) -> str:
    return _(_FIELDS[field]) if field in _FIELDS else field.removeprefix(OWN)
