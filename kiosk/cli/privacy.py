"""``kiosk privacy``, ``purge``, ``statistics`` and ``access``."""

from datetime import datetime
from pathlib import Path

import click

from kiosk import clock, settings
from kiosk.actions.event import details_of, event_zone
from kiosk.actions.keeping.erase_traces import is_cut_off, reach_of
from kiosk.actions.keeping.privacy import change_privacy, consents, privacy_of, read_consent_text
from kiosk.actions.keeping.purge import certify, purge
from kiosk.actions.office.access_log import access_json, accesses
from kiosk.actions.office.figures import figures_json, read_census, statistics_rows
from kiosk.actions.papers.output_paths import check_target
from kiosk.cli.shared import EVENT, JSON, PATH, print_json, reading, seconds_shown, utc_text, writing
from kiosk.words import catalogue, error_messages, terms
from kiosk.words.catalogue import _
from kiosk.words.fields import consents_text
from kiosk.words.names import category_of


@click.command("purge", epilog="Example: kiosk purge workshop.kiosk --confirm 'My workshop' --certificate erased.pdf")
@EVENT
@click.option(
    "--confirm", metavar="NAME", default="", help="Name of the event; without it, only show what would be erased."
)
@click.option("--certificate", type=PATH, help="A PDF certifying what was erased.")
@JSON
def purge_command(event: Path, confirm: str, certificate: Path | None, as_json: bool) -> None:
    """Erase all personal data of a finished event, its backups and its hub; the figures are kept."""
    chosen = settings.load()
    folder = Path(chosen.copies_folder) if chosen.copies_folder else None
    if not confirm:
        _tell_reach(event, folder, as_json)
        return
    if certificate is not None:
        check_target(certificate, (".pdf",))
    with writing(event) as records:
        with seconds_shown():
            done = purge(records, confirm, now=clock.now(), folder=folder, desk_id=chosen.desk_id)
        if certificate is not None:
            certify(records, done, certificate, terms.export_word, catalogue.language())
    if as_json:
        print_json({
            "at": utc_text(done.at), "people": done.people, "operations": done.lines,
            "files": [str(path) for path in done.files], "left": [str(path) for path in done.left],
            "missing": done.missing and str(done.missing), "away": [str(place) for place in done.away],
            "hub": done.hub and not done.hub_missed, "fingerprint": done.fingerprint,
            "certificate": certificate and str(certificate),
        })  # fmt: skip
        return
    told = _("Erased {people} {people:person|people} and {files} {files:copy|copies}. The figures are kept.")
    click.echo(told.format(people=done.people, files=len(done.files)))
    for path in done.left:
        click.echo(error_messages.explain("purge.left", {"file": path}), err=True)
    for place in done.away:
        click.echo(error_messages.explain("purge.away", {"place": place}), err=True)
    if done.missing is not None:
        click.echo(error_messages.explain("copies.no_folder", {"folder": done.missing}), err=True)
    if done.hub_missed:
        click.echo(error_messages.explain(done.hub_missed), err=True)


@click.command("privacy", epilog="Example: kiosk privacy workshop.kiosk --text consent.txt --keep-until 2024-05-31")
@EVENT
@click.option("--text", "text_file", type=PATH, help="A text file with what people agree to.")
@click.option("--keep-until", type=click.DateTime(["%Y-%m-%d"]), help="Last day on which personal data is kept.")
@JSON
def privacy_command(event: Path, text_file: Path | None, keep_until: datetime | None, as_json: bool) -> None:
    """Show or change what people agree to and how long their data is kept, and show how many agreed."""
    if text_file or keep_until:
        with writing(event) as records:
            before = privacy_of(records)
            text = read_consent_text(text_file) if text_file else before.consent_text
            change_privacy(records, text, keep_until.date() if keep_until else before.keep_until)
    with reading(event) as records:
        privacy, counted = privacy_of(records), consents(records)
    if as_json:
        print_json({
            "version": privacy.version, "consent_text": privacy.consent_text, "keep_until": privacy.keep_until,
            "agreed": counted.agreed, "missing": counted.missing,
        })  # fmt: skip
        return
    if privacy.consent_text:
        click.echo(_("Consent text, version {version}:").format(version=privacy.version))
        click.echo(privacy.consent_text)
    else:
        click.echo(_("There is no consent text."))
    if privacy.keep_until:
        click.echo(_("Personal data is kept until {day}.").format(day=privacy.keep_until))
    else:
        click.echo(_("No retention date is set."))
    click.echo(consents_text(counted.agreed, counted.missing, counted.erased))


@click.command("access", epilog="Example: kiosk access workshop.kiosk --json")
@EVENT
@JSON
def access_command(event: Path, as_json: bool) -> None:
    """Show who exported, printed, looked up or erased personal data on this laptop, and for how many people."""
    with reading(event) as records:
        zone = event_zone(records)
        for line in accesses(records):
            if as_json:
                print_json(access_json(line))
            else:
                when = f"{line.at.astimezone(zone):%Y-%m-%d %H:%M:%S}"
                mark = "" if line.chained else _("the log was changed before this line")
                action = _(terms.ACCESSES[line.action])
                click.echo("\t".join((when, line.operator, action, str(line.people), mark)).rstrip())


@click.command("statistics", epilog="Example: kiosk statistics workshop.kiosk --json")
@EVENT
@JSON
def statistics_command(event: Path, as_json: bool) -> None:
    """Show the figures by session and category; they are kept when people are erased."""
    with reading(event) as records:
        counted = read_census(records)
        if counted.kept_since is not None:
            when = f"{counted.kept_since.astimezone(event_zone(records)):%Y-%m-%d %H:%M}"
            click.echo(_("Personal data was erased on {when}; these figures were kept.").format(when=when), err=True)
        for session, category, group in statistics_rows(counted):
            if as_json:
                print_json(figures_json(session, category, group))
            else:
                word = _("All") if category is None else category_of(category) or _("(none)")
                counts = (group.expected, group.came, group.present, group.partial, group.absent, group.minutes)
                click.echo("\t".join((session.code, word, *map(str, counts))))


def _tell_reach(event: Path, folder: Path | None, as_json: bool) -> None:
    with reading(event) as records:
        reach, name = reach_of(records, folder), catalogue.text_of(details_of(records).names)
    if as_json:
        print_json({
            "people": reach.people, "files": [str(path) for path in reach.copies],
            "ahead": [str(path) for path in reach.ahead],
            "missing": reach.missing and str(reach.missing), "away": [str(place) for place in reach.away],
            "hub": reach.hub, "event": name, "cut_off": is_cut_off(event),
        })  # fmt: skip
        return
    click.echo(_("{people} {people:person|people} would be erased. Add --confirm “{event}” to erase them.").format(
        people=reach.people, event=name))  # fmt: skip
    if reach.copies:
        click.echo(_("These other files of the same event will be erased too, including any work done in them:"))
    for path in reach.copies:
        click.echo(f"  {path}")
    for path in reach.ahead:
        click.echo(error_messages.explain("purge.ahead", {"file": path}), err=True)
    for place in reach.away:
        click.echo(error_messages.explain("purge.away", {"place": place}), err=True)
    if is_cut_off(event):
        click.echo(error_messages.explain("purge.unfinished"), err=True)
