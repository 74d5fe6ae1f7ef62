"""How the kept files of JSON are read and written, and refused where they are not understood."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from scheduler.errors import FileError
from scheduler.store.locks import refused

T = TypeVar("T")
_NEWER = "use the newer microcycle that wrote it"
_UNKNOWN = frozenset({"unexpected_keyword_argument", "literal_error"})  # to this version


@dataclass(frozen=True, slots=True)
class KeptJson:
    """One kind of file that is kept; each of its texts says of what kind and version it is."""

    schema: str  # the kind and the version, like microcycle-plan/1
    name: str  # how it is called, like "kept plan of microcycle"
    advice: str  # what to do with one that is damaged

    def data(self, path: Path) -> bytes | None:
        """The bytes of a file; None where there is none.

        Raises
        ------
        FileError
            It cannot be read.
        """
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise refused(path, f"cannot be read: {error.strerror or error}") from error

    def read(self, path: Path, adapter: TypeAdapter[T]) -> T | None:
        """What a file holds; None where there is none.

        Raises
        ------
        FileError
            It cannot be read, is damaged, of another kind, or from a newer version.
        """
        data = self.data(path)
        if data is None:
            return None
        return self.understood(path, adapter, self.checked(path, self.parsed(path, data)))

    def parsed(self, path: Path, text: bytes | str, line: int | None = None) -> Any:  # noqa: ANN401 - whatever JSON can say
        """What a text says; ``line`` is where it stands, if it is one line of a file."""
        try:
            return json.loads(text)
        except json.JSONDecodeError as error:
            says = f"is damaged: {error.msg}"
            raise self.damaged(path, says, line or error.lineno, error.colno) from error
        except (RecursionError, ValueError) as error:
            raise self.damaged(path, "is damaged: it is no JSON text", line) from error

    def checked(self, path: Path, content: Any, line: int | None = None) -> Any:  # noqa: ANN401 - the same
        """The content, if it is of this kind and version."""
        schema = str(content.get("schema", "")) if isinstance(content, dict) else ""
        kind, _, version = schema.partition("/")
        if kind != self.schema.partition("/")[0]:
            raise self.damaged(path, f"is no {self.name}", line)
        if schema != self.schema:
            says = f"is of version {version}, which this microcycle does not know"
            raise refused(path, says, _NEWER, line)
        return content

    def understood(
        self,
        path: Path,
        adapter: TypeAdapter[T],
        content: Any,  # noqa: ANN401 - the same
        line: int | None = None,
    ) -> T:
        """The content as what it stands for."""
        try:
            return adapter.validate_python(content)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "this line"
            if first["type"] in _UNKNOWN:
                says = f"holds something at {where} that this microcycle does not know"
                raise refused(path, says, _NEWER, line) from error
            raise self.damaged(path, f"is damaged at {where}: {first['msg']}", line) from error

    def damaged(
        self, path: Path, says: str, line: int | None = None, column: int | None = None
    ) -> FileError:
        """A file that cannot be gone on from, and what to do."""
        return refused(path, says, self.advice, line, column)

    def written(self, content: Mapping[str, Any]) -> bytes:
        """The file that says this, for people to read too."""
        text = json.dumps({"schema": self.schema, **content}, indent=2, ensure_ascii=False)
        return f"{text}\n".encode()
