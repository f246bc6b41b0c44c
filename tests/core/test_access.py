"""Who may do what, as a table; PINs, and what wrong ones cost."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.access import AccessRules, Permission, Pin, Role, fault_of_pin, is_right, may, new_pin, wait_after
from kiosk.core.access import wait_left as left

# Permission: nobody signed in (scans allowed while locked), an operator, an organiser.
TABLE = """
scan              yes  yes  yes
find_people       no   yes  yes
call_roll         no   yes  yes
see_contacts      no   no   yes
add_person        no   yes  yes
correct_person    no   yes  yes
new_ticket        no   yes  yes
print             no   yes  yes
override          no   yes  yes
undo              no   yes  yes
override_status   no   no   yes
undo_of_others    no   no   yes
change_status     no   no   yes
import_roster     no   no   yes
change_programme  no   no   yes
change_rules      no   no   yes
export            no   no   yes
send_mail         no   no   yes
purge             no   no   yes
share             no   no   yes
manage_operators  no   no   yes
"""
ROWS = [line.split() for line in TABLE.split("\n") if line]
SALT = bytes(range(16))
NOON = datetime(2024, 2, 28, 3, tzinfo=UTC)


def cheap(pin: str) -> Pin:
    """Kept with parameters that take no time."""
    return new_pin(pin, SALT, n=2, r=1, p=1)


def test_the_table_names_every_permission_once():
    assert sorted(row[0] for row in ROWS) == sorted(Permission)


@pytest.mark.parametrize(("permission", "nobody", "operator", "organiser"), ROWS)
def test_who_may_do_what(permission: str, nobody: str, operator: str, organiser: str):
    roles = (None, Role.OPERATOR, Role.ORGANISER)
    answers = [may(role, Permission(permission), AccessRules(scan_while_locked=True)) for role in roles]
    assert answers == [word == "yes" for word in (nobody, operator, organiser)]


def test_a_locked_desk_does_nothing_at_all_where_the_organiser_wants_it_so():
    rules = AccessRules(scan_while_locked=False)
    assert not any(may(None, permission, rules) for permission in Permission)
    assert may(Role.OPERATOR, Permission.SCAN, rules)


def test_scrypt_is_that_of_the_standard():
    # RFC 7914, section 12: "pleaseletmein", "SodiumChloride", N = 16384, r = 8, p = 1; the first 32 of 64 bytes.
    kept = new_pin("pleaseletmein", b"SodiumChloride", n=16384, r=8, p=1)
    assert kept.hash == "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"


def test_a_pin_is_kept_as_its_hash_alone_and_is_known_again():
    kept = new_pin("402817", SALT)
    assert is_right("402817", kept)
    assert not is_right("402818", kept)
    assert "402817" not in repr(kept)
    assert (kept.n, kept.r, kept.p) == (2**15, 8, 1)


def test_the_same_pin_of_two_people_is_kept_differently():
    assert cheap("402817").hash != new_pin("402817", b"another salt....", n=2, r=1, p=1).hash


@pytest.mark.parametrize(("pin", "fault"), [
    ("4028", ""), ("1122", ""), ("402817402817", ""), ("0246", ""),
    ("402", "access.pin_not_digits"), ("4028174028174", "access.pin_not_digits"), ("", "access.pin_not_digits"),
    ("40a8", "access.pin_not_digits"), ("４０２８", "access.pin_not_digits"), ("40 28", "access.pin_not_digits"),
    ("0000", "access.pin_too_easy"), ("1234", "access.pin_too_easy"), ("98765", "access.pin_too_easy"),
])  # fmt: skip
def test_which_pins_will_do(pin: str, fault: str):
    assert fault_of_pin(pin) == fault


def test_a_wait_grows_with_every_wrong_pin_up_to_a_quarter_of_an_hour():
    waits = [wait_after(wrong).total_seconds() for wrong in range(10)]
    assert waits == [0, 0, 0, 30, 60, 120, 240, 480, 900, 900]
    assert wait_after(10_000) == timedelta(minutes=15)


@given(st.integers(0, 50), st.integers(-100_000, 100_000))
def test_nobody_waits_longer_than_the_measure_however_the_clock_is_set(wrong: int, elapsed: int):
    wait = left(wrong, NOON, NOON + timedelta(seconds=elapsed))
    assert timedelta() <= wait <= wait_after(wrong)
    assert (wait == timedelta()) == (abs(elapsed) >= wait_after(wrong).total_seconds())


def test_without_a_wrong_pin_there_is_no_wait():
    assert left(0, None, NOON) == timedelta()
