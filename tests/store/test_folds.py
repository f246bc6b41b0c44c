"""Operations of other desks, in whatever order and however incomplete they arrive: none of them stops a desk."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from kiosk.actions.access import require
from kiosk.actions.papers.own_layouts import layout_choices
from kiosk.core.access import Permission, Pin, Role
from kiosk.core.operation import Kind
from kiosk.core.operation_shape import fault_of
from kiosk.store.layouts import layout_fields
from kiosk.store.records import Records
from kiosk.store.sessions import session_fields
from tests import making
from tests.making import A_DAY, DAY

PIN = asdict(Pin(2, 1, 1, "00", "00"))


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    opened = making.new_event(tmp_path)
    yield opened
    opened.close()


def append(records: Records, kind: Kind, subject: str, payload: dict[str, object], **more) -> None:
    with records.transaction():
        records.append(kind, subject, payload, at=more.pop("at", DAY), **more)


def test_an_operator_is_there_when_role_and_pin_are(records: Records):
    append(records, Kind.OPERATOR, "김하늘", {"pin": PIN, "removed": False})
    assert records.operators.all() == {}
    require(records, Permission.SCAN)  # nobody is locked out by half an operator
    append(records, Kind.OPERATOR, "김하늘", {"role": Role.ORGANISER})
    assert records.operators.all()["김하늘"].role is Role.ORGANISER


def test_a_layout_is_there_when_its_text_is(records: Records):
    append(records, Kind.LAYOUT, "badge-own", {"pictures": {}, "removed": False})
    assert records.papers.layouts() == {}
    assert all(not choice.own for choice in layout_choices(records))
    append(records, Kind.LAYOUT, "badge-own", {"toml": "width = 1"})
    assert records.papers.layouts()["badge-own"].toml == "width = 1"


@pytest.mark.parametrize(
    ("kind", "payload", "fault"),
    [
        (Kind.LAYOUT, layout_fields("width = 1", {"seal.png": b"seal"}), ""),
        (Kind.LAYOUT, {"removed": True}, ""),
        (Kind.LAYOUT, {"toml": 7}, "payload.toml"),
        (Kind.LAYOUT, {"toml": "", "pictures": ["seal.png"]}, "payload.pictures"),
        (Kind.LAYOUT, {"toml": "", "pictures": {"seal.png": "no base 64"}}, "payload.pictures"),
        (Kind.BADGE, {"files": ["badge.pdf"], "fingerprint": "0f"}, ""),
        (Kind.BADGE, {"fingerprint": 15}, "payload.fingerprint"),
        (Kind.ACCEPT, {"reason": ["seen"]}, "payload.reason"),
    ],
)
def test_the_shape_of_an_operation_alone_says_whether_it_can_be_folded(
    records: Records, kind: Kind, payload: dict[str, object], fault: str
):
    assert fault_of(records.new_operation(kind, "subject", payload, at=DAY)) == fault


@pytest.mark.parametrize("arrival", [(0, 1), (1, 0)])
def test_of_one_number_given_to_a_person_at_two_desks_the_first_stands(records: Records, arrival: tuple[int, int]):
    (person,) = making.add_people(records, 1)
    given = [
        records.new_operation(Kind.CERTIFICATE, person.id, {"serial": "A-1", "basis": {"minutes": minutes}}, at=DAY)
        for minutes in (60, 70)
    ]
    for number in arrival:
        with records.transaction():
            records.append_all([given[number]])
    assert [certificate.basis for certificate in records.papers.certificates()] == [{"minutes": 60}]


def test_the_one_kept_by_the_latest_merge_stands_for_all_also_where_a_pair_is_merged_once_more(records: Records):
    one, two, three = (person.id for person in making.add_people(records, 3))
    for given_up, kept in ((one, two), (two, three), (two, one)):
        append(records, Kind.MERGE, given_up, {"into": kept, "same": True})
    assert [person.id for person in records.people.all()] == [one]


def test_a_word_of_erasing_counts_once_the_programme_says_that_the_event_was_over(records: Records):
    making.add_people(records, 2)
    append(records, Kind.PURGE, "event", {"figures": []}, at=making.moment("12:30"))
    assert records.people.count() == 2
    for session in A_DAY:
        shorter = session_fields(session) | {"ends_at": "2024-02-27T03:00:00Z", "starts_at": "2024-02-27T02:00:00Z"}
        append(records, Kind.SESSION, session.code, shorter)
    assert records.people.count() == 0
