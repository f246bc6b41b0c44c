"""The pages of an evidence folder that are about the folder itself: what lies in it, and the second count."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk import dates
from kiosk.actions.event import dates_of, details_of, event_zone
from kiosk.actions.office.report_language import Words
from kiosk.actions.papers.shipped_layouts import all_fonts, printing_troubles
from kiosk.core import texts
from kiosk.core.recount import Comparison
from kiosk.store.records import Records
from printing.report import write_report
from printing.report_blocks import Block, Cell, Facts, Heading, Paragraph, Report, Table

_MOST = 60


@dataclass(frozen=True, slots=True)
class Seals:
    """What is told of a folder's making: when, how many lines the log has, its seal, how the two counts compare."""

    made_at: datetime
    lines: int
    seal: str
    comparison: Comparison


def write_list(
    records: Records, out: Path, words: Words, language: str, made: Seals, files: Sequence[tuple[str, str, int]]
) -> None:
    """The first page: what lies in the folder; ``files`` are path, what it is, and bytes."""
    rows: list[list[Cell]] = [[number, path, what, size] for number, (path, what, size) in enumerate(files, start=1)]
    header = [words(code) for code in ("number", "file", "holds", "bytes")]
    blocks: list[Block] = [
        _facts(records, words, language, made),
        Heading(words("list")),
        Table(header, rows, (6, 34, 48, 14), frozenset((0, 3))),
        Heading(words("check")),
        Paragraph(words("check_how")),
    ]
    _write(records, out, words("list_title"), blocks, words, language, made)


def write_recount(records: Records, out: Path, words: Words, language: str, made: Seals) -> None:
    """The page for the funder: every figure counted twice, and what differs."""
    found = made.comparison
    groups = Counter(name.partition("/")[0] for name in found.names)
    blocks: list[Block] = [
        _facts(records, words, language, made),
        Heading(words("recount")),
        Paragraph(_result(found, words)),
        Table(
            [words("group"), words("figures")],
            [[words(f"group_{name}"), count] for name, count in sorted(groups.items())],
            (60, 20), frozenset((1,)),
        ),
    ]  # fmt: skip
    if found.differences:
        rows: list[list[Cell]] = [[one.figure, one.stated, one.counted] for one in found.differences[:_MOST]]
        blocks.append(Table([words(code) for code in ("figure", "told", "counted")], rows, (60, 14, 14),
                            frozenset((1, 2))))  # fmt: skip
    blocks += [Heading(words("recount_method")), Paragraph(words("recount_how"), quiet=True)]
    _write(records, out, words("recount_title"), blocks, words, language, made)


def _result(found: Comparison, words: Words) -> str:
    code = "recount_differs" if found.differences else "recount_agrees"
    return words(code).format(figures=f"{found.figures:,}", differences=len(found.differences))


def _facts(records: Records, words: Words, language: str, made: Seals) -> Facts:
    details, days = details_of(records), dates_of(records)
    facts = [
        (words("event"), texts.in_language(details.names, language)),
        (words("when"), dates.days(*days, language) if days else ""),
        (words("organiser"), texts.in_language(details.organisers, language)),
        (words("made"), f"{made.made_at.astimezone(event_zone(records)):%Y-%m-%d %H:%M:%S %Z}"),
        (words("lines"), f"{made.lines:,}"),
        (words("seal"), " ".join(made.seal[place : place + 16] for place in range(0, len(made.seal), 16))),
    ]
    return Facts([(name, text) for name, text in facts if text])


def _write(
    records: Records, out: Path, title: str, blocks: Sequence[Block], words: Words, language: str, made: Seals
) -> None:
    author = texts.in_language(details_of(records).organisers, language)
    report = Report(title, (), blocks, words("foot").format(file=records.path.name), language)
    with printing_troubles():
        write_report(report, out, all_fonts(), made_at=made.made_at, author=author)
