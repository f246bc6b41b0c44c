"""Two scanners that typed at the same time: their strokes arrive mixed, and the system does not say whose each is."""

from collections.abc import Collection, Sequence

SHORTEST = 12
"""Codes with fewer characters are not looked for: one longer code could be made of two of them by chance."""


def separate_scans(parts: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    """The codes in what was typed, in the order they ended in; empty when that is not certain.

    ``parts`` is what stood before each Enter, ``known`` are all codes of the event.  Certain is: some parts are codes
    by themselves; or all strokes together are two known codes, each in its own order, and no other two.
    """
    whole = tuple(part for part in parts if len(part) >= SHORTEST and part in known)
    if whole:
        return whole
    text = "".join(parts)
    lengths = {len(code) for code in known}
    if not any(len(text) - length in lengths for length in lengths):
        return ()  # nearly every wrong code: looking through a large event would hold up the window
    within = [code for code in known if SHORTEST <= len(code) < len(text) and _is_within(code, text)]
    pairs = [
        (one, other)
        for place, one in enumerate(within)
        for other in within[place:]
        if len(one) + len(other) == len(text) and _are_mixed(one, other, text)
    ]
    return tuple(sorted(pairs[0], key=lambda code: text.rindex(code[-1]))) if len(pairs) == 1 else ()


def _is_within(code: str, text: str) -> bool:
    """Whether the characters of ``code`` stand in ``text`` in their order, others between them."""
    rest = iter(text)
    return all(char in rest for char in code)


def _are_mixed(one: str, other: str, text: str) -> bool:
    """Whether ``text`` is ``one`` and ``other`` shuffled into one another, each in its own order."""
    used = {0}  # how much of ``one`` the text so far may have used; the rest of it is of ``other``
    for place, char in enumerate(text):
        used = {count + 1 for count in used if one[count : count + 1] == char} | {
            count for count in used if other[place - count : place - count + 1] == char
        }
    return bool(used)
