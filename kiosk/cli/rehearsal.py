"""``kiosk rehearse``."""

from dataclasses import asdict
from pathlib import Path

import click

from kiosk import clock
from kiosk.actions.preparing.rehearse import Rehearsal, rehearse
from kiosk.cli.shared import JSON, PATH, print_json, progress_bar
from kiosk.errors import KioskError
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
@click.option(
    "--hub",
    "hub_seconds",
    type=click.IntRange(5, 3600),
    metavar="SECONDS",
    help="Rehearse a hub alone for so long: the desks share through it, links are cut and desks are killed.",
)
@JSON
def rehearse_command(
    event: Path | None, people: int | None, desks: int, speed: float, out: Path | None, hub_seconds: int | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Rehearse a whole event without a window: the demonstration workshop, or a copy of EVENT."""
    if hub_seconds is not None:
        if event or people or out or speed:
            raise click.UsageError(_("--hub is used with --desks and --json only: no event is played."))
        _rehearse_hub(desks, hub_seconds, as_json)
        return
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


def _rehearse_hub(desks: int, seconds: int, as_json: bool) -> None:
    # imported late: the client of the database takes a while to load, and an event is rehearsed without a hub
    from kiosk.actions.preparing.rehearse_hub import rehearse_hub

    with progress_bar(_("Seconds")) as progress:
        found = rehearse_hub(desks, seconds, progress)
    told = {name: round(value, 3) if isinstance(value, float) else value for name, value in asdict(found).items()}
    if as_json:
        print_json(told)
    else:
        for name, value in told.items():
            click.echo(f"{'-' if value is None else value:>10}  {_(terms.HUB_REHEARSAL[name])}")
    if not found.is_well:
        raise KioskError("rehearse.hub_failed")


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
