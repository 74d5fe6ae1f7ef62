"""An account whose calendars lie on another host, as iCloud has it."""

import http.client
import http.server
import re
import threading

import pytest

HOME = re.compile(rb"(calendar-home-set>\s*<(?:\w+:)?href>)/")


@pytest.fixture
def front(kim, server):
    """The host of the account: it knows who asks, and sends to the other one for calendars."""

    class Front(http.server.BaseHTTPRequestHandler):
        def do_PROPFIND(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append(self.path)
            behind = http.client.HTTPConnection("127.0.0.1", server.port)
            headers = {
                n: v for n, v in self.headers.items() if n not in {"Host", "Accept-Encoding"}
            }
            behind.request("PROPFIND", self.path, body, headers)
            answer = behind.getresponse()
            data = HOME.sub(rb"\1" + server.url.encode(), answer.read())
            self.send_response(answer.status)
            for name in ("Content-Type", "WWW-Authenticate"):
                self.send_header(name, answer.getheader(name, ""))
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    asked: list[str] = []
    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Front)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    kim.environment["MICROCYCLE_CALDAV_URL"] = f"http://localhost:{running.server_port}/"
    yield asked
    running.shutdown()
    running.server_close()


def test_calendars_on_another_host_are_followed_again_and_again(kim, front, server):
    assert kim.publish().exit_code == 0
    assert server.url in (kim.plans / "caldav.json").read_text()
    assert kim.publish().stdout == "nothing to do\n"
    kim.edit("mon-fri: [17:00", "mon-fri: [17:30")
    assert kim.plan_as_it_is().exit_code == 0
    result = kim.publish()

    assert (result.exit_code, result.stdout.count("~")) == (0, 2)
    assert kim.program.shown() == {"A": "Tue 12 17:30", "B": "Fri 15 17:30"}
    assert kim.unpublish().exit_code == 0
    assert kim.program.events() == {}
    assert front, "the account's own host was never asked"
