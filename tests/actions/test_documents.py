"""Documents made of an event: what they say, how their files are called, and the seal that is stamped on them."""

import shutil
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from kiosk.actions.door.check_in import check_in, new_scan_id
from kiosk.actions.event import open_event, read_event
from kiosk.actions.papers.certificate_register import reissue
from kiosk.actions.papers.issue_certificates import issue_certificates
from kiosk.actions.papers.keep_seal import keep_seal, seal_file
from kiosk.actions.papers.own_layouts import save_layout
from kiosk.actions.papers.preview_documents import layouts_to_choose, preview
from kiosk.actions.papers.print_documents import (
    PDFS,
    choose_attendees,
    print_badges,
    print_ticket_list,
    print_tickets,
)
from kiosk.actions.papers.print_sign_in_sheet import ROWS_A_PAGE, print_sign_in_sheet
from kiosk.actions.papers.render_certificates import render_papers
from kiosk.actions.papers.shipped_layouts import load_layout
from kiosk.actions.people.manage_roster import add_attendee, edit_attendee
from kiosk.actions.preparing.demonstration import make_demonstration
from kiosk.core.programme import Admission
from kiosk.core.scan import Scan
from kiosk.errors import KioskError
from kiosk.store.records import Records
from tests import making
from tests.printing import pages

SEAL = Path(__file__).parents[1] / "printing" / "seal.png"


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("event") / "event.kiosk"
    make_demonstration(path, as_planned=True).close()
    return path


@pytest.fixture
def records(made_once: Path, tmp_path: Path):
    shutil.copy(made_once, tmp_path / "event.kiosk")
    with closing(open_event(tmp_path / "event.kiosk", desk_id="d")) as opened:
        yield opened


def attend(records: Records, *names: str) -> None:
    """These people come to every session that is meant for them, and stay."""
    for person in records.people.all():
        if person.name in names:
            for session in records.programme.sessions().values():
                at = session.starts_at + timedelta(minutes=1)
                check_in(records, Scan(new_scan_id(), person.ticket_code, at, "1", session=session.code))


def test_the_list_for_the_desk_is_by_name_and_every_code_in_it_is_read(records, tmp_path):
    out = tmp_path / "list.pdf"
    people = choose_attendees(records)
    batch = print_ticket_list(records, people, out)
    assert [person.name for person in batch.attendees] == sorted(person.name for person in people)
    assert not batch.findings
    text = "".join("".join(page.text.split()) for page in pages.read(out))
    assert all("".join(person.name.split()) in text for person in people)
    read = [code for page in range(len(pages.read(out))) for code in pages.codes(pages.picture(out, page))]
    assert sorted(read) == sorted(person.ticket_code for person in people)


def test_the_pages_of_the_list_say_where_they_begin_and_end(records, tmp_path):
    out = tmp_path / "list.pdf"
    by_name = print_ticket_list(records, choose_attendees(records), out).attendees
    first, second, *_ = pages.read(out)
    assert f"{by_name[0].name} – {by_name[26].name}" in first.text
    assert f"{by_name[27].name} – {by_name[53].name}" in second.text


def test_a_badge_shows_on_its_back_the_sessions_meant_for_that_person(records, tmp_path):
    out = tmp_path / "badge.pdf"
    person = next(person for person in choose_attendees(records) if "S2" not in person.sessions)
    print_badges(records, [person], out, layout_name="badge-a6-folded")
    (page,) = pages.read(out)
    assert "지원사업 합동설명회" in page.text
    assert (
        records.programme.sessions()["S2"].titles["ko"] not in page.text
    )  # by registration, and this person is not on the list


def test_tickets_to_mail_are_a_file_each_and_namesakes_get_two(records, tmp_path):
    people = choose_attendees(records)[:9]
    edit_attendee(records, people[1].id, {"name": people[0].name, "affiliation": people[0].affiliation})
    people = [person for person in choose_attendees(records) if person.id in {one.id for one in people}]
    for form, suffix in ((PDFS, ".pdf"), ("pictures", ".png")):
        batch = print_tickets(records, people, tmp_path / form, form=form)
        assert len({file.name for file in batch.files}) == len(people)
        assert {file.suffix for file in batch.files} == {suffix}
        image = pages.picture(batch.files[0]) if suffix == ".pdf" else Image.open(batch.files[0]).convert("L")
        assert pages.codes(image) == [people[0].ticket_code]


