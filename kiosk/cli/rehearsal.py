"""``kiosk rehearse``."""

from pathlib import Path

import click

from kiosk import clock
from kiosk.actions.preparing.rehearse import Rehearsal, rehearse
from kiosk.cli.shared import JSON, PATH, print_json, progress_bar
from kiosk.words import catalogue, terms
from kiosk.words.catalogue import _
from kiosk.words.report import report_word


@click.command("rehearse", epilog="Example: kiosk rehearse --people 500 --desks 4 --out rehearsal/")
@click.argument("event", type=PATH, required=False)
@click.option("--people", type=click.IntRange(1, 200_000), help="Use this many invented people instead.")
@click.option(
    "--desks", type=click.IntRange(1, 500), default=2, show_default=True, help="Number of desks at the doors."
)
@click.option(
    "--speed", type=click.FloatRange(0), default=0.0, help="Seconds of the event per second; 0 is as fast as possible."
)
@click.option("--out", type=PATH, help="A new folder for the results.")
@JSON
def rehearse_command(
    event: Path | None, people: int | None, desks: int, speed: float, out: Path | None, as_json: bool
) -> None:
    """Rehearse a whole event without a window: the demonstration workshop, or a copy of EVENT."""
    folder = out or Path(f"rehearsal-{clock.now():%Y%m%d-%H%M%S}")
    with progress_bar(_("Scans")) as progress:
        played = rehearse(
            folder, event, people=people, desks=desks, speed=speed, words=terms.export_word,
            report_words=report_word, language=catalogue.language(), progress=progress,
        )  # fmt: skip
    if as_json:
        print_json(_as_json(played))
    else:
        _tell(played)


def _as_json(played: Rehearsal) -> dict[str, object]:
    return {
        "folder": str(played.folder),
        "event": str(played.event),
        "steps": [{"step": s.code, "count": s.count, "seconds": round(s.seconds, 3)} for s in played.steps],
        "verdicts": {str(verdict): count for verdict, count in sorted(played.verdicts.items())},
        "certificates_refused": played.refused_certificates,
        "seconds": round(sum(s.seconds for s in played.steps), 3),
    }


def _tell(played: Rehearsal) -> None:
    for step in played.steps:
        click.echo(f"{step.count:>8}  {step.seconds:>8.2f} s  {_(terms.STEPS[step.code])}")
    click.echo()
    for verdict, count in played.verdicts.most_common():
        click.echo(f"{count:>8}  {terms.headline(verdict)}")
    click.echo()
    click.echo(_("Everything is in {folder}: {files}.").format(
        folder=played.folder.resolve(), files=", ".join(sorted(p.name for p in played.folder.iterdir() if not
        p.name.startswith(".")))
    ))  # fmt: skip
