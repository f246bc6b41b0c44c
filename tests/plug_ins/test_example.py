"""What another package adds, by the example that is installed: found, used, and left out when it fails."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from kiosk import api, plug_ins
from kiosk.actions.papers.own_layouts import find_layout
from kiosk.errors import KioskError
from kiosk.words.plug_ins import troubles
from tests import making

AT = making.moment("10:30")
LAYOUT = """
[layout]
name = { ko = "반지", en = "Ring" }
language = "en"
width = 90
height = 55
[fields]
initials = { ko = "머리글자", en = "Initials", sample = "AB", required = true }
[[item]]
kind = "ring"
x = 10
y = 10
width = 20
height = 20
[[item]]
kind = "text"
text = "<{initials}>"
x = 40
y = 10
width = 40
height = 12
size = 20
comfort = 12
smallest = 8
"""


@pytest.fixture
def event(tmp_path: Path) -> Path:
    """A day with a vendor and a guest on the roster, closed."""
    records = making.new_event(tmp_path)
    making.add_people(records, 1, name="Ada Byron", category="guest")
    making.add_people(records, 1, name="Max Stall", category="vendor")
    records.close()
    return records.path


def codes(event: api.Event) -> dict[str, str]:
    return {person.name: person.ticket_code for person in event.people()}


def test_what_is_installed_is_found_and_listed(example: Path):
    told = {(state.group, state.name): (state.package, state.trouble) for state in plug_ins.states()}
    assert told == {
        ("kiosk.importers", "people"): ("kiosk-example", None),
        ("kiosk.exports", "badgelist"): ("kiosk-example", None),
        ("kiosk.fields", "initials"): ("kiosk-example", None),
        ("kiosk.items", "ring"): ("kiosk-example", None),
        ("kiosk.rules", "no_vendors"): ("kiosk-example", None),
    }


def test_the_command_line_lists_them(example_site: Path):
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(example_site)!r}); sys.argv[1:] = ['plugins', "
         "'--json']; from kiosk.cli.main import main; sys.exit(main())"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert {(one["name"], one["state"]) for one in told} == {
        (name, "ready") for name in ("people", "badgelist", "initials", "ring", "no_vendors")
    }


def test_a_file_is_imported_by_its_ending(example: Path, event: Path, tmp_path: Path):
    file = tmp_path / "list.people"
    file.write_text("김하나/한빛대학교\nEve Stone/Stone Ltd\n", encoding="utf-8")
    with api.open_event(event) as opened:
        assert opened.import_people(file).new == 2
        assert {"김하나", "Eve Stone"} < {person.name for person in opened.people()}


def test_a_file_is_exported_by_its_ending(example: Path, event: Path, tmp_path: Path):
    with api.open_event(event) as opened:
        out = opened.export(tmp_path / "all.badgelist")
    assert sorted(out.read_text(encoding="utf-8").split("\n")) == ["", "Ada Byron", "Max Stall"]


def test_a_badge_shows_an_added_field_and_an_added_item(example: Path, event: Path, tmp_path: Path):
    layout = tmp_path / "ring.toml"
    layout.write_text(LAYOUT, encoding="utf-8")
    with api.open_event(event) as opened:
        opened.badges(tmp_path / "out.pdf", layout=str(layout))
    pages = pypdf.PdfReader(tmp_path / "out.pdf").pages
    assert sorted("".join(page.extract_text().split()) for page in pages) == ["<AB>", "<MS>"]
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as drawn:
        picture = drawn[0].render(scale=300 / 72).to_pil().convert("L")
    top = [picture.getpixel((round(20 / 25.4 * 300), y)) for y in range(110, 126)]
    assert min(top) < 128 < picture.getpixel((round(20 / 25.4 * 300), round(20 / 25.4 * 300)))


def test_a_rule_refuses_with_its_reason_and_the_refusal_is_stored(example: Path, event: Path):
    with api.open_event(event) as opened:
        answer = opened.check_in(codes(opened)["Max Stall"], session="E", at=AT, scan_id="1")
        assert (answer.verdict, answer.accepted) == (api.Verdict.HOUSE_RULE, False)
        assert answer.reason == "Vendors use the east gate"
        assert opened.check_in(codes(opened)["Ada Byron"], session="E", at=AT).accepted
    plug_ins.forget()
    with api.open_event(event) as opened:
        assert opened.check_in("whatever", session="E", at=AT, scan_id="1") == answer
        assert next(one.whole.came for one in opened.figures(AT).sessions if one.session.code == "E") == 1


def test_a_rule_is_not_asked_about_who_is_refused_anyway_or_leaves(broken, event: Path):
    broken("kiosk.rules", "all", "asked = []\ndef it(question):\n    asked.append(question)\n    return ''\n")
    with api.open_event(event) as opened:
        code = codes(opened)["Ada Byron"]
        assert opened.check_in("nobody", session="E", at=AT).verdict is api.Verdict.UNKNOWN
        assert opened.check_in(code, session="F", at=making.moment("09:00")).verdict is api.Verdict.TOO_EARLY
        assert opened.check_in(code, session="F", at=making.moment("10:40")).accepted
        assert opened.check_in(code, session="F", direction="out", at=making.moment("10:50")).accepted
    (question,) = sys.modules["kiosk_trouble"].asked
    assert (question.session, question.name, question.category) == ("F", "Ada Byron", "guest")


FAILING_RULES = {
    "fails at load": ("raise ImportError('no such thing')", plug_ins.Trouble.LOAD),
    "leaves at load": ("raise SystemExit(3)", plug_ins.Trouble.LOAD),
    "is nothing to call": ("it = 3", plug_ins.Trouble.LOAD),
    "fails at work": ("def it(question):\n    raise ValueError(question.name)", plug_ins.Trouble.WORK),
    "wants to admit": ("def it(question):\n    return True", plug_ins.Trouble.RESULT),
    "takes too long": ("import time\ndef it(question):\n    time.sleep(5)", plug_ins.Trouble.LATE),
}


@pytest.mark.parametrize(("code", "trouble"), FAILING_RULES.values(), ids=FAILING_RULES)
def test_a_rule_that_fails_is_named_and_the_door_goes_on(broken, event: Path, caplog, code: str, trouble):
    broken("kiosk.rules", "bad", code)
    with caplog.at_level("WARNING"), api.open_event(event) as opened:
        assert opened.check_in(codes(opened)["Ada Byron"], session="E", at=AT).accepted
        assert opened.check_in(codes(opened)["Max Stall"], session="E", at=AT).accepted
    (state,) = plug_ins.left_out()
    assert (state.name, state.package, state.trouble) == ("bad", "kiosk-trouble", trouble)
    (told,) = troubles(plug_ins.states())
    assert "bad" in told and "kiosk-trouble" in told
    assert caplog.text.count("is left out") == 1
    assert "Ada" not in caplog.text and "Max" not in caplog.text


def test_a_field_that_fails_makes_no_badge_with_a_blank(broken, event: Path, tmp_path: Path):
    broken("kiosk.fields", "initials", "def it(record):\n    return record['no such']")
    with api.open_event(event) as opened, pytest.raises(KioskError) as trouble:
        opened.badges(tmp_path / "out.pdf")
    assert "kiosk-trouble" in api.sentence(trouble.value)
    assert not (tmp_path / "out.pdf").exists()
    with api.open_event(event) as opened:
        opened.badges(tmp_path / "out.pdf")


def test_a_field_of_the_program_is_not_taken_over(broken, event: Path, tmp_path: Path):
    broken("kiosk.fields", "name", "def it(record):\n    return 'Mallory'")
    with api.open_event(event) as opened:
        opened.badges(tmp_path / "out.pdf")
    assert "Mallory" not in pypdf.PdfReader(tmp_path / "out.pdf").pages[0].extract_text()
    assert plug_ins.left_out()[0].trouble is plug_ins.Trouble.TAKEN


@pytest.mark.parametrize("code", ["def it(content):\n    return 1 / 0", "def it(content):\n    return ['name']"])
def test_an_importer_that_fails_imports_nothing(broken, event: Path, tmp_path: Path, code: str):
    broken("kiosk.importers", "people", code)
    file = tmp_path / "list.people"
    file.write_text("김하나/한빛대학교\n", encoding="utf-8")
    with api.open_event(event) as opened:
        with pytest.raises(KioskError) as trouble:
            opened.import_people(file)
        assert trouble.value.code == "plug_in.failed"
        assert len(opened.people()) == 2


@pytest.mark.parametrize("code", ["def it(document):\n    return 1 / 0", "def it(document):\n    return 'text'"])
def test_an_export_that_fails_leaves_the_file_that_was_there(broken, event: Path, tmp_path: Path, code: str):
    broken("kiosk.exports", "badgelist", code)
    out = tmp_path / "all.badgelist"
    out.write_text("kept", encoding="utf-8")
    with api.open_event(event) as opened, pytest.raises(KioskError, match=r"plug_in\.failed"):
        opened.export(out)
    assert out.read_text(encoding="utf-8") == "kept"


ITEMS = {
    "no kind": "class it:\n    pass",
    "parts missing": "from printing.kinds.kind import Kind\nclass it(Kind):\n    name = 'ring'",
    "another name": "from kiosk_example.item import RingKind\nclass it(RingKind):\n    name = 'circle'",
}


@pytest.mark.parametrize("code", ITEMS.values(), ids=ITEMS)
def test_an_item_that_is_none_is_left_out(broken, example_site: Path, monkeypatch, code: str):
    monkeypatch.syspath_prepend(example_site)
    broken("kiosk.items", "ring", code)
    assert {state.trouble for state in plug_ins.left_out()} >= {plug_ins.Trouble.LOAD} or plug_ins.left_out()


def test_an_item_that_fails_while_it_is_drawn_is_named(broken, event: Path, tmp_path: Path):
    broken("kiosk.items", "ring", FAILING_ITEM)
    layout = tmp_path / "ring.toml"
    layout.write_text(LAYOUT, encoding="utf-8")
    with api.open_event(event) as opened:
        with pytest.raises(KioskError) as trouble:
            opened.badges(tmp_path / "out.pdf", layout=str(layout))
        assert trouble.value.code == "plug_in.failed"
        assert find_layout(opened._records, "badge"), "layouts without it are as before"


FAILING_ITEM = (Path(__file__).parents[1] / "plugin_example" / "kiosk_example" / "item.py").read_text(
    encoding="utf-8"
).replace("radius = self", "raise ValueError(record)\n        radius = self") + "\nit = RingKind\n"  # fmt: skip


def test_two_packages_of_one_name_do_not_both_serve(
    example: Path, broken: Callable[..., None], event: Path, tmp_path: Path
):
    broken("kiosk.exports", "badgelist", "def it(document):\n    return b'the later one'")
    with api.open_event(event) as opened:
        assert b"Ada" in opened.export(tmp_path / "all.badgelist").read_bytes()
    (state,) = plug_ins.left_out()
    assert (state.package, state.trouble) == ("kiosk-trouble", plug_ins.Trouble.TAKEN)
