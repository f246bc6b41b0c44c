"""Two desks that did not know of one another: double admissions, double walk-ins, wrong clocks; one result."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk import clock
from kiosk.actions.desks import conflicts
from kiosk.actions.desks import sync as desk_sync
from kiosk.actions.event import Records
from kiosk.actions.keeping.backup import doctor
from kiosk.actions.office.record_rows import scan_rows
from kiosk.actions.office.report_attendance import attendance_of_all
from kiosk.actions.papers.print_documents import Batch, note_badges
from kiosk.actions.people.manage_roster import add_attendee, edit_attendee, reissue
from kiosk.actions.programme.edit_handouts import save_handout
from kiosk.core.handout import Handout, HandoutCount
from kiosk.core.operation import Kind
from kiosk.core.roster import Attendee
from kiosk.core.scan import Verdict
from kiosk.errors import KioskError
from kiosk.store.hub_server import HubServer
from tests import making
from tests.making import Desk, moment
from tests.sharing import Hub, laptop, organiser, rows, sync


class Two:
    """Two desks that share an event; ``meet`` exchanges until both have everything."""

    def __init__(self, first: Records, second: Records, hub: Hub) -> None:
        self.first, self.second, self.hub = first, second, hub
        self.links = hub.link("laptop-1"), hub.link("laptop-2")
        self.meet()
        self.one, self.two = Desk(first, "desk 1"), Desk(second, "desk 2")
        self.people = first.people.all()

    def meet(self) -> None:
        for records, link in zip((self.first, self.second) * 2, self.links * 2, strict=True):
            sync(records, link)
        assert rows(self.first) == rows(self.second)
        for records in (self.first, self.second):
            assert doctor(records).sound

    def both(self, told):
        """What both desks say, which must be one and the same."""
        here, there = told(self.first), told(self.second)
        assert here == there
        return here


@pytest.fixture
def desks(postgresql: HubServer, tmp_path: Path) -> Iterator[Two]:
    first, second = organiser(tmp_path, 3), laptop(tmp_path, "laptop-2")
    hub = Hub(postgresql, first)
    yield Two(first, second, hub)
    hub.close()
    first.close()
    second.close()


@pytest.fixture(autouse=True)
def right_clock() -> Iterator[None]:
    """The clock of the process is corrected in some tests."""
    yield
    clock.correct(timedelta())


def minutes(records: Records) -> dict[tuple[str, str], int]:
    """Minutes by name and session, of everybody who has any."""
    return {
        (person.attendee.name, attended.session): attended.minutes
        for person in attendance_of_all(records)
        for attended in person.attendances
        if attended.minutes
    }


def test_what_two_desks_gave_to_one_person_is_given_twice_and_settled(desks: Two):
    save_handout(desks.first, Handout("KIT", {"en": "Kit"}))
    desks.meet()
    code = desks.people[0].ticket_code
    assert desks.one.scan(code, "09:10", session="KIT").verdict is Verdict.GIVEN
    assert desks.two.scan(code, "09:12", session="KIT").verdict is Verdict.GIVEN
    desks.meet()
    (found,) = desks.both(lambda records: conflicts.conflicts_of(records))
    assert (found.session, found.earlier.desk, found.later.desk) == ("KIT", "desk 1", "desk 2")
    desks.both(lambda records: records.handouts.counts()["KIT"])
    assert desks.first.handouts.counts()["KIT"] == HandoutCount(people=1, pieces=2, out=1)
    conflicts.void_admission(desks.first, found.later.scan_id, "one goes back into the box")
    desks.meet()
    assert desks.both(lambda records: records.handouts.counts()["KIT"]).pieces == 1
    assert not desks.both(lambda records: conflicts.conflicts_of(records))


def test_a_person_admitted_at_two_desks_is_counted_once_and_named(desks: Two):
    code = desks.people[0].ticket_code
    desks.one.scan(code, "09:10")
    desks.two.scan(code, "09:12")
    desks.meet()
    assert desks.both(lambda records: records.scans.counts()) == {"R": [1, 1]}
    (found,) = desks.both(conflicts.conflicts_of)
    assert (found.name, found.session, found.accepted) == ("참석자1", "R", False)
    assert (found.earlier.desk, found.later.desk) == ("desk 1", "desk 2")
    assert (found.earlier.at, found.later.at) == (moment("09:10"), moment("09:12"))


def test_a_conflict_can_be_accepted_at_any_desk(desks: Two):
    code = desks.people[0].ticket_code
    desks.one.scan(code, "09:10")
    desks.two.scan(code, "09:12")
    desks.meet()
    (found,) = conflicts.conflicts_of(desks.second)
    conflicts.accept_conflict(desks.second, found.later.scan_id, "다른 문으로 다시 들어옴")
    desks.meet()
    (settled,) = desks.both(conflicts.conflicts_of)
    assert (settled.accepted, settled.reason) == (True, "다른 문으로 다시 들어옴")
    assert desks.both(lambda records: records.scans.counts()) == {"R": [1, 1]}


def test_conflicts_that_nobody_looked_at_come_first_each_kind_in_the_order_of_the_later_entry(desks: Two):
    for number, (first, later) in enumerate([("09:01", "09:13"), ("09:02", "09:11"), ("09:03", "09:12")]):
        desks.one.scan(desks.people[number].ticket_code, first)
        desks.two.scan(desks.people[number].ticket_code, later)
    desks.meet()
    found = desks.both(conflicts.conflicts_of)
    assert [one.name for one in found] == ["참석자2", "참석자3", "참석자1"]
    conflicts.accept_conflict(desks.first, found[0].later.scan_id)
    desks.meet()
    assert [(one.name, one.accepted) for one in desks.both(conflicts.conflicts_of)] == [
        ("참석자3", False), ("참석자1", False), ("참석자2", True),
    ]  # fmt: skip


def test_of_two_who_left_it_so_the_first_gives_the_reason_everywhere(desks: Two):
    code = desks.people[0].ticket_code
    desks.one.scan(code, "09:10")
    desks.two.scan(code, "09:12")
    desks.meet()
    (found,) = desks.both(conflicts.conflicts_of)
    conflicts.accept_conflict(desks.first, found.later.scan_id, "first")
    conflicts.accept_conflict(desks.second, found.later.scan_id, "second")
    desks.meet()
    (settled,) = desks.both(conflicts.conflicts_of)
    assert settled.reason == "first"


@pytest.mark.parametrize("which", ["earlier", "later"])
def test_voiding_one_of_the_two_ends_the_conflict(desks: Two, which: str):
    code = desks.people[0].ticket_code
    desks.one.scan(code, "09:10")
    desks.two.scan(code, "09:12")
    desks.meet()
    (found,) = conflicts.conflicts_of(desks.first)
    conflicts.void_admission(desks.first, getattr(found, which).scan_id, "mistake")
    desks.meet()
    assert desks.both(conflicts.conflicts_of) == []
    assert desks.both(lambda records: records.scans.counts()) == {"R": [1, 1]}


def test_an_entry_let_through_on_purpose_is_no_conflict(desks: Two):
    code = desks.people[0].ticket_code
    desks.one.scan(code, "09:10")
    desks.meet()
    answer = desks.two.scan(code, "09:12", override="새 배지")
    assert answer.overridden
    desks.meet()
    assert desks.both(conflicts.conflicts_of) == []


def test_only_a_scan_of_a_conflict_can_be_settled(desks: Two):
    with pytest.raises(KioskError) as refused:
        conflicts.accept_conflict(desks.first, "no such scan")
    assert refused.value.code == "conflict.unknown"


def walk_in(records: Records, **fields) -> Attendee:
    return add_attendee(records, {"name": "한가온", "affiliation": "창원대", "phone": "010-0000-0001"} | fields)


def test_a_walk_in_entered_at_two_desks_is_suggested_and_can_be_joined(desks: Two):
    here = walk_in(desks.first)
    there = walk_in(desks.second, email="gaon@example.com", phone="")
    desks.one.scan(here.ticket_code, "10:00", session="E")
    desks.two.scan(there.ticket_code, "10:40", session="F")
    desks.meet()
    ((one, other),) = [sorted(pair, key=lambda person: person.id) for pair in conflicts.entered_twice(desks.first)]
    assert {one.id, other.id} == {here.id, there.id}
    conflicts.join_people(desks.second, here.id, there.id)
    desks.meet()
    assert desks.both(conflicts.entered_twice) == []
    (joined,) = desks.both(lambda records: [person for person in records.people.all() if person.name == "한가온"])
    assert (joined.id, joined.phone, joined.email) == (here.id, "010-0000-0001", "gaon@example.com")
    assert joined.ticket_code == here.ticket_code
    assert desks.both(lambda records: records.people.get(there.id)) is None
    assert desks.both(minutes) == {("한가온", "E"): 40, ("한가온", "F"): 80}, (
        "one person, who left the first by entering"
    )


def test_both_codes_of_a_joined_person_open_the_door(desks: Two):
    here, there = walk_in(desks.first), walk_in(desks.second)
    desks.meet()
    conflicts.join_people(desks.first, here.id, there.id)
    desks.one.scan(there.ticket_code, "09:10")
    assert desks.one.scan(here.ticket_code, "09:20").verdict == "already_in"
    desks.meet()
    assert desks.two.scan(there.ticket_code, "09:30").verdict == "already_in"
    assert desks.both(lambda records: records.scans.counts())["R"] == [1, 1]


def test_scans_made_elsewhere_after_the_merge_are_the_joined_persons(desks: Two):
    here, there = walk_in(desks.first), walk_in(desks.second)
    desks.meet()
    conflicts.join_people(desks.first, here.id, there.id)
    desks.two.scan(there.ticket_code, "09:10")
    edit_attendee(desks.second, there.id, {"title": "과장"})
    reissue(desks.second, there.id)
    desks.meet()
    assert desks.both(lambda records: records.scans.counts())["R"] == [1, 1]
    assert (
        desks.both(
            lambda records: records.scans.history(here.id, "", "", moment("12:00"), records.programme.sessions()).stays
        )[0].session
        == "R"
    )
    assert desks.one.scan(there.ticket_code, "09:40").verdict == "revoked"


def test_merges_made_the_other_way_round_at_two_desks_end_as_one(desks: Two):
    here, there = walk_in(desks.first), walk_in(desks.second)
    desks.meet()
    conflicts.join_people(desks.first, here.id, there.id)
    conflicts.join_people(desks.second, there.id, here.id)
    desks.meet()
    names = desks.both(lambda records: [person.id for person in records.people.all() if person.name == "한가온"])
    assert names == [there.id] or names == [here.id]


def test_papers_of_the_second_of_three_joined_stay_theirs_when_the_third_comes_and_goes(event: Records):
    one, two, three = making.add_people(event, 3)
    conflicts.join_people(event, one.id, two.id)
    note_badges(event, Batch((), (two,), ()), "")
    with event.transaction():
        event.append(Kind.CERTIFICATE, two.id, {"serial": "A-1", "basis": {"minutes": 60}}, at=clock.now())
    for change in (conflicts.join_people, conflicts.keep_apart):
        change(event, one.id, three.id)
        assert event.papers.badge_times() == {one.id: 1}
        assert [paper.serial for paper in event.papers.certificates()] == ["A-1"]
        assert doctor(event).sound


def test_two_people_kept_apart_are_not_suggested_again_and_can_be_parted(desks: Two):
    here, there = walk_in(desks.first), walk_in(desks.second)
    desks.meet()
    desks.one.scan(there.ticket_code, "09:10")
    conflicts.join_people(desks.first, here.id, there.id)
    desks.meet()
    conflicts.keep_apart(desks.second, here.id, there.id)
    desks.meet()
    assert desks.both(conflicts.entered_twice) == []
    assert len(desks.both(lambda records: sorted(person.id for person in records.people.all()))) == 5
    assert desks.both(
        lambda records: records.scans.history(there.id, "", "", moment("12:00"), records.programme.sessions()).stays
    )
    assert not desks.both(
        lambda records: records.scans.history(here.id, "", "", moment("12:00"), records.programme.sessions()).stays
    )


def test_people_who_only_share_a_name_are_not_suggested(desks: Two):
    walk_in(desks.first)
    walk_in(desks.second, phone="010-0000-0002")
    desks.meet()
    assert desks.both(conflicts.entered_twice) == []


@pytest.mark.parametrize("wrong", [timedelta(hours=2), timedelta(hours=-2), timedelta(minutes=-7, seconds=-3)])
def test_a_wrong_laptop_clock_changes_nobodys_minutes(desks: Two, wrong: timedelta):
    code = desks.people[0].ticket_code
    # The second laptop's clock is wrong by ``wrong``; the true times are 10:35 and 11:35.
    desks.two.scan(code, moment("10:35") + wrong, "in", session="F", override="clock")
    desks.meet()
    desk_sync.note_clock(desks.second, round(-wrong.total_seconds() * 1e6), 900)
    assert clock.correction() == -wrong
    # From now on what the laptop shows and stores is right; a scan says what of its moment is correction.
    desks.two.scan(code, "11:35", "out", session="F", correction=-wrong)
    clock.correct(timedelta())
    desks.meet()
    assert desks.both(minutes) == {("참석자1", "F"): 60}
    at = desks.both(lambda records: [row["at"] for row in scan_rows(records)])
    assert at == ["2024-02-28T01:35:00Z", "2024-02-28T02:35:00Z"]
    rebuilt = desks.both(lambda records: (records.rebuild(), minutes(records))[1])
    assert rebuilt == {("참석자1", "F"): 60}


def test_a_clock_measured_after_the_scans_had_arrived_elsewhere_corrects_them_there(desks: Two):
    code = desks.people[0].ticket_code
    desks.two.scan(code, "08:35", "in", session="F", override="clock")
    desks.two.scan(code, "09:35", "out", session="F")
    desks.meet()
    assert desks.both(minutes) == {}
    desk_sync.note_clock(desks.second, 2 * 3600 * 1_000_000, 900)
    clock.correct(timedelta())
    desks.meet()
    assert desks.both(minutes) == {("참석자1", "F"): 60}


def test_a_clock_that_jumps_again_gets_a_log_of_its_own(desks: Two):
    code = desks.people[0].ticket_code
    hour = 3600 * 1_000_000
    assert desk_sync.note_clock(desks.second, hour, 900)
    assert not desk_sync.note_clock(desks.second, hour + 200_000, 900), "as good as the same"
    desks.two.scan(code, "10:35", "in", session="F", correction=timedelta(hours=1))
    assert desk_sync.note_clock(desks.second, 2 * hour, 900)
    desks.two.scan(code, "11:35", "out", session="F", correction=timedelta(hours=2))
    clock.correct(timedelta())
    desks.meet()
    assert desks.both(minutes) == {("참석자1", "F"): 60}


def test_the_shortest_round_trip_holds(desks: Two):
    code = desks.people[0].ticket_code
    desks.two.scan(code, "10:35", "in", session="F")
    log_id = desks.second.log_id
    for offset, round_trip in ((50, 900), (60, 100), (70, 500)):
        with desks.second.transaction():
            payload = {"offset_us": offset * 60_000_000, "round_trip_us": round_trip}
            desks.second.append("clock", log_id, payload, at=moment("09:00"))
    desks.meet()
    assert desks.both(minutes) == {("참석자1", "F"): 25}