def test_a_ticket_is_wholly_in_the_language_of_its_holder(records, tmp_path):
    korean, english, other = choose_attendees(records)[:3]
    for person, language in ((korean, ""), (english, "en"), (other, "ja")):
        edit_attendee(records, person.id, {"language": language})
    people = [records.people.get(person.id) for person in (korean, english, other)]
    print_tickets(records, people, tmp_path / "all.pdf")
    said = [page.text for page in pages.read(tmp_path / "all.pdf")]
    assert "보여 주세요" in said[0]
    for page in said[1:]:  # what is not there in Japanese is in English
        assert "Show this code at the door" in page
        assert "보여 주세요" not in page
    print_tickets(records, people, tmp_path / "each", form=PDFS)
    each = [pages.read(file)[0].text for file in sorted((tmp_path / "each").iterdir())]
    assert ["보여 주세요" in text for text in each] == [True, False, False]


def test_a_certificate_layout_in_two_languages_gives_each_person_theirs(records, tmp_path):
    attend(records, *(person.name for person in records.people.all()[:2]))
    own = load_layout("certificate").in_languages(("ko", "en"))
    save_layout(records, replace(own, name="certificate-own"))
    for person, language in zip(records.people.all()[:2], ("ko", "en"), strict=True):
        edit_attendee(records, person.id, {"language": language})
    made = issue_certificates(records, tmp_path / "out.pdf", desk="A", layout_name="certificate-own")
    assert [file.name for file in made.files] == ["out.pdf", "out-en.pdf"]


def test_certificates_are_called_by_kind_name_and_serial_so_that_namesakes_are_told_apart(records, tmp_path):
    first, second = choose_attendees(records)[:2]
    edit_attendee(records, second.id, {"name": first.name})
    attend(records, first.name)
    issue = issue_certificates(records, tmp_path / "out", desk="A", layout_name="certificate-attendance")
    assert sorted(file.name for file in issue.files) == [
        f"참가확인서_{first.name}_A-C0001.pdf", f"참가확인서_{first.name}_A-C0002.pdf",
    ]  # fmt: skip
    english = issue_certificates(records, tmp_path / "en", desk="A", layout_name="certificate-en")
    assert english.files[0].name == f"certificate_{first.name}_A-0001.pdf"


def test_each_language_has_a_file_of_certificates_of_its_own(records, tmp_path):
    english = load_layout("certificate-en")
    label = {**english.label, "ja": "修了証"}
    save_layout(records, replace(english, name="certificate-ja", language="ja", label=label))
    people = dict(zip(("ko", "en", "ja", "fr"), records.people.all(), strict=False))
    attend(records, *(person.name for person in people.values()))
    for language, person in people.items():
        edit_attendee(records, person.id, {"language": language})
    issue = issue_certificates(records, tmp_path / "all.pdf", desk="A")
    assert [path.name for path in issue.files] == ["all.pdf", "all-en.pdf", "all-ja.pdf"]
    written = [[person.name for person in people.values() if person.name in page.text.replace(" ", "")]
               for path in issue.files for page in pages.read(path)]  # fmt: skip
    assert sorted(written, key=str) == sorted(([person.name] for person in people.values()), key=str)
    each = issue_certificates(records, tmp_path / "folder", desk="A")
    assert {path.name.partition("_")[0] for path in each.files} == {"수료증", "certificate", "修了証"}


def test_a_certificate_says_what_was_attended_in_hours_and_both_languages(records, tmp_path):
    attend(records, "추솔")
    out = tmp_path / "c.pdf"
    issue_certificates(records, out, desk="A", layout_name="certificate-attendance-bilingual")
    (page,) = pages.read(out)
    for text in ("27–28 February 2024", "2024. 2. 27.(화) ~ 2. 28.(수)", "시간", "min)", "추솔"):
        assert text in page.text


