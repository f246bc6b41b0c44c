"""The report after an event: what an organiser hands to whoever paid for it, as a PDF of a few pages."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from kiosk import clock, dates
from kiosk.actions.access import require
from kiosk.actions.document_fields import event_fields
from kiosk.actions.event import details_of, event_zone
from kiosk.actions.export_records import scan_rows
from kiosk.actions.issue_certificates import entitlements
from kiosk.actions.report_attendance import attendance_of_all
from kiosk.actions.shipped_layouts import all_fonts, printing_troubles
from kiosk.actions.targets import check_target, make_folder
from kiosk.core import texts
from kiosk.core.access import Permission
from kiosk.core.attendance import REGISTRATION
from kiosk.core.certificate import Rule
from kiosk.core.event_figures import BUCKET, EventFigures, figures_of
from kiosk.core.partnering import Result, count_results
from kiosk.store.records import Records
from printing.report import Bar, Bars, Block, Figures, Heading, Paragraph, Report, Table, write_report

Words = Callable[[str], str]
"""Gives the word or the sentence with holes for a code, in the reader's language."""

_TEAL, _AMBER, _NAVY, _QUIET, _RED = "#00796B", "#F0A818", "#14213D", "#9AA5B5", "#B3161B"
_COLUMNS = ("session", "hours", "expected", "column_present", "column_partial", "absent", "minutes")
_RESULT_COLOURS = {
    Result.MATCHED: _TEAL, Result.FOLLOW_UP: _AMBER, Result.HELD: _NAVY, Result.DECLINED: _QUIET,
    Result.NO_SHOW: _RED, Result.PLANNED: "#CBD2DC",
}  # fmt: skip


def event_figures(records: Records) -> EventFigures:
    """The event in figures, as the report tells them."""
    attended = [(person.attendee, person.attendances) for person in attendance_of_all(records)]
    claims = [claim for _person, claim in entitlements(records)]
    certified = len({certificate.attendee_id for certificate in records.papers.certificates()})
    return figures_of(attended, records.programme.sessions(), claims, certified, records.programme.meetings())


def report_event(records: Records, out: Path, words: Words, language: str) -> Path:
    """Write the report to ``out``, a PDF; raises ``KioskError`` for another ending or when it cannot be written."""
    require(records, Permission.EXPORT)
    check_target(out, (".pdf",))
    make_folder(out.parent)
    fields, now = event_fields(records, language), clock.now()
    made = f"{now.astimezone(event_zone(records)):%Y-%m-%d %H:%M}"
    lines = [words("when_where").format(dates=fields["event_dates"], place=fields["event_place"])]
    if fields["organiser"]:
        lines.append(words("organiser").format(organiser=fields["organiser"]))
    report = Report(
        title=words("title").format(event=fields["event_name"]),
        lines=[line.strip(" ·") for line in lines],
        blocks=tuple(_blocks(records, event_figures(records), words, language)),
        foot=words("made").format(when=made, file=records.path.name),
        language=language,
    )
    with printing_troubles():
        return write_report(report, out, all_fonts(), made_at=now, author=fields["organiser"])


def _blocks(records: Records, figures: EventFigures, words: Words, language: str) -> Iterator[Block]:
    yield Figures(_headline(figures, words))
    yield Heading(words("by_session"))
    yield _session_bars(figures, words, language)
    yield Heading(words("by_category"))
    yield _category_bars(figures, words)
    yield Heading(words("details"))
    yield _session_table(records, figures, words, language)
    yield Heading(words("by_minutes"))
    yield _minute_bars(figures, words)
    yield Heading(words("about_certificates"))
    yield Paragraph(_certificate_text(figures, details_of(records).rule, words))
    if figures.shortfalls:
        yield Bars(
            [
                Bar(words(code), [count], 0, words("people").format(count=count))
                for code, count in sorted(figures.shortfalls.items(), key=lambda item: -item[1])
            ],
            [_QUIET],
        )
    if figures.meetings:
        yield from _meeting_blocks(figures, words)
    yield Heading(words("how"))
    yield Paragraph(_how(records, figures, words), quiet=True)


