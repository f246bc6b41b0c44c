"""What certificates say: made once, when they are issued, and kept with the form they are printed with.

A form is a layout with its pictures, or a seal.  It is kept in the log under its hash, once for all certificates that
use it, so that a reprint looks as the first print did, whatever became of the layout or the seal since.
"""

import base64
import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import cache, cached_property

from kiosk import clock, dates, languages, paths
from kiosk.actions.event import details_of, event_zone
from kiosk.actions.office.report_attendance import PersonAttendance
from kiosk.actions.papers.document_fields import event_fields, page_language, person_fields, session_hours
from kiosk.actions.papers.own_layouts import content_of, find_layout, laid_out, layout_choices
from kiosk.actions.papers.shipped_layouts import all_fonts
from kiosk.core import texts
from kiosk.core.attendance import Attendance, AttendanceStatus
from kiosk.core.certificate import Entitlement, counts_for_certificates
from kiosk.core.certificate_paper import SEAL, Paper, Series, series_of
from kiosk.core.operation import Kind, Operation
from kiosk.core.programme import Session
from kiosk.core.roster import Attendee
from kiosk.errors import KioskError
from kiosk.store.layouts import OwnLayout, layout_fields
from kiosk.store.records import Records
from printing import layout as layout_file
from printing import layout_writing
from printing.layout import Layout

_OWN_LANGUAGE = re.compile(r"certificate(-[a-z]{2,3})?")
"""Names of the layouts that people get when none is chosen: each the certificate of their own language."""
_OF_SESSION = re.compile(r"certificate-attendance(-[a-z]{2,3})?")
"""The same for papers of one session."""

_SEAL_FILE = "seal.png"


class PaperMaker:
    """Makes the papers of one event as it is now; what many papers share is looked up once."""

    def __init__(self, records: Records, layout_name: str = "", session: str = "") -> None:
        self._records, self._session = records, session
        self._layouts = (
            _in_each(find_layout(records, layout_name)) if layout_name else layouts_by_language(records, session)
        )
        self._programme, self._zone = records.programme.sessions(), event_zone(records)
        self._details = details_of(records)
        self._shared: dict[str, dict[str, str]] = {}
        self._forms: dict[tuple[str, str], str] = {}
        self._new_forms: dict[str, dict[str, object]] = {}

    def layout_for(self, person: Attendee) -> Layout:
        """The layout chosen, else that of the person's own language; the first for who has said none."""
        return self._layouts[page_language(tuple(self._layouts), person.language)]

    def series_of(self, layout: Layout) -> Series:
        """What the papers of a layout are counted with."""
        if self._session:
            return Series.SESSION
        return series_of(layout.series)

    def paper(self, layout: Layout, person: PersonAttendance, claim: Entitlement, issued_on: datetime) -> Paper:
        """All that would stand on a paper issued now, without its number."""
        said = self.fields(layout.language, person, claim)
        written = issued_on.astimezone(self._zone)
        said["issued_on"] = dates.written_day(written, layout.language)
        said |= {f"issued_on_{code}": dates.written_day(written, code) for code in languages.available()}
        fields = {name: said.get(name, "") for name in layout.fields if name not in ("serial", "code")}
        return Paper(self._form_of(layout), layout.name, layout.language, fields)

    def fields(self, language: str, person: PersonAttendance, claim: Entitlement) -> dict[str, str]:
        """What papers in a language say of somebody today, but for their number and date."""
        listed = [attended for attended in person.attendances if self._is_listed(attended)]
        lines = list(_session_lines(listed, self._programme, self._zone, language))
        shared = self._shared_fields(language)
        awarded = self._details.credits.of(claim.minutes)
        return {
            **shared,
            **person_fields(person.attendee, self._records.event.translations(), language),
            "sessions_text": "\n".join(plain for plain, _with_speakers in lines),
            "sessions_with_speakers_text": "\n".join(with_speakers for _plain, with_speakers in lines),
            "speakers": shared["speakers"] or self._speakers_of(listed),
            "credits": str(awarded) if awarded else "",
            "total_sessions": str(len(listed)),
            "total_minutes": str(claim.minutes),
            "total_time": dates.duration(claim.minutes, language),
            SEAL: self._seal,
        }

    def new_forms(self) -> list[Operation]:
        """Forms that papers were made with and that the log does not have yet, as operations to be appended."""
        wanted = {form: said for form, said in self._new_forms.items() if self._records.papers.form(form) is None}
        self._new_forms.clear()
        now = clock.now()
        return [self._records.new_operation(Kind.FORM, form, said, at=now) for form, said in wanted.items()]

    def missing_characters(self, paper: Paper) -> tuple[tuple[str, str], ...]:
        """The fields of a paper with characters that no font has, and those characters."""
        fonts = all_fonts()
        shown = {name: text for name, text in paper.fields.items() if name != SEAL}
        lacking = ((name, "".join(fonts.missing(text))) for name, text in shown.items())
        return tuple((name, characters) for name, characters in lacking if characters)

    def _is_listed(self, attended: Attendance) -> bool:
        """What lends minutes is listed, so that the lines add up to the total that the rule counted."""
        if attended.status is AttendanceStatus.ABSENT:
            return False
        if self._session:
            return attended.session == self._session
        return counts_for_certificates(self._programme[attended.session])

    def _speakers_of(self, listed: Iterable[Attendance]) -> str:
        """Who spoke at the sessions listed, where the event names nobody for all of them."""
        names = (name for attended in listed for name in self._programme[attended.session].speakers)
        return ", ".join(dict.fromkeys(names))

    def _shared_fields(self, language: str) -> dict[str, str]:
        if language not in self._shared:
            details = self._details
            self._shared[language] = event_fields(self._records, language) | {
                "provider": texts.in_language(details.providers, language),
                "course_number": texts.in_language(details.course_numbers, language),
                "speakers": texts.in_language(details.instructors, language),
                "credit_unit": texts.in_language(details.credit_units, language) or _word("credit_unit", language),
            }
        return self._shared[language]

    @cached_property
    def _seal(self) -> str:
        """The id of the form with the event's seal; empty without one."""
        kept = self._records.event.text("seal")
        return self._kept(layout_fields("", {_SEAL_FILE: base64.b64decode(kept)})) if kept else ""

    def _form_of(self, layout: Layout) -> str:
        known = (layout.name, layout.language)
        if known not in self._forms:
            pictures = {file.name: content_of(file) for file in layout_writing.files_of(layout)}
            self._forms[known] = self._kept(layout_fields(layout_writing.to_toml(layout), pictures))
        return self._forms[known]

    def _kept(self, said: dict[str, object]) -> str:
        del said["removed"]
        form = hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
        self._new_forms[form] = said
        return form


