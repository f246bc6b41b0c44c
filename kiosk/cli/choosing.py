"""Options that say whose badges are meant and in which order; ``badges`` and ``print`` take the same."""

from collections.abc import Callable

import click

from kiosk.actions.papers.choose_badges import SORTS

Command = Callable[..., None]


def choosing(default: str) -> Callable[[Command], Command]:
    """Give a command the keyword arguments of ``choose_badges``; without ``--only`` it is for ``default``."""
    options = (
        click.option(
            "--only", multiple=True, default=(default,), show_default=True, metavar="all|unprinted|changed|CODE",
            help="Whose badges; may be repeated.",
        ),
        click.option("--category", "categories", multiple=True, help="Only people of this category; may be repeated."),
        click.option("--affiliation", "affiliations", multiple=True,
                     help="Only people of this affiliation; may be repeated."),
        click.option("--table", "tables", multiple=True,
                     help="Only people whose first meeting is at this table; may be repeated."),
        click.option("--sort", type=click.Choice(SORTS), default="roster", show_default=True, help="Order."),
    )  # fmt: skip

    def with_options(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return with_options