def test_a_layout_at_fault_is_told_before_any_number_is_given(records, tmp_path):
    attend(records, "추솔")
    with pytest.raises(KioskError) as caught:
        issue_certificates(records, tmp_path / "c.pdf", desk="A", layout_name="certificate-gold")
    assert caught.value.code == "layout.unknown"
    assert records.papers.certificates() == []


def red_on(page: Image.Image) -> tuple[int, int, int, int] | None:
    """Where something red stands on a page."""
    red, green, _ = page.split()
    return ImageChops.subtract(red, green).point(lambda value: 255 * (value > 90)).getbbox()


def test_the_seal_is_stamped_over_the_last_letter_of_the_issuer(records, tmp_path):
    attend(records, "추솔")
    out = tmp_path / "c.pdf"
    issue_certificates(records, out, desk="A")
    assert red_on(pages.picture(out, dpi=100, mode="RGB")) is None
    keep_seal(records, SEAL)
    issue_certificates(records, out, desk="A")
    assert red_on(pages.picture(out, dpi=100, mode="RGB")) is None  # it was issued without
    render_papers(records, reissue(records, ["A-0001"], "직인"), out)
    box = red_on(pages.picture(out, dpi=100, mode="RGB"))
    middle = [(box[0] + box[2]) / 2 * 0.254, (box[1] + box[3]) / 2 * 0.254]  # millimetres
    last = [letter for letter in pages.read(out)[0].letters if letter.top > 245 and not letter.character.isspace()][-1]
    assert middle == pytest.approx([(last.left + last.right) / 2, (last.top + last.bottom) / 2], abs=1.2)


