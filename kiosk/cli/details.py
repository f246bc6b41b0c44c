"""``kiosk event`` and ``names``."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from kiosk import languages
from kiosk.actions.event import details_of
from kiosk.actions.preparing.edit_event import change_event
from kiosk.actions.preparing.translate_names import translate_names, used_names
from kiosk.cli.shared import EVENT, JSON, print_json, reading, writing
from kiosk.core.event import EventDetails
from kiosk.words import catalogue
from kiosk.words.audit import field_text
from kiosk.words.catalogue import _
from kiosk.words.fields import use_of_name

_TEXTS = {
    "name": "names", "place": "places", "organiser": "organisers", "host": "hosts", "purpose": "purposes",
    "budget": "budgets", "provider": "providers", "course-number": "course_numbers", "speakers": "instructors",
    "credit-unit": "credit_units",
}  # fmt: skip
"""What is said of an event in texts, as options call it and as it is kept."""


@click.command("event", epilog='Example: kiosk event workshop.kiosk --provider "Changwon City" --credit-minutes 50')
@EVENT
@click.option("--name", help="Name of the event.")
@click.option("--place", help="Where it takes place.")
@click.option("--organiser", help="Who signs the certificates.")
@click.option("--host", help="Who hosts the event, for the report.")
@click.option("--purpose", help="Purpose of the event, for the report.")
@click.option("--budget", help="Budget of the event, for the report.")
@click.option("--provider", help="Provider of the education, for certificates.")
@click.option("--course-number", help="Course number, for certificates.")
@click.option("--speakers", help="Instructors, for certificates; default: the speakers of the sessions attended.")
@click.option("--credit-unit", help="Unit of credits; default: hours.")
@click.option("--in", "in_other", type=(click.Choice(list(_TEXTS)), str, str), multiple=True,
              metavar="FIELD LANGUAGE TEXT", help="One of these in another language.")  # fmt: skip
@click.option("--credit-minutes", type=click.IntRange(0, 1440), help="Minutes per credit, such as 50; 0 awards none.")
@click.option("--credit-minimum", type=click.IntRange(0, 1000), help="Smallest number of credits that is awarded.")
@JSON
def event_command(
    event: Path, in_other: tuple[tuple[str, str, str], ...], credit_minutes: int | None, credit_minimum: int | None,
    as_json: bool, **texts: str | None,
) -> None:  # fmt: skip
    """Show or change the details of the event on papers.  An empty text removes one.

    Texts are in the language of the program; --in gives them in another.
    """
    said = [(name.replace("_", "-"), catalogue.language(), text) for name, text in texts.items() if text is not None]
    asked = [*said, *in_other]
    if asked or credit_minutes is not None or credit_minimum is not None:
        with writing(event) as records:
            details = _changed(details_of(records), asked, credit_minutes, credit_minimum)
            change_event(records, details)
    else:
        with reading(event) as records:
            details = details_of(records)
    _tell(details, as_json)


def _changed(
    details: EventDetails, asked: list[tuple[str, str, str]], credit_minutes: int | None, credit_minimum: int | None
) -> EventDetails:
    for name, language, text in asked:
        known: Mapping[str, str] = getattr(details, _TEXTS[name])
        changes: dict[str, Any] = {_TEXTS[name]: {**known, language: text.strip()}}
        details = replace(details, **changes)
    awarded = details.credits
    if credit_minutes is not None:
        awarded = replace(awarded, minutes=credit_minutes)
    if credit_minimum is not None:
        awarded = replace(awarded, minimum=credit_minimum)
    return replace(details, credits=awarded)


def _tell(details: EventDetails, as_json: bool) -> None:
    told = {name.replace("-", "_"): dict(getattr(details, field)) for name, field in _TEXTS.items()}
    if as_json:
        print_json(told | {"credits": asdict(details.credits), "timezone": details.timezone})
        return
    for field in _TEXTS.values():
        if text := field_text(field, getattr(details, field)):
            click.echo(text)
    if details.credits.are_awarded:
        click.echo(
            _("Minutes of one credit: {minutes}. Fewest credits awarded: {minimum}.").format(
                minutes=details.credits.minutes, minimum=details.credits.minimum
            )
        )


@click.command("names", epilog='Example: kiosk names workshop.kiosk --called 창원특례시 en "Changwon City"')
@EVENT
@click.option("--called", type=(str, click.Choice(languages.available()), str), multiple=True,
              metavar="NAME LANGUAGE TEXT",
              help="What a name is called in another language; an empty text removes it.")  # fmt: skip
@JSON
def names_command(event: Path, called: tuple[tuple[str, str, str], ...], as_json: bool) -> None:
    """Show or say what categories, rooms, affiliations, positions and proposals are called in other languages.

    A name is given as it is written in the roster, the programme or the partnering plan.
    """
    said: dict[str, dict[str, str]] = {}
    for name, language, text in called:
        said.setdefault(name, {})[language] = text.strip()
    with writing(event) if said else reading(event) as records:
        if said:
            translate_names(records, said)
        found = used_names(records)
    for one in found:
        if as_json:
            print_json({"name": one.name, "used_as": one.field, "called": dict(one.others)})
        else:
            others = (f"{language}: {text}" for language, text in one.others.items())
            click.echo("\t".join((use_of_name(one.field), one.name, *others)))
