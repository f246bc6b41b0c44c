"""The Korean catalogue holds every text of the code, with its holes, in Korean that reads well whatever fills them.

The texts are collected here from the syntax tree, not by Babel: on Python 3.11 Babel does not see a text that stands
inside an f-string, and such a text would stay English unnoticed.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from kiosk import languages
from kiosk.cli.spoken import WORDS_OF_CLICK
from kiosk.core.programmes.programme_columns import columns_of
from kiosk.core.scan import Verdict
from kiosk.words import catalogue, error_messages, terms
from printing.setting import Trouble
from tests import help_texts

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations" / "ko" / "LC_MESSAGES"

# These particles change with the last letter before them, which is not known of a hole: a noun or a colon follows it.
PARTICLE_AFTER_HOLE = re.compile(r"\}[’”)\]]*(?:은|는|이|가|을|를|와|과|로|으로|이나|나|이라|라|아|야)(?![가-힣])")
# What a Korean sentence may say in Latin letters: formats, keys, names of products, words of files and commands.
LATIN = {
    *("PostgreSQL hub status conflicts serve invite C".split()),
    "pretix",
    "PgUp",
    "PgDn",
    *("speech-dispatcher".split("-")),
    *("espeak-ng".split("-")),  # what Linux speaks with
    *("USB", "dialout", "Q1"),  # as scanners' manuals and Linux write them
    *("A4 CSV Enter Esc F1 F3 F6 F8 F9 F11 IANA JPEG JSON PDF PNG QR RRGGBB S1 TOML TrueType UTF Asia Seoul".split()),
    *("SMTP STARTTLS TLS PEM eml".split()),
    *("Windows", "https"),
    *("XLSX iCalendar ics json kiosk csv pdf ttf xlsx mm pt MB GB T13 tickets".split()),
    *("in out toggle true false code fields colours fill stroke field file layout folded side".split()),
    *("new attendance attendees doctor queue rebuild fewer search".split()),
    *("PostgreSQL hub status".split()),
    *("recover from purge confirm encrypt decrypt encrypted remove copies".split()),
    *("operator VIP F2 F4 F5 F7 F10 F12 Tab Ctrl L".split()),
    *("jsonl XML frab pretalx map programme grid".split()),
    *("ZIP MANIFEST sig SHA 256 Ed25519 sha256sum c verify data log event key".split()),  # the files of evidence
    *("cancel missing answer answers imports dry run".split()),
    *("single due changed refused unsure planned waiting status name unused list revoke reissue".split()),
    *("formtec 3114 session ISO".split()),
    *("a4 ko en now docx Ctrl FIELD WORD CODE A B PIN UTF EVENT FOLDER PNG png Open Badges".split()),
    *("certificates list reason organiser en register out key event PKCS".split()),
}
# Options of commands, variables of the environment, and what stands for a value: “--out”, “NAME.pdf”.
OF_COMMANDS = re.compile(r"--[a-z]+(?:-[a-z0-9]+)*|\b[A-Z][A-Z0-9_]{3,}(?:=[A-Z-]+|\.[a-z]+)?|<[A-Z]+>")
# Words that look the same in both languages, or have nothing to translate.
SAME_IN_KOREAN = {"{status}: {reason}", "{label}: {value}"}
# Details that a caller further up, who alone knows them, adds to an error: see ``read_table``, ``Section.fault`` and
# ``fault_sentence``.
ADDED_LATER = {
    "KioskError": set(),
    "PrintingError": set(),
    "explain": set(),
    "Fault": {"row"},
    "_UnusableError": {"row"},
    "fault": {"file", "line", "key"},
    "leave_out": set(),
}


class Raised(NamedTuple):
    """An error as it stands in the code; ``details`` is None where they are not written out there."""

    place: str
    callee: str
    code: str
    details: frozenset[str] | None


@cache
def modules() -> Mapping[str, ast.Module]:
    """The syntax trees of both packages, by path."""
    paths = [path for package in ("kiosk", "printing") for path in sorted((ROOT / package).rglob("*.py"))]
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


@cache
def texts_of_code() -> frozenset[str]:
    """Every text that is marked by ``_``, ``N_`` or ``ngettext`` (of these the second), or helps with a command."""
    marked = (
        call.args[-1].value
        for _path, call in calls()
        if getattr(call.func, "id", "") in ("_", "N_", "ngettext") and isinstance(call.args[-1], ast.Constant)
    )
    commands = (tree for path, tree in modules().items() if Path(path).parent == Path("kiosk", "cli"))
    return frozenset((*marked, *(text for tree in commands for _line, text in help_texts.texts(tree))))


@cache
def catalogue_file() -> Catalog:
    """The .po file as it lies in the checkout."""
    with (FOLDER / "kiosk.po").open("rb") as file:
        return read_po(file)


@cache
def korean() -> Mapping[str, str]:
    """English text → Korean text."""
    return dict(pair(message) for message in catalogue_file() if message.id)


def pair(message: Message) -> tuple[str, str]:
    """A text and its translation; of two that a number chooses from, the English of many and the one Korean."""
    if message.pluralizable:
        return message.id[1], message.string[0]
    return message.id, message.string


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of the code with the module it stands in."""
    for path, tree in modules().items():
        yield from ((path, node) for node in ast.walk(tree) if isinstance(node, ast.Call))


