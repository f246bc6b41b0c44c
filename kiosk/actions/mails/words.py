"""What the mails say: the words of the program, and those of the event in their place."""

import tomllib
from functools import cache

from kiosk import clock, paths
from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.core import texts
from kiosk.core.access import Permission
from kiosk.core.mail import Words, WordsError, check_words
from kiosk.core.operation import Kind
from kiosk.errors import KioskError
from kiosk.store.records import Records

_SUBJECTS, _BODIES = "mail_subjects", "mail_bodies"


@takes_event
def mail_words(records: Records) -> dict[str, Words]:
    """What mails say, by language: as the event has it, else as the program does."""
    subjects, bodies = records.event.values(_SUBJECTS), records.event.values(_BODIES)
    shipped = shipped_words()
    found = {}
    for language in sorted({*shipped, *texts.said(subjects), *texts.said(bodies)}):
        usual = texts.chosen(shipped, language) or Words("", "")
        found[language] = Words(subjects.get(language) or usual.subject, bodies.get(language) or usual.body)
    return found


@cache
def shipped_words() -> dict[str, Words]:
    """The words that come with the program, by language."""
    found = {}
    for file in sorted(paths.resource("mail").glob("ticket-*.toml")):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        found[file.stem.removeprefix("ticket-")] = Words(content["subject"], content["body"].strip("\n") + "\n")
    return found


@takes_event
def change_mail_words(records: Records, language: str, words: Words) -> None:
    """Have mails in ``language`` say this; words that are the program's own are not kept.

    Raises ``KioskError`` for words that are empty, too long, or name a placeholder that there is not.
    """
    require(records, Permission.CHANGE_RULES)
    check(words)
    before, usual = mail_words(records).get(language), shipped_words().get(language)
    if words == before:
        return
    subject = "" if usual is not None and words.subject == usual.subject else words.subject
    body = "" if usual is not None and words.body == usual.body else words.body
    with records.transaction():
        payload: dict[str, object] = {_SUBJECTS: {language: subject}, _BODIES: {language: body}}
        records.append(Kind.EVENT, "event", payload, at=clock.now())


def check(words: Words) -> None:
    """Raises ``KioskError`` for words that nobody could fill in or send."""
    try:
        check_words(words)
    except WordsError as trouble:
        raise KioskError(trouble.code, **trouble.details) from None
