"""The themes as plain values: which colour stands where, in light, in the dark, and at high contrast.

Every pair that a person has to tell apart is measured by the tests (``tests/ui/test_colours.py``): text against its
ground at least 4.5 to 1 (7 at high contrast), symbols and the edges of fields at least 3 to 1, and the colours of the
answers from one another as people see them who lack one kind of cone.  ``docs/accessibility.md`` has the figures.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for.  ``on_x`` is what is written on ``x``; ``pale_x`` is the quiet side of ``x``.

    ``teal``, ``amber`` and ``red`` are the grounds of answers; ``good``, ``warn`` and ``bad`` say the same as symbols
    and words on a page or card.  ``navy`` is the frame around the work, ``action`` what is to be pressed or is chosen.
    """

    page: str
    card: str
    line: str  # thin lines that only part
    edge: str  # around buttons, whose words say enough
    field: str  # around what is typed into or ticked
    ink: str
    quiet: str
    faint: str  # what cannot be used now
    hover: str
    press: str  # what is held down, grooves
    focus: str
    frame: str  # around an answer, where its ground alone may not stand out
    navy: str
    on_navy: str
    quiet_on_navy: str
    off_navy: str
    pale_navy: str
    hover_navy: str
    rail_line: str
    action: str
    on_action: str
    hover_action: str
    mark: str  # pictures on a page or card
    good: str
    on_good: str
    warn: str
    on_warn: str
    warn_text: str
    bad: str
    on_bad: str
    teal: str
    on_teal: str
    pale_teal: str
    amber: str
    on_amber: str
    pale_amber: str
    red: str
    on_red: str
    pale_red: str
    hover_red: str


# fmt: off
LIGHT = Palette(
    page="#F4F5F9", card="#FFFFFF", line="#DDE1EA", edge="#B6BECC", field="#7F8A9E",
    ink="#0F172A", quiet="#4A5568", faint="#8791A3", hover="#FAFBFD", press="#DDE1EA",
    focus="#2F6FED", frame="#00000000",
    navy="#14213D", on_navy="#FFFFFF", quiet_on_navy="#C8D0E0", off_navy="#5B6884",
    pale_navy="#24345A", hover_navy="#33466F", rail_line="#14213D",
    action="#14213D", on_action="#FFFFFF", hover_action="#24345A", mark="#14213D",
    good="#00796B", on_good="#FFFFFF", warn="#1C1500", on_warn="#FFB81C", warn_text="#7A4F00",
    bad="#B3161B", on_bad="#FFFFFF",
    teal="#00796B", on_teal="#FFFFFF", pale_teal="#DDF4F0",
    amber="#FFB81C", on_amber="#1C1500", pale_amber="#FFF0CC",
    red="#B3161B", on_red="#FFFFFF", pale_red="#FADADB", hover_red="#8E1015",
)
DARK = Palette(
    page="#0F1522", card="#182133", line="#2C3850", edge="#4A5873", field="#7D8BA6",
    ink="#EEF2F8", quiet="#AEB9CC", faint="#6B7890", hover="#212C42", press="#2C3850",
    focus="#4C97FF", frame="#00000000",
    navy="#090E18", on_navy="#FFFFFF", quiet_on_navy="#B8C3D6", off_navy="#5B6884",
    pale_navy="#24345A", hover_navy="#33466F", rail_line="#232E45",
    action="#C7DAFF", on_action="#0B1A33", hover_action="#DCE8FF", mark="#B9CCF2",
    good="#4FD1BD", on_good="#06251F", warn="#FFC24A", on_warn="#1C1500", warn_text="#FFC24A",
    bad="#FF8F8A", on_bad="#2B0506",
    teal="#00796B", on_teal="#FFFFFF", pale_teal="#0D3F38",
    amber="#FFB81C", on_amber="#1C1500", pale_amber="#3B2D08",
    red="#B3161B", on_red="#FFFFFF", pale_red="#45181B", hover_red="#8E1015",
)
CONTRAST = Palette(
    page="#000000", card="#000000", line="#FFFFFF", edge="#FFFFFF", field="#FFFFFF",
    ink="#FFFFFF", quiet="#FFFFFF", faint="#B0B0B0", hover="#333333", press="#454545", focus="#33D6FF", frame="#FFFFFF",
    navy="#000000", on_navy="#FFFFFF", quiet_on_navy="#FFFFFF", off_navy="#B0B0B0",
    pale_navy="#454545", hover_navy="#525252", rail_line="#FFFFFF",
    action="#FFE600", on_action="#000000", hover_action="#FFF27A", mark="#FFE600",
    good="#5CE6D0", on_good="#000000", warn="#FFC933", on_warn="#000000", warn_text="#FFC933",
    bad="#FFB8B4", on_bad="#000000",
    teal="#5CE6D0", on_teal="#000000", pale_teal="#003D37",
    amber="#FFC933", on_amber="#000000", pale_amber="#4A3800",
    red="#A30E14", on_red="#FFFFFF", pale_red="#4D0508", hover_red="#7A0A0E",
)
# fmt: on
THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
