"""``kiosk mail``: the table, the drafts, the sending, and who was sent what."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import openpyxl
import pytest

from kiosk import settings
from kiosk.core.mail_account import Security
from kiosk.store import key_ring
from tests.cli.calls import Run
from tests.key_rings import RingInMemory, laptop
from tests.mail_servers import PASSWORD, USER, MailServer
from tests.making import new_event

ROSTER = (
    "name,email,affiliation,language,sessions,category\n"
    "도재담,do@example.org,누리,ko,P,산\n"
    "Ada Lee,ada@example.org,Widgets,en,,산\n"
    "주소없음,,바다,ko,,산\n"
)


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An account that is remembered here is nobody else's."""
    monkeypatch.setattr("kiosk.paths.config_folder", lambda: tmp_path / "config")
    monkeypatch.setattr("kiosk.actions.mails.account._at_hand", {})


@pytest.fixture
def invited(run: Run, tmp_path: Path) -> Path:
    """A day with three people on its roster, one without an address."""
    records = new_event(tmp_path)
    records.close()
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    assert run("import", records.path, roster).status == 0
    return records.path


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    with MailServer(tmp_path) as server:
        yield server


def account(server: MailServer) -> list[str]:
    return [
        "--host", "127.0.0.1", "--port", str(server.port), "--security", "starttls", "--user", USER,
        "--sender", "office@example.org", "--pace", "6000", "--certificate", str(server.certificate),
    ]  # fmt: skip


