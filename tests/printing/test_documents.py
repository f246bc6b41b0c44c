"""Batches: what is printed is what was given, all of it readable, and nothing half done is left behind."""

import errno
import os
import shutil
import subprocess
import unicodedata
from datetime import UTC, datetime

import pytest

from kiosk.words import error_messages
from printing import documents, sheet
from printing.errors import PrintingError
from printing.setting import Finding, Trouble
from printing.sheet import Sheet
from tests.printing import pages
from tests.printing.layouts import CODE, MINIMAL, SHIPPED, TEXT
from tests.printing.people import EXTREMES, LONG_KOREAN, SEAL, record, workshop


def squeezed(text: str) -> str:
    """``text`` without the line ends and spaces that wrapping changes."""
    return "".join(text.split())


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "printed"
    folder.mkdir()
    return folder / "badges.pdf"


@pytest.fixture
def write(out, shipped_fonts):
    """Writes a PDF to ``out``."""

    def to_out(layout, records, **options):
        return documents.write_pdf(layout, records, out, fonts=shipped_fonts, title="시험", **options)

    return to_out


def test_every_badge_of_a_workshop_says_what_the_roster_says_and_its_code_is_read(shipped_layout, out, write):
    people = workshop()
    printed = write(shipped_layout("badge"), iter(people))
    assert (printed.files, printed.pages, printed.documents) == ((out,), 84, 84)
    assert not printed.findings
    for number, (person, page) in enumerate(zip(people, pages.read(out), strict=True)):
        text = squeezed(page.text)
        for field in ("name", "affiliation", "title", "category", "event_name"):
            assert squeezed(person[field]) in text
        assert (page.width, page.height) == (pytest.approx(90, abs=0.01), pytest.approx(55, abs=0.01))
        assert pages.codes(pages.picture(out, number)) == [person["code"]]


def test_ten_badges_share_a_sheet_and_every_code_is_read(shipped_layout, out, write, a4):
    people = workshop()
    printed = write(shipped_layout("badge"), people, sheet=a4)
    assert (printed.pages, printed.documents) == (9, 84)
    found = [code for page in range(9) for code in pages.codes(pages.picture(out, page))]
    assert sorted(found) == sorted(person["code"] for person in people)


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("person", EXTREMES, ids=lambda person: person["name"])
def test_short_usual_and_extreme_names_stay_whole_and_on_the_page(shipped_layout, out, write, name, person):
    given = record(**person)
    layout = shipped_layout(name)
    write(layout, [given])
    (page,) = pages.read(out)
    shown = given.get("name_latin") if name == "certificate-en" else None
    assert squeezed(shown or given["name"]) in squeezed(page.text)
    for letter in page.letters:
        assert letter.left >= 0 and letter.right <= layout.width, letter
        assert letter.top >= 0 and letter.bottom <= layout.page_height, letter


def test_a_ticket_printed_two_centimetres_wide_is_read(layout_of, out, write):
    write(layout_of(CODE), [record()])
    assert pages.codes(pages.picture(out)) == [record()["code"]]


def test_a_long_affiliation_stays_inside_its_box(layout_of, out, write):
    item = TEXT.replace("size = 12", "size = 14\ncomfort = 9\nsmallest = 6\nlines = 2\nleading = 1.2")
    long = LONG_KOREAN["affiliation"] + " 경남지역본부"
    write(layout_of(item), [{"name": long}])
    (page,) = pages.read(out)
    assert squeezed(page.text) == squeezed(long)
    seen = [letter for letter in page.letters if not letter.character.isspace()]
    assert min(letter.left for letter in seen) >= 5 and max(letter.right for letter in seen) <= 45
    assert min(letter.top for letter in seen) >= 5 and max(letter.bottom for letter in seen) <= 15


def test_decomposed_hangul_is_printed_composed(layout_of, out, write):
    layout = layout_of(TEXT)
    write(layout, [{"name": unicodedata.normalize("NFD", "남궁늘봄")}])
    decomposed = out.read_bytes()
    write(layout, [{"name": "남궁늘봄"}])
    assert decomposed == out.read_bytes()
    assert pages.read(out)[0].text == "남궁늘봄"


def test_a_character_no_font_has_is_named_and_leaves_a_visible_box(layout_of, out, write, shipped_fonts):
    layout = layout_of(TEXT)
    expected = Finding(Trouble.MISSING_CHARACTER, 2, "name", "이𠮷철", "𠮷")
    records = [{"name": "이가철"}, {"name": "이𠮷철"}, {"name": "𠮷"}]
    assert documents.check(layout, records, shipped_fonts).all[0] == expected
    assert write(layout, records).findings.all[0] == expected
    only_the_box = pages.picture(out, 2)
    assert only_the_box.getextrema()[0] < 128
    assert pages.picture(out, 1).getextrema()[0] < 128


