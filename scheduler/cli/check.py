"""`microcycle check`."""

import click


@click.command()
def check() -> int:
    """Soon."""
    return 0
