"""What is put beside a file that the program writes for the user: a copy of the schema."""

from pathlib import Path

from scheduler.resources import constraints_folder
from scheduler.store.files import write_atomically

OWN_NAME = "microcycle.schema.json"
SIGN = b'"Athlete file of microcycle"'


def schema_beside(folder: Path) -> str:
    """See that an editor finds the schema in ``folder``, and say what it is called there.

    A copy beside the file works offline, outlives a new environment and moves along with the
    folder; the installed one would be named by a path that only this machine knows. A schema that
    already lies there is used, one of ours is brought up to date, and one of somebody else is
    left alone.

    Raises
    ------
    FileError
        The copy cannot be written.
    """
    schema = (constraints_folder() / "schema.json").read_bytes()
    there = folder / "schema.json"
    if there.is_file() and there.read_bytes() == schema:
        return there.name
    copy = folder / OWN_NAME
    if not copy.exists() or (copy.is_file() and SIGN in copy.read_bytes()):
        write_atomically(copy, schema)
    return OWN_NAME