def test_a_character_missing_in_the_layouts_own_text_is_found_once(layout_of, shipped_fonts):
    layout = layout_of(TEXT.replace("{name}", "참가증 😀"))
    found = documents.check(layout, [{}, {}], shipped_fonts).all
    assert found == (Finding(Trouble.MISSING_CHARACTER, 0, "", "참가증 😀", "😀"),)


def test_what_was_shrunk_cut_or_empty_is_listed_with_its_record(shipped_layout, shipped_fonts):
    layout = shipped_layout("badge")
    records = [
        record(1, name="남궁늘봄"),
        record(
            2,
            name="홍길동",
            affiliation="창원산업진흥원 미래전략본부 지역특화산업육성팀 인공지능융합지원센터 기업지원실",
        ),
        record(3, name="홍길동", title="가" * 80),
        record(4, name=""),
        record(5, name="홍길동", code="https://tickets.example.com/" + "a1B2" * 40),
    ]
    found = documents.check(layout, records, shipped_fonts)
    assert [(each.trouble, each.document, each.field) for each in found.all] == [
        (Trouble.SHRUNK, 2, "affiliation"),
        (Trouble.ABBREVIATED, 3, "title"),
        (Trouble.EMPTY_FIELD, 4, "name"),
        (Trouble.DENSE_CODE, 5, "code"),
    ]
    assert found.of(Trouble.EMPTY_FIELD) == found.all[2:3]


def test_every_trouble_has_a_sentence():
    for trouble in Trouble:
        sentence = error_messages.SENTENCES[f"printing.found_{trouble}"]
        assert sentence.format(document=1, field="name", text="text", detail="detail")


def test_a_long_table_draws_closer_together_and_then_says_what_it_left_out(shipped_layout, out, write):
    def rows(count):
        return "\n".join(f"세션 {number}\t2024. 2. 28.(수) 10:00\t{number + 100}" for number in range(count))

    layout = shipped_layout("certificate")
    printed = write(layout, [record(name="홍길동", sessions_text=rows(count)) for count in (10, 30)])
    ten, thirty = pages.read(out)
    assert all(f"세션 {number}" in ten.text for number in range(10))
    (left_out,) = printed.findings.of(Trouble.ROWS_LEFT_OUT)
    assert left_out.document == 2
    assert f"외 {left_out.detail}개 세션" in thirty.text
    assert f"세션 {30 - int(left_out.detail) - 1}" in thirty.text


def test_only_the_first_template_with_all_its_values_is_drawn(layout_of, out, write):
    layout = layout_of(TEXT.replace('"{name}"', '["{name} · {code}", "{name}", "–"]'))
    write(layout, [{"name": "홍길동", "code": "7"}, {"name": "홍길동"}, {"code": "7"}])
    assert [page.text for page in pages.read(out)] == ["홍길동 · 7", "홍길동", "–"]


def test_conditions_colours_and_the_order_of_items_are_kept(layout_of, out, write):
    layout = layout_of(
        '[colours.band]\nby = "name"\ndefault = "#FF0000"\nvalues = { "가" = "#0000FF" }\n'
        '[[item]]\nkind = "box"\nx = 0\ny = 0\nwidth = 90\nheight = 55\nfill = "band"\n'
        '[[item]]\nkind = "box"\nx = 0\ny = 0\nwidth = 10\nheight = 10\nfill = "#00FF00"\nunless = "code"\n'
    )
    write(layout, [{"name": "가", "code": "7"}, {"name": "나"}, {"name": "A", "name_as_written": "가", "code": "7"}])
    first, second, translated = (pages.picture(out, page, dpi=72, mode="RGB") for page in (0, 1, 2))
    assert first.getpixel((10, 10)) == translated.getpixel((10, 10)) == (0, 0, 255)
    assert second.getpixel((10, 10)) == (0, 255, 0)
    assert second.getpixel((100, 100)) == (255, 0, 0)


def test_all_fonts_are_embedded_and_the_file_says_what_it_is(shipped_layout, out, write):
    write(shipped_layout("certificate"), [record(name="홍길동")], author="창원특례시")
    content = out.read_bytes()
    assert content.count(b"/FontFile2") == content.count(b"/Type /FontDescriptor") > 0
    assert b"Helvetica" not in content
    assert b"/Lang (ko)" in content
    assert {key: pages.properties(out)[key] for key in ("Title", "Author", "Subject")} == {
        "Title": "시험",
        "Author": "창원특례시",
        "Subject": "수료증",
    }


def test_the_same_records_give_the_same_bytes(shipped_layout, out, write):
    made_at = datetime(2024, 2, 28, 9, 0, tzinfo=UTC)
    write(shipped_layout("badge"), workshop()[:9], made_at=made_at)
    first = out.read_bytes()
    write(shipped_layout("badge"), workshop()[:9], made_at=made_at)
    assert out.read_bytes() == first
    assert pages.properties(out)["CreationDate"] == "D:20240228090000+00'00'"