def test_a_seal_scanned_on_paper_is_cut_out_and_its_paper_made_transparent(records, tmp_path):
    scan = Image.new("RGB", (900, 700), (250, 249, 246))
    with Image.open(SEAL) as seal:
        scan.paste(seal, (300, 200), seal)
    scan.save(tmp_path / "scan.jpg", quality=90)
    keep_seal(records, tmp_path / "scan.jpg")
    with Image.open(seal_file(records, tmp_path)) as kept:
        assert kept.size == (pytest.approx(353, abs=12), pytest.approx(353, abs=12))
        alpha = kept.getchannel("A")
        assert alpha.getpixel((kept.width // 2, 6)) > 180  # its edge
        assert alpha.getpixel((kept.width // 2, kept.height // 2)) < 30  # the paper between its letters


@pytest.mark.parametrize(("content", "code"), [
    (b"no picture", "seal.no_picture"), ("white", "seal.nothing_there"),
    (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EOF\n", "seal.no_picture"),
    (b"%PDF-1.7\n%%EOF\n", "seal.no_picture"),
])  # fmt: skip
def test_what_is_no_seal_is_refused_with_a_sentence(records, tmp_path, content, code):
    file = tmp_path / "seal.png"
    if content == "white":
        white = BytesIO()
        Image.new("RGB", (50, 50), "white").save(white, "PNG")
        content = white.getvalue()
    file.write_bytes(content)
    with pytest.raises(KioskError) as caught:
        keep_seal(records, file)
    assert (caught.value.code, seal_file(records, tmp_path)) == (code, "")


def test_the_sign_in_sheet_lists_those_the_session_is_meant_for_and_leaves_rows_for_walk_ins(records, tmp_path):
    out = tmp_path / "signin.pdf"
    made = print_sign_in_sheet(records, "S2", out)
    on_the_list = [person for person in choose_attendees(records) if "S2" in person.sessions]
    assert made.people == len(on_the_list)
    found = pages.read(out)
    assert len(found) == -(-(len(on_the_list) + 5) // ROWS_A_PAGE)
    text = "".join("".join(page.text.split()) for page in found)
    assert all("".join(person.name.split()) in text for person in on_the_list)
    assert str(len(found) * ROWS_A_PAGE) in found[-1].text
    with pytest.raises(KioskError, match=r"scan\.unknown_session"):
        print_sign_in_sheet(records, "S99", out)


@pytest.mark.parametrize(("language", "totals", "attested"), [
    ("ko", "대상 1명 · 출석 2명 (명단 외 1명 포함) · 불참 0명", "참석하였음을 확인합니다"),
    ("en", "Expected 1 · came 2 (of whom beside the list 1) · absent 0", "I confirm that"),
])  # fmt: skip
def test_the_sign_in_sheet_has_times_walk_ins_and_totals_in_its_language(tmp_path, language, totals, attested):
    session = making.session("A", "10:00-12:00", admission=Admission.REGISTERED)
    records = making.new_event(tmp_path, [session])
    with closing(records):
        names = {"name": "도재담", "name_latin": "Do Jaedam", "sessions": ["A"]}
        listed, walk_in = (add_attendee(records, fields) for fields in (names, {"name": "서은솔"}))
        before = print_sign_in_sheet(records, "A", tmp_path / "before.pdf", language=language)
        desk = making.Desk(records)
        desk.scan(listed.ticket_code, making.moment("10:05"), session="A")
        desk.scan(listed.ticket_code, making.moment("11:40"), "out", session="A")
        desk.scan(walk_in.ticket_code, making.moment("10:20"), session="A", override="현장 등록")
        made = print_sign_in_sheet(records, "A", tmp_path / "after.pdf", language=language)
    assert (before.people, made.people) == (1, 1)
    (blank,), (page,) = pages.read(tmp_path / "before.pdf"), pages.read(tmp_path / "after.pdf")
    text = " ".join(page.text.split())
    name = "Do Jaedam" if language == "en" else "도재담"
    assert f"{name} 10:05 11:40" in text
    assert "※ 서은솔 10:20" in text
    assert "12:00 3" not in text  # the end of the session is no exit that was seen
    assert totals in text
    assert attested in text
    assert "2024" in text
    assert totals.split(" · ")[0] in blank.text
    assert " · ".join(totals.split(" · ")[1:]) not in blank.text  # nobody is absent before it begins


@pytest.mark.parametrize(("language", "said"), [("ko", "연사"), ("en", "Speakers")])
def test_the_sign_in_sheet_names_the_speakers_where_the_programme_does(tmp_path, language, said):
    panel = ("김하늘 한국전기연구원 책임연구원", "이두리 교수", "박마바 대표", "Ada Lee", "최네이 팀장")
    talk = replace(making.session("A", "10:00-12:00"), speakers=panel)
    with closing(making.new_event(tmp_path, [talk, making.session("B", "13:00-14:00")])) as records:
        made = print_sign_in_sheet(records, "A", tmp_path / "a.pdf", language=language)
        print_sign_in_sheet(records, "B", tmp_path / "b.pdf", language=language)
    (page,), (without,) = pages.read(tmp_path / "a.pdf"), pages.read(tmp_path / "b.pdf")
    text = "".join(page.text.split())
    assert said in page.text and all("".join(name.split()) in text for name in panel)
    assert said not in without.text
    assert not made.findings


@pytest.mark.parametrize("kind", ["badge", "certificate"])
def test_every_layout_is_previewed_on_every_sheet_offered_for_it(records, kind):
    offers = layouts_to_choose(records, kind)
    assert len(offers) >= 5
    for offer in offers:
        assert "single" in [sheet.name for sheet in offer.sheets]
        for sheet in offer.sheets:
            assert preview(records, offer.name, sheet.name, 2, 300).width == 300


def test_a_preview_shows_the_events_own_people(records):
    page = preview(records, "badge", "a4", 1, 2000)
    seen = Image.frombytes("RGBA", (page.width, page.height), page.pixels, "raw", "BGRA").convert("L")
    assert sorted(pages.codes(seen)) == sorted(person.ticket_code for person in choose_attendees(records)[:10])


def test_documents_are_made_beside_a_desk_that_reads_only(records, tmp_path):
    with closing(read_event(records.path)) as reading:
        assert print_sign_in_sheet(reading, "S1", tmp_path / "s.pdf").people == len(choose_attendees(reading))
