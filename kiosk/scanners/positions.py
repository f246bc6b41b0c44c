"""Which key of a US keyboard a native key code stands for, whatever layout the computer uses.

A keyboard-type scanner presses keys by their place.  Where the system tells that place, the code can be read past any
layout and Caps Lock.  Codes: Linux ``input-event-codes.h`` and IBM scan code set 1, which agree on these keys (X11 and
Wayland add 8 to them); macOS ``HIToolbox/Events.h``.
"""

from collections.abc import Iterable, Mapping

_US_PLAIN = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./ "
_US_SHIFT = '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>? '

# In the order of the strings above.
_SET_1 = (41, *range(2, 14), *range(16, 28), 43, *range(30, 41), *range(44, 54), 57)
_X11 = tuple(code + 8 for code in _SET_1)
_MACOS = (
    *(50, 18, 19, 20, 21, 23, 22, 26, 28, 25, 29, 27, 24),
    *(12, 13, 14, 15, 17, 16, 32, 34, 31, 35, 33, 30, 42),
    *(0, 1, 2, 3, 5, 4, 38, 40, 37, 41, 39),
    *(6, 7, 8, 9, 11, 45, 46, 43, 47, 44),
    49,
)

Positions = Mapping[tuple[int, bool], str]


def us_positions(platform: str) -> Positions:
    """The character of a US keyboard for each (native code, Shift held) on Qt's ``platform`` plug-in.

    On ``cocoa`` the code is the event's native virtual key, elsewhere its native scan code.
    """
    codes: Iterable[int] = {"windows": _SET_1, "cocoa": _MACOS}.get(platform, _X11)
    places = list(zip(codes, _US_PLAIN, _US_SHIFT, strict=True))
    return {(code, False): plain for code, plain, _ in places} | {(code, True): shift for code, _, shift in places}