def test_many_pages_become_several_files(layout_of, out, write, monkeypatch):
    monkeypatch.setattr(documents, "PART_PAGES", 3)
    printed = write(layout_of(TEXT), ({"name": f"홍길동 {number}"} for number in range(7)))
    assert [file.name for file in printed.files] == ["badges-001.pdf", "badges-002.pdf", "badges-003.pdf"]
    assert sorted(out.parent.iterdir()) == sorted(printed.files)
    assert (printed.pages, printed.documents) == (7, 7)
    texts = [page.text for file in printed.files for page in pages.read(file)]
    assert texts == [f"홍길동 {number}" for number in range(7)]


def test_sheets_with_many_labels_become_several_files_too(layout_of, out, write, monkeypatch):
    monkeypatch.setattr(documents, "PART_RECORDS", 10)
    head = MINIMAL.replace("width = 90", "width = 50")
    three = Sheet("three", {}, width=150, height=60)
    item = TEXT.replace("width = 40", "width = 30")
    printed = write(layout_of(item, head), [{"name": f"홍길동 {number}"} for number in range(20)], sheet=three, start=2)
    assert [len(pages.read(file)) for file in printed.files] == [3, 3, 1]  # of two, then three a sheet
    assert (printed.pages, printed.documents) == (7, 20)


def test_printing_begins_at_the_label_asked_for(layout_of, out, write):
    two = Sheet("two", {}, width=180, height=60)
    write(layout_of(TEXT), [{"name": "가"}, {"name": "나"}], sheet=two, start=2)
    first, second = pages.read(out)
    assert (first.text, second.text) == ("가", "나")
    assert first.letters[0].left > 90 > second.letters[0].right
    for start in (0, 3):
        with pytest.raises(PrintingError) as caught:
            write(layout_of(TEXT), [{"name": "가"}], sheet=two, start=start)
        assert (caught.value.code, caught.value.details["most"]) == ("printing.start_beyond_sheet", 2)


def test_a_folded_badge_reads_upright_on_both_sides(shipped_layout, out, write):
    write(shipped_layout("badge-a6-folded"), [record(name="남궁늘봄")])
    folded = pages.picture(out, dpi=100)
    assert folded.height == pytest.approx(2 * 148 / 25.4 * 100, abs=2)
    half = folded.height // 2
    front, back = folded.crop((0, half, folded.width, 2 * half)), folded.crop((0, 0, folded.width, half)).rotate(180)
    assert pages.codes(front) == [record()["code"]] and pages.codes(back) == []
    named = [letter for letter in pages.read(out)[0].letters if letter.character == "남"]
    upper, lower = sorted(letter.top for letter in named)
    assert upper < 148 < lower
    assert front.height == back.height


def test_a_page_turned_on_its_label_is_read_and_stays_inside(shipped_layout, resources, out, write):
    roll = sheet.load(resources / "layouts" / "sheets" / "roll-62.toml")
    write(shipped_layout("badge-label-100x62"), [record(**LONG_KOREAN)], sheet=roll)
    (page,) = pages.read(out)
    assert (page.width, page.height) == (pytest.approx(62, abs=0.1), pytest.approx(100, abs=0.1))
    assert pages.codes(pages.picture(out)) == [record()["code"]]
    for letter in (letter for letter in page.letters if not letter.character.isspace()):
        assert 0 <= letter.left <= letter.right <= 62 and 0 <= letter.top <= letter.bottom <= 100


def test_a_value_is_shown_in_its_form_and_asked_for_by_conditions(layout_of, out, write):
    head = MINIMAL.replace('sample = "남궁늘봄" }', 'sample = "남궁늘봄", format = "masked" }')
    vip = TEXT.replace('"{name}"', '"VIP"').replace("y = 5", "y = 30") + 'when = "code = 7 | 8"\n'
    write(layout_of(TEXT + vip, head), [{"name": "홍길동", "code": "8"}, {"name": "남궁늘봄", "code": "9"}])
    assert [squeezed(page.text) for page in pages.read(out)] == ["홍*동VIP", "남**봄"]


def test_a_picture_of_a_field_is_drawn_where_a_record_has_one(layout_of, out, write):
    item = '[[item]]\nkind = "picture"\nfield = "name"\nx = 10\ny = 10\nwidth = 20\nheight = 20\n'
    write(layout_of(item), [{"name": str(SEAL)}, {}])
    assert pages.picture(out, 0, dpi=72).getextrema()[0] < 128
    assert pages.picture(out, 1, dpi=72).getextrema() == (255, 255)
    with pytest.raises(PrintingError) as caught:
        write(layout_of(item), [{"name": "gone.png"}])
    assert (caught.value.code, caught.value.details["file"]) == ("printing.picture_unreadable", "gone.png")


