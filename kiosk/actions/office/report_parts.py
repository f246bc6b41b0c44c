"""The parts of the report that the census fills: figures, bars, curves, tables."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta, tzinfo

from kiosk import dates
from kiosk.actions.office.report_language import Speech, Words
from kiosk.core.arrivals import QUARTER
from kiosk.core.attendance import clock_minutes, has_minutes
from kiosk.core.certificate import Rule
from kiosk.core.figures import BUCKET, Census, CertificateFigures, mean, percent
from kiosk.core.figures import Figures as GroupFigures
from kiosk.core.programme import Session
from kiosk.core.programmes.partnering import Meeting, Result
from printing.report_blocks import Bar, Bars, Block, Columns, Figures, Heading, Paragraph, Table

_TEAL, _AMBER, _NAVY, _QUIET, _RED = "#00796B", "#F0A818", "#14213D", "#9AA5B5", "#B3161B"
_MOST_ORGANISATIONS = 40
_RESULT_COLOURS = {
    Result.MATCHED: _TEAL, Result.FOLLOW_UP: _AMBER, Result.HELD: _NAVY, Result.DECLINED: _QUIET,
    Result.NO_SHOW: _RED, Result.PLANNED: "#CBD2DC",
}  # fmt: skip


def headline(counted: Census, words: Words) -> Figures:
    """What is seen first."""
    whole, papers = counted.whole, counted.certificates
    held = [one.session for one in counted.sessions if has_minutes(one.session)]
    line = words("came_line").format(expected=f"{whole.expected:,}", share=whole.share)
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
    return Figures(told)


def attendance_parts(counted: Census, speech: Speech, zone: tzinfo) -> Iterator[Block]:
    """Who came: by session, by category, when."""
    words = speech.words
    yield Heading(words("by_session"))
    yield _bars([(speech.said(one.session.titles), one.whole) for one in counted.sessions], words)
    yield Heading(words("by_category"))
    yield _bars([(speech.category(name), group) for name, group in counted.categories.items()], words)
    yield Heading(words("details"))
    yield _session_table(counted, speech, zone)
    yield from _arrivals(counted, speech)
    yield from _rooms(counted, speech)
    yield from _organisations(counted, speech)
    yield Heading(words("by_minutes"))
    yield _minute_bars(counted, words)


def certificate_parts(counted: Census, rule: Rule, programme: Mapping[str, Session], speech: Speech) -> Iterator[Block]:
    """Who earned one, by category, and why the others did not."""
    words, papers = speech.words, counted.certificates
    code = "rule_required" if rule.required else "rule_share" if rule.minimum_share else "rule"
    required = [speech.said(programme[code].titles) if code in programme else code for code in rule.required]
    yield Heading(words("about_certificates"))
    yield Paragraph(words(code).format(
        issued=papers.holders, sessions=rule.minimum_sessions, share=round(rule.minimum_share * 100),
        required=", ".join(required),
    ))  # fmt: skip
    if counted.certificates_of:
        rows = [
            _certificate_row(speech.category(name), counted.categories.get(name, GroupFigures()), group)
            for name, group in counted.certificates_of.items()
        ]
        rows.append(_certificate_row(words("all"), counted.whole, papers))
        header = [
            words(code) for code in ("category", "term_registered", "column_came", "entitled", "issued", "lapsed")
        ]
        yield Table(header, rows, (30, 14, 14, 14, 14, 20), frozenset(range(1, 6)))
    if counted.shortfalls:
        judged = papers.entitled + sum(counted.shortfalls.values())
        yield Paragraph(words("shortfalls_line").format(count=sum(counted.shortfalls.values()), total=judged))
        yield Bars(
            [
                Bar(words(code), [count], judged, words("people_of").format(count=count, total=judged))
                for code, count in sorted(counted.shortfalls.items(), key=lambda item: -item[1])
            ],
            [_NAVY],
        )


def meeting_parts(counted: Census, meetings: Iterable[Meeting], speech: Speech) -> Iterator[Block]:
    """One-to-one meetings: what came of them, and which tasks were matched."""
    words = speech.words
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
    matched = [
        [speech.name(text) for text in (one.company, one.partner, one.proposal)]
        for one in meetings
        if one.result is Result.MATCHED
    ]
    if matched:
        yield Table([words(code) for code in ("company", "partner", "proposal")], matched, (3, 3, 5))


def _bars(groups: Iterable[tuple[str, GroupFigures]], words: Words) -> Bars:
    """A bar for each group: of those expected who came and who did not, and who came beside the list."""
    bars = [
        Bar(title, [group.of_expected, group.beside], group.expected + group.beside, _of(group, words))
        for title, group in groups
    ]
    return Bars(bars, [_TEAL, _AMBER], [words("of_expected"), words("beside"), words("missing")])


def _of(group: GroupFigures, words: Words) -> str:
    code = "came_of_beside" if group.beside else "came_of"
    return words(code).format(
        came=f"{group.of_expected:,}", expected=f"{group.expected:,}", share=group.share, beside=f"{group.beside:,}"
    )


def _session_table(counted: Census, speech: Speech, zone: tzinfo) -> Table:
    codes = ("session", "hours", "expected", "column_came", "column_beside", "absent", "column_partial", "minutes")
    rows = [
        [
            speech.said(one.session.titles),
            dates.hours(
                one.session.starts_at.astimezone(zone), one.session.ends_at.astimezone(zone), speech.language
            ),
            one.whole.expected, one.whole.came, one.whole.beside, one.whole.absent, one.whole.partial,
            one.whole.average_minutes if has_minutes(one.session) else None,
        ]
        for one in counted.sessions
    ]  # fmt: skip
    return Table([speech.words(code) for code in codes], rows, (36, 25, 10, 9, 9, 9, 9, 10), frozenset(range(2, 8)))


def _arrivals(counted: Census, speech: Speech) -> Iterator[Block]:
    """A curve for each day on which somebody came."""
    words = speech.words
    for day, quarters in counted.arrivals.items():
        if not quarters:
            continue
        group = counted.days[day]
        yield Heading(words("arrivals").format(day=dates.day(day, speech.language)))
        first, last = min(quarters), max(quarters)
        so_many = int((last - first).total_seconds()) // (QUARTER * 60) + 1
        every = -(-so_many // _MOST_QUARTERS)
        columns: dict[int, int] = {}
        for at, count in quarters.items():
            place = int((at - first).total_seconds()) // (QUARTER * 60 * every)
            columns[place] = columns.get(place, 0) + count
        step = timedelta(minutes=QUARTER * every)
        yield Columns(
            [(f"{first + place * step:%H:%M}", columns.get(place, 0)) for place in range(max(columns) + 1)],
            group.expected + group.beside,
            (_TEAL, _AMBER),
            (words("arrivals_columns").format(minutes=QUARTER * every), words("arrivals_curve")),
        )


def _rooms(counted: Census, speech: Speech) -> Iterator[Block]:
    """How full the rooms were; a registration holds nobody."""
    words = speech.words
    held = [one for one in counted.sessions if one.most_inside is not None]
    if not held:
        return
    yield Heading(words("rooms"))
    seated = [one for one in held if one.session.capacity]
    if seated:
        yield Bars(
            [
                Bar(
                    speech.said(one.session.titles), [one.most_inside or 0], one.session.capacity or 0,
                    words("room_note").format(
                        most=one.most_inside, seats=one.session.capacity,
                        share=percent(one.most_inside or 0, one.session.capacity or 0),
                    ),
                )
                for one in seated
            ],
            [_NAVY],
            [words("most_inside"), words("seats_free")],
        )  # fmt: skip
    header = [words(code) for code in ("session", "room", "capacity", "column_came", "most_inside")]
    rows = [
        [speech.said(one.session.titles), speech.name(one.session.room), one.session.capacity, one.whole.came,
         one.most_inside]
        for one in held
    ]  # fmt: skip
    yield Table(header, rows, (40, 30, 14, 14, 18), frozenset((2, 3, 4)))


def _organisations(counted: Census, speech: Speech) -> Iterator[Block]:
    """Those that sent most, and the others as one row: the parts add up to the whole."""
    words = speech.words
    if not counted.organisations:
        return
    ordered = sorted(counted.organisations.items(), key=lambda item: (-item[1].came, -item[1].expected, item[0]))
    header = [words(code) for code in ("organisation", "term_registered", "expected", "column_came", "column_beside",
                                       "absent", "minutes_in_all")]  # fmt: skip
    rows = [_organisation_row(speech.name(name) or words("no_organisation"), [group])
            for name, group in ordered[:_MOST_ORGANISATIONS]]  # fmt: skip
    others = [group for _name, group in ordered[_MOST_ORGANISATIONS:]]
    if others:
        rows.append(_organisation_row(words("other_organisations").format(count=len(others)), others))
    yield Heading(words("by_organisation").format(count=len(ordered)))
    yield Table(header, [*rows, _organisation_row(words("all"), [counted.whole])], (44, 12, 12, 12, 12, 12, 16),
                frozenset(range(1, 7)))  # fmt: skip


def _organisation_row(name: str, groups: list[GroupFigures]) -> list[str | int]:
    numbers = ((one.registered, one.expected, one.came, one.beside, one.absent, one.minutes) for one in groups)
    return [name, *(sum(column) for column in zip(*numbers, strict=True))]


def _certificate_row(name: str, group: GroupFigures, papers: CertificateFigures) -> list[str | int]:
    return [name, group.registered, group.came, papers.entitled, papers.holders, papers.lapsed]


def _minute_bars(counted: Census, words: Words) -> Bars:
    last, everybody = max(counted.spent, default=0), sum(counted.spent.values())
    return Bars(
        [
            Bar(
                words("some_minutes").format(hours=hours * BUCKET // 60) if hours else words("no_minutes"),
                [counted.spent.get(hours, 0)],
                everybody,
                words("people_of").format(count=counted.spent.get(hours, 0), total=everybody),
            )
            for hours in range(last + 1)
        ],
        [_TEAL],
    )


_MOST_QUARTERS = 32
"""More columns than these are put together: nobody reads them."""
