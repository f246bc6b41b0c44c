"""The report after an event: what an organiser hands to whoever paid for it, as a PDF of a few pages."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kiosk import clock, dates
from kiosk.actions.access import require
from kiosk.actions.event import details_of, event_zone
from kiosk.actions.handles import takes_event
from kiosk.actions.office.figures import read_census
from kiosk.actions.papers.document_fields import event_fields
from kiosk.actions.papers.shipped_layouts import all_fonts, printing_troubles
from kiosk.actions.papers.targets import check_target, make_folder
from kiosk.core import texts
from kiosk.core.access import Permission
from kiosk.core.attendance import clock_minutes, has_minutes
from kiosk.core.certificate import Rule
from kiosk.core.figures import BUCKET, Census, mean, percent
from kiosk.core.figures import Figures as GroupFigures
from kiosk.core.programmes.partnering import Result
from kiosk.store.records import Records
from printing.report import Bar, Bars, Block, Figures, Heading, Paragraph, Report, Table, write_report

Words = Callable[[str], str]
"""Gives the word or the sentence with holes for a code, in the reader's language."""

_TEAL, _AMBER, _NAVY, _QUIET, _RED = "#00796B", "#F0A818", "#14213D", "#9AA5B5", "#B3161B"
_COLUMNS = ("session", "hours", "expected", "column_came", "column_beside", "absent", "column_partial", "minutes")
_RESULT_COLOURS = {
    Result.MATCHED: _TEAL, Result.FOLLOW_UP: _AMBER, Result.HELD: _NAVY, Result.DECLINED: _QUIET,
    Result.NO_SHOW: _RED, Result.PLANNED: "#CBD2DC",
}  # fmt: skip


@takes_event
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
        blocks=tuple(_blocks(records, read_census(records, now), words, language)),
        foot=words("made").format(when=made, file=records.path.name),
        language=language,
    )
    with printing_troubles():
        return write_report(report, out, all_fonts(), made_at=now, author=fields["organiser"])


def _blocks(records: Records, counted: Census, words: Words, language: str) -> Iterator[Block]:
    if counted.kept_since is not None:
        when = f"{counted.kept_since.astimezone(event_zone(records)):%Y-%m-%d %H:%M}"
        yield Paragraph(words("kept").format(when=when))
    yield Figures(_headline(counted, words))
    yield Heading(words("by_session"))
    yield _bars([(texts.in_language(one.session.titles, language), one.whole) for one in counted.sessions], words)
    yield Heading(words("by_category"))
    yield _bars([(name or words("no_category"), group) for name, group in counted.categories.items()], words)
    yield Heading(words("details"))
    yield _session_table(records, counted, words, language)
    yield Heading(words("by_minutes"))
    yield _minute_bars(counted, words)
    yield Heading(words("about_certificates"))
    yield Paragraph(_certificate_text(counted, details_of(records).rule, words))
    if counted.shortfalls:
        yield Bars(
            [
                Bar(words(code), [count], 0, words("people").format(count=count))
                for code, count in sorted(counted.shortfalls.items(), key=lambda item: -item[1])
            ],
            [_QUIET],
        )
    if counted.meetings_in_all:
        yield from _meeting_blocks(records, counted, words)
    yield Heading(words("how"))
    yield Paragraph(_how(counted, words), quiet=True)


def _headline(counted: Census, words: Words) -> list[tuple[str, str, str]]:
    whole, papers = counted.whole, counted.certificates
    held = [one.session for one in counted.sessions if has_minutes(one.session)]
    line = words("came_line").format(expected=whole.expected, share=whole.share)
    lapsed = words("lapsed_line").format(count=papers.lapsed)
    earned = words("certificates_line").format(share=percent(papers.earned, whole.came))
    told = [
        (f"{whole.registered:,}", words("registered"), words("registered_line")),
        (f"{whole.came:,}", words("came"), line),
        (str(len(held)), words("sessions"), words("sessions_line").format(hours=f"{mean(clock_minutes(held), 60):g}")),
        (f"{papers.holders:,}", words("certificates"), lapsed if papers.lapsed else earned),
    ]
    if counted.meetings_in_all:
        line = words("matched_line").format(total=counted.meetings_in_all)
        told.append((str(counted.meetings.get(Result.MATCHED, 0)), words("matched"), line))
    return told


