"""`microcycle init`."""

import click


@click.command()
def init() -> int:
    """Soon."""
    return 0
