"""Two hundred subscribers at once: what a feed's server bears, beside two bare servers.

Run ``python benchmarks/feed.py``. Each server is a process of its own on the loopback interface.
Two hundred clients ask for ten seconds, each as soon as it has its answer, and each names the mark
of what it has (304). Once, every second of them is up to no good: wrong tokens, tricks with paths,
other methods, long heads. Below stand the peers: the same library answering 304 to everything, and
the standard library's server sending the file itself, as it knows no marks.
"""

import asyncio
import datetime as dt
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from scheduler.store.tokens import read_tokens

CLIENTS = 200
SECONDS = 10.0
ATHLETES = 5
WEEKS = 3
FILE = """
athlete: {{name: Bench {number}, timezone: Europe/Berlin}}
availability: {{mon-fri: [06:00-08:00, 17:30-21:00], sat-sun: [08:00-12:00]}}
runs:
  - {{day: tue, start: 06:00, minutes: 60, kind: intervals}}
  - {{day: sun, start: 08:00, minutes: 110, kind: long}}
strength: {{sessions: 2, class: heavy, minutes: 50}}
"""
ABUSE = (
    (f"GET /{'0' * 32}/bench3.ics HTTP/1.1\r\nHost: bench\r\n\r\n".encode(), b"404"),
    (b"GET /../%2e%2e/.feed-tokens.json HTTP/1.1\r\nHost: bench\r\n\r\n", b"404"),
    (b"PUT / HTTP/1.1\r\nHost: bench\r\n\r\n", b"405"),
    (b"GET / HTTP/1.1\r\nHost: bench\r\nA: " + b"a" * 20_000 + b"\r\n\r\n", b"431"),
)
BARE = """
import socket, sys, uvicorn
async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 304, "headers": [(b"etag", b'"x"')]})
    await send({"type": "http.response.body", "body": b""})
place = socket.create_server(("127.0.0.1", 0), backlog=512)
print(place.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, http="h11", loop="asyncio", lifespan="off", access_log=False,
    log_level="error")).run(sockets=[place])
"""
PLAIN = """
import http.server
class Silent(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *_): pass
class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 512
server = Server(("127.0.0.1", 0), Silent)
print(server.server_address[1], flush=True)
server.serve_forever()
"""


@dataclass
class Measured:
    """What the clients saw [s], and the server's memory [MB]."""

    took: list[float]
    before: float
    after: float


class Client(asyncio.Protocol):
    """Asks again as soon as it is answered."""

    def __init__(self, request: bytes, wanted: bytes, took: list[float], until: float) -> None:
        self.request, self.wanted, self.took, self.until = request, wanted, took, until
        self.data = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the first time."""
        self.transport = transport
        self.ask()

    def ask(self) -> None:
        """Ask, and look at the clock."""
        self.asked = time.perf_counter()
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        """Once the answer is whole, ask again."""
        self.data += data
        head, end, body = self.data.partition(b"\r\n\r\n")
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        if not end or len(body) < int(length or 0):
            return
        assert head.startswith(b"HTTP/1.1 " + self.wanted), head
        self.data = b""
        now = time.perf_counter()
        self.took.append(now - self.asked)
        if now < self.until:
            self.ask()
        else:
            self.transport.close()


def stop(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """End at the first wrong answer, which the loop would only write down."""
    raise SystemExit(f"a wrong answer: {context.get('exception')}")


async def crowd(port: int, asked: Sequence[tuple[bytes, bytes]]) -> list[float]:
    """How long each answer took [s], to clients who ask for these in turn."""
    took: list[float] = []
    loop, until = asyncio.get_running_loop(), time.perf_counter() + SECONDS
    loop.set_exception_handler(stop)
    for request, wanted in islice(cycle(asked), CLIENTS):
        client = partial(Client, request, wanted, took, until)
        await loop.create_connection(client, "127.0.0.1", port)
    await asyncio.sleep(until - time.perf_counter() + 0.5)
    return took


def memory(process: int) -> float:
    """What a process holds in memory [MB]; NaN where the system does not tell."""
    try:
        text = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return float("nan")
    return int(text.partition("VmRSS:")[2].split()[0]) / 1000


@contextmanager
def started(*words: str, cwd: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server in a process of its own, and its port, the first number that it prints."""
    child = subprocess.Popen(
        [sys.executable, *words],
        cwd=cwd,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert child.stdout is not None
        line = child.stdout.readline()
        yield child, int(line.partition(";")[0].rpartition(":")[2])
    finally:
        child.terminate()
        child.wait(10)


def measured(
    words: tuple[str, ...], path: str, folder: str, *, marked: bool, abused: bool = False
) -> Measured:
    """Start a server and set the crowd on it."""
    with started(*words, cwd=folder) as (child, port):
        first = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        first.request("GET", path)
        mark = first.getresponse().headers.get("ETag")
        first.close()
        named = f"If-None-Match: {mark}\r\n" if marked else ""
        request = f"GET {path} HTTP/1.1\r\nHost: bench\r\n{named}\r\n".encode()
        good = (request, b"304" if marked else b"200")
        asked = [one for bad in ABUSE for one in (good, bad)] if abused else [good]
        before = memory(child.pid)
        took = asyncio.run(crowd(port, asked))
        return Measured(took, before, memory(child.pid))


def plan_weeks(folder: Path) -> None:
    """Let every athlete have some kept weeks from now on, and links."""
    ours = [sys.executable, "-m", "scheduler"]
    today = dt.datetime.now(dt.UTC).date()
    for number in range(ATHLETES):
        file = folder / f"bench{number}.yaml"
        file.write_text(FILE.format(number=number))
        for ahead in range(1, WEEKS + 1):
            week = str(today + dt.timedelta(weeks=ahead))
            run = [*ours, "plan", file.name, "--week", week]
            subprocess.run(run, cwd=folder, capture_output=True, check=True)
    run = [*ours, "feed", ".", "--links"]
    subprocess.run(run, cwd=folder, capture_output=True, check=True)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        plan_weeks(Path(folder))
        path = f"/{read_tokens(Path(folder))['bench3']}/bench3.ics"
        file = min(Path(folder, "plans", "bench3").glob("*.ics")).relative_to(folder)
        ours = ("-m", "scheduler", "feed", ".", "--port", "0", "--quiet")
        rows = {
            "**microcycle feed** (304)": measured(ours, path, folder, marked=True),
            "the same, the whole calendar each time": measured(ours, path, folder, marked=False),
            "the same, every second client up to no good": measured(
                ours, path, folder, marked=True, abused=True
            ),
            "uvicorn alone, 304 to everything": measured(("-c", BARE), "/", folder, marked=True),
            "`http.server`, the file of a week": measured(
                ("-c", PLAIN), f"/{file.as_posix()}", folder, marked=False
            ),
        }
    print(f"{CLIENTS} clients, {SECONDS:g} s each\n")
    print("| server | requests/s | p50 ms | p95 ms | p99 ms | RSS before | after [MB] |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name, row in rows.items():
        cuts = statistics.quantiles(row.took, n=100)
        times = " | ".join(f"{1000 * cuts[part - 1]:.0f}" for part in (50, 95, 99))
        print(
            f"| {name} | {len(row.took) / SECONDS:,.0f} | {times}"
            f" | {row.before:.1f} | {row.after:.1f} |"
        )


if __name__ == "__main__":
    main()