def _headline(figures: EventFigures, words: Words) -> list[tuple[str, str, str]]:
    held = [one.session for one in figures.sessions if one.session.kind != REGISTRATION]
    hours = sum((session.ends_at - session.starts_at for session in held), timedelta()) / timedelta(hours=1)
    told = [
        (f"{figures.registered:,}", words("registered"), words("registered_line")),
        (f"{figures.came:,}", words("came"), words("came_line").format(share=_share(figures.came, figures.registered))),
        (str(len(held)), words("sessions"), words("sessions_line").format(hours=f"{hours:.0f}")),
        (
            f"{figures.certificates:,}",
            words("certificates"),
            words("certificates_line").format(share=_share(figures.certificates, figures.came)),
        ),
    ]
    if figures.meetings:
        line = words("matched_line").format(total=len(figures.meetings))
        told.append((str(figures.matched), words("matched"), line))
    return told


def _session_bars(figures: EventFigures, words: Words, language: str) -> Bars:
    bars = [
        Bar(
            texts.in_language(one.session.titles, language),
            [one.present, one.partial],
            one.expected,
            _of(one.came, one.expected, words),
        )
        for one in figures.sessions
    ]
    return Bars(bars, [_TEAL, _AMBER], [words("present"), words("partial"), words("missing")])


def _category_bars(figures: EventFigures, words: Words) -> Bars:
    bars = [
        Bar(share.name or words("no_category"), [share.came], share.expected, _of(share.came, share.expected, words))
        for share in figures.categories
    ]
    return Bars(bars, [_NAVY], [words("people_there"), words("people_missing")])


def _session_table(records: Records, figures: EventFigures, words: Words, language: str) -> Table:
    zone = event_zone(records)
    header = [words(code) for code in _COLUMNS]
    rows = [
        [
            texts.in_language(one.session.titles, language),
            dates.hours(one.session.starts_at.astimezone(zone), one.session.ends_at.astimezone(zone), language),
            f"{one.expected:,}", f"{one.present:,}", f"{one.partial:,}", f"{max(0, one.expected - one.came):,}",
            "–" if one.session.kind == REGISTRATION else f"{one.minutes:.0f}",
        ]
        for one in figures.sessions
    ]  # fmt: skip
    return Table(header, rows, (38, 25, 10, 9, 9, 9, 10), frozenset(range(2, 7)))


def _minute_bars(figures: EventFigures, words: Words) -> Bars:
    last = max(figures.minutes, default=0)
    return Bars(
        [
            Bar(
                words("some_minutes").format(hours=hours * BUCKET // 60) if hours else words("no_minutes"),
                [figures.minutes.get(hours, 0)],
                0,
                words("people").format(count=figures.minutes.get(hours, 0)),
            )
            for hours in range(last + 1)
        ],
        [_TEAL],
    )


def _certificate_text(figures: EventFigures, rule: Rule, words: Words) -> str:
    code = "rule_required" if rule.required else "rule_share" if rule.minimum_share else "rule"
    return words(code).format(
        issued=figures.certificates, sessions=rule.minimum_sessions, share=round(rule.minimum_share * 100),
        required=", ".join(rule.required),
    )  # fmt: skip


def _meeting_blocks(figures: EventFigures, words: Words) -> Iterator[Block]:
    counts = count_results(figures.meetings)
    yield Heading(words("about_meetings"))
    told = [result for result in _RESULT_COLOURS if counts[result]]
    bars = [
        Bar(
            words(result),
            [counts[result] if other is result else 0 for other in told],  # each in its own colour
            len(figures.meetings),
            words("meetings_count").format(count=counts[result]),
        )
        for result in told
    ]
    yield Bars(bars, [_RESULT_COLOURS[result] for result in told])
    matched = [meeting for meeting in figures.meetings if meeting.result is Result.MATCHED]
    if matched:
        header = [words(code) for code in ("company", "partner", "proposal")]
        yield Table(header, [[one.company, one.partner, one.proposal] for one in matched], (3, 3, 5))


def _how(records: Records, figures: EventFigures, words: Words) -> str:
    scans = list(scan_rows(records))
    return words("how_text").format(
        scans=f"{len(scans):,}",
        accepted=f"{sum(bool(scan['accepted']) for scan in scans):,}",
        overridden=f"{sum(bool(scan['overridden']) for scan in scans):,}",
        voided=f"{sum(bool(scan['voided']) for scan in scans):,}",
        others=figures.others,
    )


def _of(came: int, expected: int, words: Words) -> str:
    if came > expected:
        return words("more_came").format(came=came, expected=expected)
    return f"{words('came_of').format(came=came, expected=expected)}  ({_share(came, expected)} %)"


def _share(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0