def constants() -> Iterator[str]:
    """Every text constant of the code outside the list of sentences."""
    for path, tree in modules().items():
        if Path(path).parent != Path("kiosk", "words", "errors"):
            nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
            yield from (node.value for node in nodes if isinstance(node.value, str))


def holes(text: str) -> set[str]:
    """The names of the holes of a text."""
    return {name for _text, name, _form, _conversion in Formatter().parse(text) if name is not None}


def without_holes(text: str) -> str:
    """What is left when holes and braces with all they hold are taken out."""
    return re.sub(r"\{+[^}]*\}+", " ", text)


def raised() -> Iterator[Raised]:
    """Every error, fault or finding with its code, where that is written out."""
    for path, call in calls():
        callee = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if callee not in ADDED_LATER:
            continue
        codes = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if codes and "." in codes[0]:
            yield Raised(f"{path}:{call.lineno}", callee, codes[0], details_of(call))


def details_of(call: ast.Call) -> frozenset[str] | None:
    """The names of the details given in a call, by keyword or as a dict."""
    dicts = [arg for arg in call.args if isinstance(arg, ast.Dict)]
    names = [keyword.arg for keyword in call.keywords]
    names += [key.value if isinstance(key, ast.Constant) else None for made in dicts for key in made.keys]
    passed_on = any(isinstance(arg, ast.Name | ast.Attribute) for arg in call.args[2:])
    return None if None in names or passed_on else frozenset(names)


@pytest.fixture(autouse=True)
def _language_stays() -> Iterator[None]:
    """Speak afterwards what was spoken before."""
    before = catalogue.language()
    yield
    catalogue.use_language(before)


def test_every_text_of_the_code_is_in_the_catalogue() -> None:
    assert texts_of_code() - korean().keys() == set(), "run: python3 run.py translations"


def test_the_catalogue_holds_nothing_that_the_code_no_longer_says() -> None:
    assert korean().keys() - texts_of_code() == set(), "run: python3 run.py translations"
    assert list(catalogue_file().obsolete) == [], "delete the entries that begin with #~"


def test_everything_is_translated_and_nothing_is_a_guess() -> None:
    assert [text for text, translation in korean().items() if not translation.strip()] == []
    assert [message.id for message in catalogue_file() if message.id and message.fuzzy] == []
    untouched = {text for text, translation in korean().items() if text == translation}
    assert untouched == SAME_IN_KOREAN


def test_a_translation_has_the_holes_of_its_source() -> None:
    assert {text: words for text, words in korean().items() if holes(text) != holes(words)} == {}


def test_the_compiled_catalogue_says_what_the_source_says() -> None:
    with (FOLDER / "kiosk.mo").open("rb") as file:
        compiled = dict(pair(message) for message in read_mo(file) if message.id)
    assert compiled == korean(), "run: python3 run.py translations"


def test_no_korean_particle_depends_on_what_fills_a_hole() -> None:
    assert [words for words in korean().values() if PARTICLE_AFTER_HOLE.search(words)] == []


@pytest.mark.parametrize("wrong", ["{name}은 없습니다", "‘{session}’을 엽니다", "{file}로 저장", "({room})가 찼습니다"])
def test_such_a_particle_would_be_seen(wrong: str) -> None:
    assert PARTICLE_AFTER_HOLE.search(wrong)


@pytest.mark.parametrize(
    "right", ["{name} 님은", "‘{session}’ 세션을", "{when}에 입장", "{row}행과 {other}행", "{most}MB보다"]
)
def test_a_noun_after_the_hole_is_no_fault(right: str) -> None:
    assert not PARTICLE_AFTER_HOLE.search(right)


def test_a_name_is_followed_by_nim() -> None:
    ours = ((text, words) for text, words in korean().items() if text not in WORDS_OF_CLICK)
    named = {words for text, words in ours if "{name}" in text and text.endswith(".")}
    assert [words for words in named if "{name} 님" not in words and not words.endswith("{name}")] == []


