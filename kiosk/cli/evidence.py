"""``kiosk evidence``."""

from pathlib import Path

import click

from kiosk.actions.event import event_zone
from kiosk.actions.office.evidence import make_evidence
from kiosk.cli.shared import EVENT, JSON, PATH, print_json, reading, seconds_shown
from kiosk.words.catalogue import _
from kiosk.words.evidence import evidence_words


@click.command("evidence", epilog="Example: kiosk evidence workshop.kiosk --out evidence.zip")
@EVENT
@click.option("--out", type=PATH, required=True, help="NAME.zip, or a new or empty folder.")
@JSON
def evidence_command(event: Path, out: Path, as_json: bool) -> None:
    """Make the evidence for the funder: report, sheets, workbook, changes, raw log and a second count."""
    with reading(event) as records, seconds_shown():
        made = make_evidence(records, out, evidence_words(event_zone(records)))
    differences = len(made.comparison.differences)
    if as_json:
        print_json({
            "out": str(out), "files": list(made.files), "figures": made.comparison.figures, "differences": differences,
            "seal": made.seal, "signed": True,
        })  # fmt: skip
    else:
        click.echo(
            _("Written: {file}. {figures} {figures:figure|figures} counted twice, {differences} "
              "{differences:difference|differences}.")
            .format(file=out, figures=f"{made.comparison.figures:,}", differences=differences)
        )  # fmt: skip