class Forms:
    """The forms of issued papers, laid out to be printed with."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._layouts: dict[tuple[str, str], Layout] = {}
        self._seals: dict[str, str] = {}

    def layout_of(self, paper: Paper) -> Layout:
        """The layout that a paper was issued in."""
        known = (paper.form, paper.layout)
        if known not in self._layouts:
            kept = self._form(paper.form)
            file = laid_out(kept) / f"{paper.layout}.toml"
            self._layouts[known] = replace(layout_file.parse(kept.toml, file), name=paper.layout)
        return self._layouts[known]

    def seal_of(self, paper: Paper) -> str:
        """The path of the seal that a paper was issued with; empty without one."""
        form = paper.fields.get(SEAL, "")
        if form and form not in self._seals:
            self._seals[form] = str(laid_out(self._form(form)) / _SEAL_FILE)
        return self._seals.get(form, "")

    def _form(self, form: str) -> OwnLayout:
        kept = self._records.papers.form(form)
        if kept is None:  # its operation has not arrived from the other desk yet
            raise KioskError("certificate.form_missing")
        return kept


def layouts_by_language(records: Records, session: str = "") -> dict[str, Layout]:
    """The certificate of each language: the one without a language in its name first, then ``certificate-en`` and so
    on, as far as its texts are in that language; for papers of one ``session`` those of attendance.
    """
    pattern, plain = (_OF_SESSION, "certificate-attendance") if session else (_OWN_LANGUAGE, "certificate")
    names = sorted(choice.name for choice in layout_choices(records) if pattern.fullmatch(choice.name))
    layouts = {name: find_layout(records, name) for name in names}
    found = [layout for name, layout in layouts.items() if name in (plain, f"{plain}-{layout.language}")]
    own = {layout.language: layout.speaking(layout.language) for layout in found}
    return {**own, **{code: one for layout in found for code, one in _in_each(layout).items() if code not in own}}


def _in_each(layout: Layout) -> dict[str, Layout]:
    """A layout in each of its languages."""
    return {language: layout.speaking(language) for language in layout.languages}


def check_issuer(records: Records) -> None:
    """Raises ``certificate.no_issuer`` for an event that does not say who signs its certificates."""
    if not any(details_of(records).organisers.values()):
        raise KioskError("certificate.no_issuer")


def _session_lines(
    listed: Iterable[Attendance], programme: Mapping[str, Session], zone: tzinfo, language: str
) -> Iterator[tuple[str, str]]:
    """The rows of a table of sessions, each without and with who spoke there: a layout has the one or the other."""
    for attended in listed:
        session = programme[attended.session]
        title = texts.in_language(session.titles, language)
        if attended.status is AttendanceStatus.PARTIAL:
            title = _word("in_part", language).format(title=title)
        cells = f"\t{session_hours(session, zone, language)}\t{attended.minutes}"
        speakers = f" · {', '.join(session.speakers)}" if session.speakers else ""
        yield title + cells, title + speakers + cells


def _word(name: str, language: str) -> str:
    """What no layout holds: ``in_part`` of a session whose minutes count and that is not one of those attended, and
    ``credit_unit`` where the event says none.
    """
    return texts.in_language(_words()[name], language)


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(paths.resource("certificate-words.toml").read_text(encoding="utf-8"))


def file_word(layout: Layout) -> str:
    """What a file in this layout is called: ``수료증``, ``참가확인서``, ``certificate``; the number tells namesakes
    apart."""
    return texts.in_language(layout.label, layout.language).split()[0].lower()