def test_a_table_for_a_mail_merge_has_its_pictures_beside(run: Run, invited: Path, tmp_path: Path):
    result = run("mail", invited, "--out", tmp_path / "merge.xlsx", "--json")
    assert result.status == 0 and result.json["count"] == 3
    assert "주소없음, 바다" in result.err
    rows = list(openpyxl.load_workbook(tmp_path / "merge.xlsx").active.values)
    people = {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    assert list(rows[0][:5]) == ["Name", "E-mail", "Ticket code", "Picture of the ticket", "Sessions"]
    codes = {person["name"]: person["ticket_code"] for person in run("attendees", invited, "--json").lines}
    for name, row in people.items():
        assert row["Ticket code"] == codes[name]
        assert (tmp_path / row["Picture of the ticket"]).read_bytes().startswith(b"\x89PNG")
    assert people["도재담"]["E-mail"] == "do@example.org" and people["주소없음"]["E-mail"] is None
    assert "세션 P (Side)" in people["도재담"]["Sessions"] and "Session E" in people["Ada Lee"]["Sessions"]


def test_the_table_comes_as_csv_too(run: Run, invited: Path, tmp_path: Path):
    assert run("mail", invited, "--out", tmp_path / "merge.csv").status == 0
    text = (tmp_path / "merge.csv").read_text(encoding="utf-8-sig")
    assert "do@example.org" in text and "merge/1_" in text


def test_drafts_are_mails_to_be_opened(run: Run, invited: Path, tmp_path: Path):
    result = run("mail", invited, "--out", tmp_path / "drafts", "--json")
    files = sorted((tmp_path / "drafts").iterdir())
    assert result.json["files"] == [str(file) for file in files] and len(files) == 2
    drafts = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    assert [draft["X-Unsent"] for draft in drafts] == ["1", "1"]
    assert [draft["To"].addresses[0].addr_spec for draft in drafts] == ["do@example.org", "ada@example.org"]


@pytest.mark.parametrize("name", ["merge.txt", "x.kiosk", "merge.pdf"])
def test_another_ending_is_refused(run: Run, invited: Path, tmp_path: Path, name: str):
    (tmp_path / name).write_text("mine", encoding="utf-8")
    result = run("mail", invited, "--out", tmp_path / name)
    assert result.status == 1 and (tmp_path / name).read_text(encoding="utf-8") == "mine"


def test_everybody_is_sent_theirs_and_the_list_tells_it(
    run: Run, invited: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("KIOSK_MAIL_PASSWORD", PASSWORD)
    result = run("mail", invited, "--send", *account(server), "--json")
    assert result.status == 0 and result.json["sent"] == 2 and len(result.json["no_address"]) == 1
    told = {line["name"]: line for line in run("mail", invited, "--json").lines}
    assert [told[name]["state"] for name in ("도재담", "Ada Lee", "주소없음")] == ["sent", "sent", "no_address"]
    assert told["도재담"]["server"].startswith("250") and told["도재담"]["at"].endswith("Z")
    again = run("mail", invited, "--send", *account(server))
    assert again.status == 1 and "There is nothing to send" in again.err
    assert len(server.inbox.mails) == 2


def test_what_was_not_sent_is_told_with_the_servers_words(
    run: Run, invited: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("KIOSK_MAIL_PASSWORD", PASSWORD)
    server.inbox.refused["do@example.org"] = "550 5.1.1 No such mailbox"
    result = run("mail", invited, "--send", *account(server))
    assert result.status == 1
    assert "도재담\tdo@example.org\t550 5.1.1 No such mailbox" in result.out and "Sent: 1" in result.out
    assert "1 e-mail was not sent" in result.err


def test_the_account_is_remembered_and_its_password_lies_in_the_key_ring(
    run: Run, invited: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch
):
    ring = RingInMemory()
    with laptop(ring):
        monkeypatch.setenv("KIOSK_MAIL_PASSWORD", PASSWORD)
        trial = run("mail", invited, "--trial", "me@example.org", *account(server), "--remember")
        assert trial.status == 0, trial.err
        monkeypatch.delenv("KIOSK_MAIL_PASSWORD")
        assert settings.load().mail_user == USER
        assert PASSWORD not in str(settings.load()) and PASSWORD in ring.kept.values()
        assert key_ring.mail_password(f"{USER}@127.0.0.1") == PASSWORD
        assert run("mail", invited, "--send").status == 0
    assert [to for to, _mail in server.inbox.mails] == ["me@example.org", "do@example.org", "ada@example.org"]


def test_without_a_password_nothing_is_tried(run: Run, invited: Path, server: MailServer):
    with laptop():
        result = run("mail", invited, "--send", *account(server))
    assert result.status == 1 and "KIOSK_MAIL_PASSWORD" in result.err and server.inbox.sessions == 0


def test_without_encryption_it_is_told(run: Run, invited: Path, tmp_path: Path):
    with MailServer(tmp_path, Security.NONE) as server:
        result = run("mail", invited, "--send", "--host", "127.0.0.1", "--port", str(server.port),
                     "--security", "none", "--sender", "office@example.org", "--pace", "6000")  # fmt: skip
    assert result.status == 0 and "without encryption" in result.err


def test_words_come_from_a_file_and_are_checked(run: Run, invited: Path, tmp_path: Path):
    words = tmp_path / "words.txt"
    words.write_text("{event}: 참가권\n{name} 님께\n\n{sessions}\n", encoding="utf-8")
    assert run("mail", invited, "--words", words, "--language", "ko").status == 0
    assert run("mail", invited, "--out", tmp_path / "drafts").status == 0
    draft = message_from_bytes(min((tmp_path / "drafts").iterdir()).read_bytes(), policy=policy.default)
    assert draft["Subject"] == "하루: 참가권"
    words.write_text("x\n{nmae} 님께\n", encoding="utf-8")
    refused = run("mail", invited, "--words", words, "--language", "ko")
    assert refused.status == 1 and "{nmae}" in refused.err
    assert run("mail", invited, "--words", words, "--language", "xx").status == 1


def test_a_call_says_one_thing(run: Run, invited: Path):
    assert run("mail", invited, "--send", "--trial", "me@example.org").status == 2
    result = run("mail", invited, "--send")  # no account yet
    assert result.status == 1 and "No mail server is set" in result.err
