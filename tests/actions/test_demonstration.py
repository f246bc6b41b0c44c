"""The demonstration has something of everything to try; as planned, it is the workshop as its files say."""

from contextlib import closing
from pathlib import Path

from kiosk.actions.door.check_in import check_in, new_scan_id
from kiosk.actions.preparing.demonstration import make_demonstration
from kiosk.core.agenda import opens_at
from kiosk.core.roster import party_size
from kiosk.core.scan import Asked, OfParty, Scan, Verdict


def test_a_new_user_finds_hand_outs_own_fields_and_people_who_bring_others(tmp_path: Path) -> None:
    with closing(make_demonstration(tmp_path / "demo.kiosk")) as records:
        handouts, people = records.handouts.all(), records.people.all()
        assert {code: handout.lent for code, handout in handouts.items()} == {"KIT": False, "RECEIVER": True}
        assert {code: field.asked for code, field in records.people.own_fields().items()} == {
            "dinner": True,
            "table": False,
        }
        assert len({person.own["table"] for person in people}) == 8
        assert sorted(map(party_size, people))[-3:] == [1, 2, 3]
        host = max(people, key=party_size)
        session = records.programme.sessions()["REG1"]
        at = max(opens_at(session), session.starts_at)
        answer = check_in(records, Scan(new_scan_id(), host.ticket_code, at, "1", session="REG1", asked=Asked.IN))
        assert (answer.verdict, answer.party) == (Verdict.ADMITTED, OfParty(1, 3))
        given = check_in(records, Scan(new_scan_id(), host.ticket_code, at, "1", session="KIT"))
        assert given.verdict is Verdict.GIVEN


def test_as_planned_it_is_what_the_files_of_the_workshop_say(tmp_path: Path) -> None:
    with closing(make_demonstration(tmp_path / "demo.kiosk", as_planned=True)) as records:
        assert not records.handouts.all() and not records.people.own_fields()
        assert {(party_size(person), len(person.own)) for person in records.people.all()} == {(1, 0)}
