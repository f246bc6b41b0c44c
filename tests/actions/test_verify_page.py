"""The page for a web site, opened in a real browser: it answers as ``kiosk verify`` does, for codes and for files."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.actions.papers.certificate_register import reissue, revoke
from kiosk.actions.papers.issue_certificates import issue_certificates
from kiosk.actions.papers.register_files import export_register
from kiosk.words.certificates import register_word
from tests import making
from tests.making import Desk
from tests.printing import pages

selenium = pytest.importorskip("selenium.webdriver")
support = pytest.importorskip("selenium.webdriver.support.ui")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no Chromium with its driver on this machine"),
]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Certificates of which one is revoked and one replaced, one of another event, and the page of the first."""
    folder = tmp_path_factory.mktemp("papers")
    for name in ("own", "other"):
        (folder / name).mkdir()
        with closing(making.new_event(folder / name)) as records:
            desk = Desk(records)
            for person in making.add_people(records, 3):
                desk.scan(person.ticket_code, "10:30", session="F")
            issue_certificates(records, folder / name / "each", desk="A")
            if name == "own":
                revoke(records, ["A-0002"], "잘못 발급")
                reissue(records, ["A-0003"], "훼손")
                export_register(records, folder / "verify.html", register_word, language="ko")
    return folder


@pytest.fixture(scope="module")
def browser(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    options = selenium.ChromeOptions()
    options.binary_location = CHROMIUM
    profile = tmp_path_factory.mktemp("profile")
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--lang=en-US", f"--user-data-dir={profile}"):
        options.add_argument(argument)
    driver = selenium.Chrome(options=options, service=selenium.ChromeService(executable_path=DRIVER))
    driver.get((papers / "verify.html").as_uri())
    yield driver
    driver.quit()


def answer(browser, wait: int = 20) -> tuple[str, str]:
    """The verdict and what is told of it."""
    shown = browser.find_element("id", "answer")
    support.WebDriverWait(browser, wait).until(lambda _: shown.get_attribute("data-verdict"))
    return shown.get_attribute("data-verdict"), shown.text


def ask(browser) -> None:
    browser.execute_script("delete document.getElementById('answer').dataset.verdict")


def code_answer(browser, text: str) -> tuple[str, str]:
    ask(browser)
    field = browser.find_element("id", "code")
    field.clear()
    field.send_keys(text)
    browser.find_element("id", "check").click()
    return answer(browser)


def file_answer(browser, file: Path) -> tuple[str, str]:
    ask(browser)
    browser.find_element("id", "file").send_keys(str(file))
    return answer(browser)


def paper(folder: Path, number: int) -> Path:
    return folder / "each" / f"수료증_참석자{number}_A-000{number}.pdf"


def code_of(file: Path) -> str:
    (code,) = pages.codes(pages.picture(file))
    return code


WANTED = ["genuine", "revoked", "replaced"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_it_knows_genuine_revoked_and_replaced_codes_and_files(browser, papers: Path, number: int):
    file = paper(papers / "own", number)
    verdict, told = file_answer(browser, file)
    assert (verdict, f"A-000{number}" in told, f"참석자{number}" in told) == (WANTED[number - 1], True, True)
    assert code_answer(browser, code_of(file))[0] == WANTED[number - 1]
    assert ("A-0003-2" in told) == (number == 3)


def test_it_knows_a_paper_of_another_event(browser, papers: Path):
    file = paper(papers / "other", 1)
    assert file_answer(browser, file)[0] == "other_event"
    assert code_answer(browser, code_of(file))[0] == "other_event"


def test_it_finds_every_change_of_a_file_and_of_a_code(browser, papers: Path, tmp_path: Path):
    content = paper(papers / "own", 1).read_bytes()
    for number, place in enumerate(range(100, len(content), len(content) // 8)):
        changed = tmp_path / f"{number}.pdf"
        changed.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert file_answer(browser, changed)[0] != "genuine", place
    (tmp_path / "longer.pdf").write_bytes(content + b"\n")
    assert file_answer(browser, tmp_path / "longer.pdf")[0] == "changed"
    code = code_of(paper(papers / "own", 1))
    assert code_answer(browser, code[:-9] + ("A" if code[-9] != "A" else "B") + code[-8:])[0] == "changed"
    assert code_answer(browser, "안녕하세요")[0] == "unknown"


def test_it_asks_nobody_else(papers: Path):
    page = (papers / "verify.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert "http://" not in page
    assert "https://" not in page
