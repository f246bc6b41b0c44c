"""Run the measurements and print them as the table of docs/performance.md."""

import importlib
import platform
import sqlite3
import sys
from pathlib import Path

import reportlab

MODULES = (
    "scan", "figures", "board", "evidence", "certificates", "files", "search", "window", "desk", "camera", "printing",
    "merging", "safety", "hub", "encryption", "stalls", "pace",
)  # fmt: skip


def main(chosen: list[str]) -> int:
    """Run the named modules, or all; an unknown name ends with status 2."""
    unknown = set(chosen) - set(MODULES)
    if unknown:
        print(f"There is no benchmark {', '.join(sorted(unknown))}. There are: {', '.join(MODULES)}.", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, reportlab {reportlab.Version}, "
          f"{platform.system()} {platform.machine()}, {_processor()}\n")  # fmt: skip
    for name in chosen or MODULES:
        module = importlib.import_module(f"tests.benchmarks.bench_{name}")
        print(f"### {module.TITLE}\n\n| measured | value | yardstick | ratio | aim |\n|---|---|---|---|---|")
        for figure in module.measure():
            print(
                f"| {figure.what} | {figure.value} | {figure.yardstick} | {figure.ratio} | {figure.aim} |", flush=True
            )
        print()
    return 0


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} × {names[0]}" if names else platform.processor()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
