"""What can be wrong with an export: one row, the file, or what only the athlete can say."""


class RowError(Exception):
    """One row cannot be understood; it is left out and told."""


class ExportError(Exception):
    """The file as a whole cannot be understood."""

    def __init__(self, says: str, hint: str = "") -> None:
        super().__init__(says)
        self.says, self.hint = says, hint


class NotSettledError(ExportError):
    """The file does not say it, so the athlete has to, in the entry of `history`."""
