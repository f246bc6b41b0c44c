"""Key codes by the place of the key: a few that each system's own tables name."""

import pytest

from kiosk.scanners.positions import us_positions


@pytest.mark.parametrize(
    ("platform", "codes"),
    [
        ("xcb", {24: "q", 38: "a", 52: "z", 58: "m", 10: "1", 19: "0", 20: "-", 49: "`", 51: "\\", 61: "/", 65: " "}),
        ("wayland", {24: "q", 52: "z"}),
        ("windows", {0x10: "q", 0x1E: "a", 0x2C: "z", 0x32: "m", 0x02: "1", 0x0B: "0", 0x29: "`", 0x39: " "}),
        ("cocoa", {12: "q", 0: "a", 6: "z", 46: "m", 18: "1", 29: "0", 22: "6", 23: "5", 25: "9", 50: "`", 49: " "}),
    ],
)
def test_the_platforms_number_their_keys_like_this(platform, codes):
    positions = us_positions(platform)
    assert {code: positions[code, False] for code in codes} == codes


@pytest.mark.parametrize("platform", ["xcb", "windows", "cocoa"])
def test_every_printable_ascii_character_has_one_place(platform):
    typed = [char for (_, shifted), char in us_positions(platform).items() if char != " " or not shifted]
    assert sorted(typed) == [chr(code) for code in range(32, 127)]
