"""``python3 run.py windows [STAGE ...]``: builds the Windows program on Linux and tries it there."""

import sys
import time

from tests.windows import parts, program, setup
from tests.windows.rig import FailedError, NotHereError, Rig, check_machine, folder

STAGES = {
    "root": parts.root,
    "python": parts.python,
    "wheels": parts.wheels,
    "source": parts.source,
    "bundle": program.bundle,
    "check": program.check,
    "window": program.window,
    "journey": program.journey,
    "tests": program.tests,
    "setup": setup.make,
    "install": setup.install,
}


def main(wanted: list[str]) -> int:
    """Run stages in their order, all where none is named; 0 when all is well."""
    if strange := [name for name in wanted if name not in STAGES]:
        print(f"no such stage: {', '.join(strange)}; there are {', '.join(STAGES)}", file=sys.stderr)
        return 2
    rig = Rig(folder())
    try:
        check_machine(rig.place)
        for name in wanted or STAGES:
            began = time.monotonic()
            print(f"== {name}", flush=True)
            STAGES[name](rig)
            print(f"({name}: {time.monotonic() - began:.0f} s)", flush=True)
    except KeyboardInterrupt:
        rig.end_all()
        return 130
    except (NotHereError, FailedError) as trouble:
        print(f"run.py windows: {trouble}", file=sys.stderr)
        return 1
    finally:
        program.end_display(rig)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