def _bars(groups: Iterable[tuple[str, GroupFigures]], words: Words) -> Bars:
    """A bar for each group: of those expected who came and who did not, and who came beside the list."""
    bars = [
        Bar(title, [group.of_expected, group.beside], group.expected + group.beside, _of(group, words))
        for title, group in groups
    ]
    return Bars(bars, [_TEAL, _AMBER], [words("of_expected"), words("beside"), words("missing")])


def _session_table(records: Records, counted: Census, words: Words, language: str) -> Table:
    zone = event_zone(records)
    header = [words(code) for code in _COLUMNS]
    rows = [
        [
            texts.in_language(one.session.titles, language),
            dates.hours(one.session.starts_at.astimezone(zone), one.session.ends_at.astimezone(zone), language),
            *(f"{number:,}" for number in (
                one.whole.expected, one.whole.came, one.whole.beside, one.whole.absent, one.whole.partial,
            )),
            f"{one.whole.average_minutes:.1f}" if has_minutes(one.session) else "–",
        ]
        for one in counted.sessions
    ]  # fmt: skip
    return Table(header, rows, (36, 25, 10, 9, 9, 9, 9, 10), frozenset(range(2, 8)))


def _minute_bars(counted: Census, words: Words) -> Bars:
    last = max(counted.spent, default=0)
    return Bars(
        [
            Bar(
                words("some_minutes").format(hours=hours * BUCKET // 60) if hours else words("no_minutes"),
                [counted.spent.get(hours, 0)],
                0,
                words("people").format(count=counted.spent.get(hours, 0)),
            )
            for hours in range(last + 1)
        ],
        [_TEAL],
    )


def _certificate_text(counted: Census, rule: Rule, words: Words) -> str:
    code = "rule_required" if rule.required else "rule_share" if rule.minimum_share else "rule"
    return words(code).format(
        issued=counted.certificates.holders, sessions=rule.minimum_sessions, share=round(rule.minimum_share * 100),
        required=", ".join(rule.required),
    )  # fmt: skip


def _meeting_blocks(records: Records, counted: Census, words: Words) -> Iterator[Block]:
    yield Heading(words("about_meetings"))
    told = [result for result in _RESULT_COLOURS if counted.meetings.get(result)]
    bars = [
        Bar(
            words(result),
            [counted.meetings[result] if other is result else 0 for other in told],  # each in its own colour
            counted.meetings_in_all,
            words("meetings_count").format(count=counted.meetings[result]),
        )
        for result in told
    ]
    yield Bars(bars, [_RESULT_COLOURS[result] for result in told])
    matched = [meeting for meeting in records.programme.meetings() if meeting.result is Result.MATCHED]
    if matched:
        header = [words(code) for code in ("company", "partner", "proposal")]
        yield Table(header, [[one.company, one.partner, one.proposal] for one in matched], (3, 3, 5))


def _how(counted: Census, words: Words) -> str:
    scans = counted.scans
    return words("how_text").format(
        scans=f"{scans.all:,}", accepted=f"{scans.accepted:,}", overridden=f"{scans.by_decision:,}",
        refused=f"{scans.refused:,}", voided=f"{scans.taken_back:,}", beside=counted.whole.beside,
    )  # fmt: skip


def _of(group: GroupFigures, words: Words) -> str:
    code = "came_of_beside" if group.beside else "came_of"
    return words(code).format(came=group.of_expected, expected=group.expected, share=group.share, beside=group.beside)
