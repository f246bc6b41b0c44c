"""What goes out of a large event: report and evidence folder; each in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.benchmarks import PEOPLE, Figure
from tests.benchmarks.events import give_history, make_event

TITLE = "What goes out of a large event"

_TIMED = """
import json, resource, sys, time
from kiosk.cli.main import main
begun = time.perf_counter()
try:
    main()
except SystemExit as end:
    if end.code:
        raise
used = resource.getrusage(resource.RUSAGE_SELF)
# Not ``ru_maxrss``: that counts what the process was forked from, which holds the large event.
[most] = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(json.dumps({"clock": time.perf_counter() - begun, "processor": used.ru_utime + used.ru_stime,
                  "memory": int(most) / 1024}), file=sys.stderr)
"""


def measure() -> Iterator[Figure]:
    """Time by the clock and by the processor, and the memory at most with everything that is loaded."""
    with tempfile.TemporaryDirectory() as folder:
        event = Path(folder) / "event.kiosk"
        make_attended(event)
        for what, out in (
            ("report as PDF", "report.pdf"), ("report as document", "report.docx"),
            ("report as workbook with charts", "report.xlsx"),
        ):  # fmt: skip
            yield timed(what, folder, "report", event, out)
        yield timed(f"evidence of {PEOPLE:,} people at seven sessions", folder, "evidence", event, "evidence.zip")


def make_attended(event: Path) -> None:
    """An event whose people were all let into three sessions."""
    with closing(make_event(event, PEOPLE)) as records:
        for session in ("REG1", "S1", "S3"):
            give_history(records, 1, session)


def timed(what: str, folder: str, verb: str, event: Path, out: str, *more: str) -> Figure:
    """A command in a process of its own: time by the clock and by the processor, and the memory at most."""
    command = [sys.executable, "-c", _TIMED, verb, str(event), *more, "--out", str(Path(folder) / out)]
    environment = dict(os.environ, HOME=folder, XDG_CONFIG_HOME=folder)
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stderr
    took = json.loads(told.splitlines()[-1])
    return Figure(
        what, f"{took['clock']:.1f} s", f"processor {took['processor']:.1f} s", f"{took['memory']:.0f} MB at most"
    )
