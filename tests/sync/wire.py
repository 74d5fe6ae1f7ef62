"""A server on real sockets, and ways to talk to it."""

import contextlib
import http.client
import socket
import threading
from types import SimpleNamespace

from scheduler.sync import server as serving

from .scene import site


@contextlib.contextmanager
def running(root):
    """A server in a thread of its own, on any free port."""
    place = serving.listen("127.0.0.1", 0)
    found, told = site(root)
    server = serving.FeedServer(found)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [place]}, daemon=True)
    port = place.getsockname()[1]
    thread.start()
    try:
        yield SimpleNamespace(port=port, root=root, told=told, server=server)
    finally:
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive()


def ask(port, path, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=named)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def talk(port, data, *, wait=5.0):
    """Send bytes as they are, and read until the other side ends."""
    with socket.create_connection(("127.0.0.1", port), timeout=wait) as plug:
        plug.sendall(data)
        parts = []
        with contextlib.suppress(ConnectionResetError):
            while part := plug.recv(65536):
                parts.append(part)
    return b"".join(parts)