@pytest.mark.long
def test_every_code_of_a_thousand_badges_is_read_at_300_dpi_and_every_text_is_the_rosters(shipped_layout, out, write):
    people = [
        record(
            number,
            **EXTREMES[number % len(EXTREMES)] | {"name": f"{EXTREMES[number % len(EXTREMES)]['name']} {number}"},
        )
        for number in range(1, 1001)
    ]
    write(shipped_layout("badge"), people)
    for number, (person, page) in enumerate(zip(people, pages.read(out), strict=True)):
        assert pages.codes(pages.picture(out, number, dpi=300)) == [person["code"]]
        text = squeezed(page.text)
        for field in ("name", "affiliation", "category", "event_name"):
            assert squeezed(person[field]) in text


@pytest.mark.parametrize("name", SHIPPED)
def test_qpdf_finds_nothing_wrong(shipped_layout, out, write, a4, name):
    program = shutil.which("qpdf")
    if program is None:
        pytest.skip("qpdf is not installed; python3 run.py test names the package")
    for options in ({}, {"sheet": a4}):
        write(shipped_layout(name), [record(number, **person) for number, person in enumerate(EXTREMES)], **options)
        checked = subprocess.run([program, "--check", str(out)], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout + checked.stderr
        assert "No syntax or stream encoding errors found" in checked.stdout


def test_cancelling_leaves_the_old_file_and_nothing_else(layout_of, out, write):
    out.write_bytes(b"the badges of yesterday")
    done = []
    with pytest.raises(PrintingError) as caught:
        write(layout_of(TEXT), [record(name="홍길동")] * 9, progress=done.append, cancelled=lambda: len(done) == 4)
    assert (caught.value.code, caught.value.details) == ("printing.cancelled", {"done": 4})
    assert done == [1, 2, 3, 4]
    assert out.read_bytes() == b"the badges of yesterday"
    assert list(out.parent.iterdir()) == [out]


def test_a_failure_in_a_later_part_leaves_nothing(layout_of, out, write, monkeypatch):
    monkeypatch.setattr(documents, "PART_PAGES", 2)

    def records():
        yield from [record(name="홍길동")] * 5
        raise RuntimeError("the roster went away")

    with pytest.raises(RuntimeError, match="the roster went away"):
        write(layout_of(TEXT), records())
    assert list(out.parent.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(layout_of, out, write):
    out.mkdir()
    with pytest.raises(PrintingError) as caught:
        write(layout_of(TEXT), [record(name="홍길동")])
    assert (caught.value.code, caught.value.details) == (
        "printing.cannot_write",
        {"file": str(out), "why": os.strerror(errno.EISDIR)},
    )
    assert list(out.parent.iterdir()) == [out]


def test_if_one_of_several_files_is_refused_none_of_them_stays(layout_of, out, write, monkeypatch):
    monkeypatch.setattr(documents, "PART_PAGES", 1)
    blocked = out.with_name("badges-002.pdf")
    blocked.mkdir()
    with pytest.raises(PrintingError) as caught:
        write(layout_of(TEXT), [record(name="홍길동")] * 3)
    assert caught.value.code == "printing.cannot_write"
    assert list(out.parent.iterdir()) == [blocked]


def test_a_page_never_paints_on_its_neighbour(layout_of, out, write):
    head = MINIMAL.replace("width = 90", "bleed = 5\nwidth = 90")
    item = '[[item]]\nkind = "box"\nx = -5\ny = -5\nwidth = 100\nheight = 65\nfill = "#000000"\nwhen = "name"\n'
    write(layout_of(item, head), [{"name": "가"}, {}], sheet=Sheet("two", {}, width=190, height=60, gap=4))
    dark = pages.picture(out, dpi=254).point(lambda value: 255 - value).getbbox()
    first_with_half_a_gap = (10, 5, 950, 595)  # tenths of a millimetre
    assert dark == pytest.approx(first_with_half_a_gap, abs=1)


def test_no_records_are_refused_and_make_no_file(layout_of, out, write):
    with pytest.raises(PrintingError) as caught:
        write(layout_of(TEXT), [])
    assert caught.value.code == "printing.nothing_to_print"
    assert list(out.parent.iterdir()) == []


@pytest.mark.parametrize("name", [name for name in SHIPPED if name.startswith("certificate")])
def test_a_certificate_of_an_event_without_a_place_has_no_line_for_it(shipped_layout, write, out, name):
    with_place, without = record(1, **EXTREMES[0]), record(2, **EXTREMES[0]) | {"event_place": ""}
    write(shipped_layout(name), [with_place, without])
    first, second = (page.text for page in pages.read(out))
    assert with_place["event_place"] in first
    assert "장소" not in second and "Place" not in second and "–\r" not in second
