"""What a mail says, whom it can reach, and that no name or address can make it say or reach anything else."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.mail import (
    MailState,
    Outcome,
    Sending,
    Words,
    WordsError,
    check_words,
    filled,
    reachable_address,
    state_of,
)
from kiosk.core.mail_message import Mail, Mailbox, display_name, plain, wire
from kiosk.core.roster import Status
from tests.making import person

AT = datetime(2024, 2, 20, 3, 4, 5, tzinfo=UTC)
anything = st.text(st.characters(exclude_categories=("Cs",)), max_size=600)
injections = st.sampled_from([
    "Lee, Ada", "a@b.kr, c@d.kr", "x\r\nBcc: evil@example.org", "x\nBcc: evil@example.org\n\nbody", '"', "\\",
    "<a@b.kr>",
    "=?utf-8?q?evil=40example.org=2C?=", "한" * 500, "가나 " * 200, "a" * 500, "x, " * 300, "(", ")", ";:",
    "\u2028Bcc: e@f.kr",
    "Dr. Kim" + " y" * 60 + ", evil@example.org, " + "z" * 60, "\0", "\x1b[31m", "님 <evil@example.org>, " + "é" * 90,
])  # fmt: skip


def mail(**more: object) -> Mail:
    given = {
        "sender": Mailbox("office@example.org", "사무국"), "to": Mailbox("do@example.org", "도재담"),
        "subject": "참가권", "text": "안녕하세요.\n\n.점\n<b>", "language": "ko", "picture": b"\x89PNG", "pdf": b"%PDF",
        "calendar": b"BEGIN:VCALENDAR",
        "at": AT, "mark": "0123abc",
    }  # fmt: skip
    return Mail(**{**given, **more})  # type: ignore[arg-type]


def read(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=policy.default)  # type: ignore[return-value]


@given(name=anything | injections, subject=anything | injections, text=anything | injections)
def test_no_name_subject_or_text_adds_a_receiver_a_header_or_a_part(name: str, subject: str, text: str):
    content = wire(mail(to=Mailbox("do@example.org", name), sender=Mailbox("o@example.org", name), subject=subject,
                        text=text))  # fmt: skip
    assert content.isascii() and all(len(line) <= 998 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"") and b"\r" not in content.replace(b"\r\n", b"")
    back = read(content)
    assert [box.addr_spec for box in back["To"].addresses] == ["do@example.org"]
    assert [box.addr_spec for box in back["From"].addresses] == ["o@example.org"]
    assert set(back.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Content-Language", "Auto-Submitted", "MIME-Version",
        "Content-Type",
    }  # fmt: skip
    kinds = [part.get_content_type() for part in back.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "image/png", "application/pdf", "text/calendar"]


@pytest.mark.parametrize("name", ["도재담", "우리나라만세무궁화삼천리화려강산" * 3, "Hong Gildong", "Ádám Nagy"])
def test_a_name_arrives_as_it_is(name: str):
    raw = message_from_bytes(wire(mail(to=Mailbox("do@example.org", name))))["To"]  # as written
    assert str(make_header(decode_header(raw))) == f"{name} <do@example.org>"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cf", "Co", "Cn")), max_size=250))
def test_a_subject_arrives_as_it_is(subject: str):
    if "=?" not in subject:
        assert "".join(read(wire(mail(subject=subject)))["Subject"].split()) == "".join(plain(subject).split())


def test_the_same_mail_is_the_same_bytes():
    assert wire(mail()) == wire(mail())


def test_text_and_html_say_the_same_and_html_runs_nothing():
    back = read(wire(mail(text="하나 <script>\n둘 & 셋\n\n.넷")))
    assert back.get_body(("plain",)).get_content().split() == ["하나", "<script>", "둘", "&", "셋", ".넷"]
    html = back.get_body(("html",)).get_content()
    assert "<p>하나 &lt;script&gt;<br>둘 &amp; 셋</p>" in html and "<p>.넷</p>" in html and "http" not in html


def test_a_draft_can_be_opened_to_be_sent():
    back = read(wire(mail(sender=None, draft=True)))
    assert back["X-Unsent"] == "1" and back["From"] is None


@pytest.mark.parametrize(
    ("email", "address"),
    [
        ("do@example.org", "do@example.org"),
        (" do@example.org ", "do@example.org"),
        ("Do.Jae+x@Example.ORG", "Do.Jae+x@example.org"),
        ("do@예시.한국", "do@xn--vv4b11d.xn--3e0b707e"),
        *((bad, "") for bad in (
            "", "do", "do@", "@example.org", "do@example", "a@b@c.org", "a@b.org,c@d.org", "a@b.org;c@d.org",
            "a b@c.org",
            "a@b.org\nBcc: c@d.org", "a@b.org\r\nBcc: c@d.org", "a\n@b.org", "a@b.org\0", "<a@b.org>", '"a"@b.org',
            "한글@example.org", "a@b..org", ".a@b.org", "a.@b.org", "a..b@c.org", "a@-b.org", "a@b-.org", "a@b_c.org",
            f"{'a' * 65}@b.org", f"a@{'b' * 64}.org", f"a@{'b.' * 130}org", "a@[127.0.0.1]", "a@b.org\u2028",
        )),
    ],
)  # fmt: skip
def test_an_address_is_one_address_or_none(email: str, address: str):
    assert reachable_address(email) == address


@given(anything)
def test_whatever_counts_as_an_address_is_plain(email: str):
    address = reachable_address(email)
    assert address.isascii() and not set(address) & set(' \r\n\t,;<>()[]:\\"')


def test_what_a_name_holds_is_not_filled_in_again():
    assert filled("{name} {event} {other}", {"name": "{code}", "event": "행사"}) == "{code} 행사 {other}"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (Words("", "x"), "mail.empty_words"),
        (Words("x", " \n"), "mail.empty_words"),
        (Words("{nmae}", "x"), "mail.unknown_placeholder"),
        (Words("x", "{}"), "mail.unknown_placeholder"),
        (Words("x" * 501, "x"), "mail.long_words"),
        (Words("x", "x" * 50_001), "mail.long_words"),
    ],
)
def test_words_that_cannot_be_sent_are_refused(words: Words, code: str):
    with pytest.raises(WordsError) as told:
        check_words(words)
    assert told.value.code == code


def test_braces_that_are_no_placeholders_stay():
    check_words(Words("{name}", "{ name } {{ }} {성명 님}"))


def sent(outcome: Outcome, content: str = "now", address: str = "do@example.org") -> Sending:
    return Sending("m", "desk", AT, address, content, outcome)


@pytest.mark.parametrize(
    ("mails", "state"),
    [
        ([], MailState.DUE),
        ([sent(Outcome.PUT_OFF)], MailState.DUE),
        ([sent(Outcome.SENT)], MailState.SENT),
        ([sent(Outcome.SENT, "before")], MailState.CHANGED),
        ([sent(Outcome.SENT, "before"), sent(Outcome.PUT_OFF)], MailState.CHANGED),
        ([sent(Outcome.BEGUN)], MailState.UNSURE),
        ([sent(Outcome.UNSURE, "before")], MailState.UNSURE),
        ([sent(Outcome.UNSURE), sent(Outcome.SENT)], MailState.SENT),
        ([sent(Outcome.SENT, "before"), sent(Outcome.UNSURE)], MailState.UNSURE),
        ([sent(Outcome.SENT), sent(Outcome.UNSURE, "other")], MailState.SENT),
        ([sent(Outcome.REFUSED)], MailState.REFUSED),
        ([sent(Outcome.REFUSED, "before", "old@example.org")], MailState.DUE),
        ([sent(Outcome.SENT, "before"), sent(Outcome.REFUSED)], MailState.REFUSED),
    ],
)
def test_how_somebody_stands_follows_from_their_mails(mails: list[Sending], state: MailState):
    assert state_of(person(email="do@example.org"), "now", mails) is state


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"email": ""}, MailState.NO_ADDRESS),
        ({"email": "do@"}, MailState.BAD_ADDRESS),
        *(({"status": status}, MailState.NOT_INVITED) for status in Status if status is not Status.REGISTERED),
    ],
)
def test_whom_no_mail_reaches(fields: dict[str, object], state: MailState):
    assert state_of(person(**{"email": "do@example.org", **fields}), "now", []) is state


def test_a_display_name_has_no_sign_that_parts_addresses():
    assert display_name('Lee, "Ada" <a@b.kr>; =?x?=') == "Lee Ada a b kr x"