def test_korean_sentences_have_no_english_words_left() -> None:
    found = {}
    for words in korean().values():
        if strange := set(re.findall(r"[A-Za-z][A-Za-z0-9]*", OF_COMMANDS.sub("", without_holes(words)))) - LATIN:
            found[words] = strange
    assert found == {}


def test_every_korean_text_has_hangul_or_only_holes() -> None:
    without = {words for words in korean().values() if not re.search("[가-힣]", words)}
    assert without <= SAME_IN_KOREAN | {korean()["{volume} %"], korean()["“{title}”: {reason}"]}


def test_quotation_marks_are_the_korean_single_ones() -> None:
    assert [words for words in korean().values() if re.search("[“”\"']", without_holes(words))] == []


def test_every_error_has_a_sentence() -> None:
    codes = {error.code for error in raised()}
    assert len(codes) > 90, "the errors of the code were not found"
    assert codes - error_messages.SENTENCES.keys() == set()


def test_every_error_fills_the_holes_of_its_sentence() -> None:
    unfilled = {}
    for error in raised():
        if error.details is not None:
            added = {"file"} if error.code.startswith("tables.") else ADDED_LATER[error.callee]
            missing = holes(error_messages.SENTENCES[error.code]) - error.details - added
            if missing:
                unfilled[error.place, error.code] = missing
    assert unfilled == {}


def test_every_finding_before_printing_has_a_sentence_with_known_holes() -> None:
    sentences = {trouble: error_messages.SENTENCES[f"printing.found_{trouble}"] for trouble in Trouble}
    known = {"document", "field", "text", "detail"}
    assert [trouble for trouble, sentence in sentences.items() if not holes(sentence) <= known] == []


def test_every_sentence_is_used() -> None:
    findings = {f"printing.found_{trouble}" for trouble in Trouble}
    assert error_messages.SENTENCES.keys() - set(constants()) - findings == set()


def test_every_answer_has_a_headline_short_enough_to_be_shown_huge() -> None:
    for language, longest in (("en", 27), ("ko", 16)):
        catalogue.use_language(language)
        assert {verdict for verdict in Verdict if not 0 < len(terms.headline(verdict)) <= longest} == set()


def test_the_language_switches_while_the_program_runs() -> None:
    catalogue.use_language("en")
    english = {verdict: terms.headline(verdict) for verdict in Verdict}
    catalogue.use_language("ko")
    switched = {verdict: terms.headline(verdict) for verdict in Verdict}
    assert english[Verdict.ADMITTED] == "Checked in"
    assert switched[Verdict.ADMITTED] == "입장 완료"
    assert [verdict for verdict in Verdict if english[verdict] == switched[verdict]] == []
    catalogue.use_language("en")
    assert {verdict: terms.headline(verdict) for verdict in Verdict} == english


def test_no_two_answers_share_a_headline() -> None:
    for language in languages.available():
        catalogue.use_language(language)
        assert len({terms.headline(verdict) for verdict in Verdict}) == len(Verdict)


@pytest.mark.parametrize("language", languages.available())
def test_a_programme_column_is_called_by_a_word_that_its_file_may_use(language: str) -> None:
    catalogue.use_language(language)
    for field in terms.PROGRAMME_COLUMNS:
        named = re.findall("[“‘](.+?)[”’]", error_messages.explain("programme.no_column", {"field": field}))[0]
        assert columns_of([named]) == {field: 0}


# Nouns that follow a number in a hole.
COUNTED = re.compile(
    r"\{(?!session|event|number|when|start|end)\w+\} (?:more |unchanged )?(people|sessions|meetings|"
    r"certificates|badges|scans|copies|texts|entries|operations|places|minutes|hours|seconds|jobs|things|pages)\b"
)
# What can never be one, and what is one of several.
NEVER_ONE = {"{count} people are called", "{count} copies of it"}


def test_english_says_one_session_and_two_sessions():
    catalogue.use_language("en")
    sentence = catalogue._("{count} {count:scan|scans}, the newest first")
    assert [sentence.format(count=count) for count in (0, 1, "1", 2, "1,000")] == [
        "0 scans, the newest first",
        "1 scan, the newest first",
        "1 scan, the newest first",
        "2 scans, the newest first",
        "1,000 scans, the newest first",
    ]
    assert error_messages.explain("ready.no_category", {"count": 1, "names": "홍길동"}).startswith(
        "1 person has no category"
    )


def test_no_noun_follows_a_number_in_one_form_only():
    wrong = {text for text in texts_of_code() if COUNTED.search(text)}
    assert {text for text in wrong if not any(text.startswith(known) for known in NEVER_ONE)} == set()
