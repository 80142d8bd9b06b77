"""Who is told of a task that failed for good, and what: by a real webhook on this machine, and by a notifier."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from email import message_from_string
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import StreamRequestHandler, TCPServer
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk import BaseNotifier
from airflow.sdk.exceptions import AirflowFailException
from airflow.sdk.log import mask_secret
from job_alerts import alert
from spark_job import failure

TOKEN = "T000/B000/very-secret"
SAID = "Error code is: 4.\nerror: 3 values of public.t.c do not fit.\n  Give --on-unrepresentable."
TITLE = "dag_replication.replicate failed for good: run manual__1, try 1."
LOG = "http://127.0.0.1:8080/dags/dag_replication/runs/manual__1/tasks/replicate"
TEXT = f"{TITLE}\nreplicate ended with exit code 4, refused data.\n3 values of public.t.c do not fit.\nGive --on-unrepresentable.\n{LOG}"


class Webhook(HTTPServer):
    """Answers with a status, and keeps what it was sent."""

    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taker)
        self.taken: list[tuple[str, Any]] = []


class Taker(BaseHTTPRequestHandler):
    server: Webhook

    def do_POST(self) -> None:
        self.server.taken.append((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
        self.send_response(self.server.status)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


class Mailbox(StreamRequestHandler):
    """As much of a mail server as one mail needs."""

    mails: list[str] = []

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while verb := self.rfile.readline().strip().upper():
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self.mails.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
            self.wfile.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 well\r\n")


class Recorder(BaseNotifier):
    """A team's own notifier."""

    template_fields = ("text",)
    told: list[str] = []

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def notify(self, context: Any) -> None:
        self.told.append(self.text)


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    with Webhook() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def fail(error: BaseException | None = None) -> None:
    ti = SimpleNamespace(dag_id="dag_replication", task_id="replicate", run_id="manual__1", try_number=1, log_url=LOG)
    alert({"ti": ti, "exception": error} if error else {"ti": ti})


def connect(monkeypatch: pytest.MonkeyPatch, **parts: Any) -> None:
    monkeypatch.setenv("AIRFLOW_CONN_PIPELINE_ALERTS", json.dumps({"conn_type": "http"} | parts))


def test_without_the_connection_the_log_alone_is_told(caplog: pytest.LogCaptureFixture) -> None:
    fail(failure("replicate", SAID))

    assert [record.getMessage() for record in caplog.records if record.name == "job_alerts"] == [" ".join(TEXT.split("\n")[:-1])]


@pytest.mark.parametrize(
    "parts",
    [
        {"host": "http://127.0.0.1:{port}/services", "password": TOKEN},
        {"host": "127.0.0.1", "port": "{port}", "schema": "http", "password": f"services/{TOKEN}"},
        {"host": "http://127.0.0.1/services/", "port": "{port}", "password": TOKEN},
        {"host": "127.0.0.1/services", "port": "{port}", "schema": "http", "password": TOKEN},
    ],
)
def test_a_webhook_gets_the_two_lines_once(webhook: Webhook, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, parts: dict[str, str]) -> None:
    connect(monkeypatch, **{name: value.format(port=webhook.server_port) for name, value in parts.items()})

    fail(failure("replicate", SAID))

    assert webhook.taken == [(f"/services/{TOKEN}", {"text": TEXT})]
    assert "very-secret" not in caplog.text


def test_a_process_that_was_killed_is_told_too(webhook: Webhook, monkeypatch: pytest.MonkeyPatch) -> None:
    connect(monkeypatch, host=f"http://127.0.0.1:{webhook.server_port}")

    fail()

    assert webhook.taken[0][1]["text"].split("\n")[1].startswith("Its process ended without a word")


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_webhook_that_refuses_fails_nothing_and_shows_no_address(
    webhook: Webhook, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, status: int,
) -> None:
    webhook.status = status
    connect(monkeypatch, host=f"http://127.0.0.1:{webhook.server_port}", password=TOKEN)

    fail(AirflowFailException("x"))

    assert f"pipeline_alerts answered {status}" in caplog.text and "very-secret" not in caplog.text
    assert len(webhook.taken) == 1


@pytest.mark.parametrize("host", ["http://127.0.0.1:9", "file:///etc/passwd", "", "http://[", "https://a b"])
def test_a_webhook_that_is_not_there_fails_nothing_and_shows_no_address(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, host: str) -> None:
    connect(monkeypatch, host=host, password=TOKEN)

    fail(AirflowFailException("x"))

    assert "pipeline_alerts is not reached" in caplog.text and "very-secret" not in caplog.text


def test_a_notifier_takes_the_place_of_the_webhook(webhook: Webhook, monkeypatch: pytest.MonkeyPatch) -> None:
    extra = {"notifier": f"{__name__}.Recorder", "arguments": {"text": "{{ alert_title }}|{{ alert }}"}}
    connect(monkeypatch, host=f"http://127.0.0.1:{webhook.server_port}", extra=extra)

    fail(failure("replicate", SAID))

    assert Recorder.told == [f"{TITLE}|{TEXT}"] and webhook.taken == []


def test_mail_is_airflows_own_notifier(monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = {"to": "team@example.com", "from_email": "airflow@example.com", "subject": "{{ alert_title }}", "html_content": "<pre>{{ alert | e }}</pre>"}
    connect(monkeypatch, extra={"notifier": "airflow.providers.smtp.notifications.smtp.SmtpNotifier", "arguments": arguments})
    with TCPServer(("127.0.0.1", 0), Mailbox) as server:
        plain = {"disable_ssl": True, "disable_tls": True}
        monkeypatch.setenv("AIRFLOW_CONN_SMTP_DEFAULT", json.dumps({"conn_type": "smtp", "host": "127.0.0.1", "port": server.server_address[1], "extra": plain}))
        Thread(target=server.handle_request, daemon=True).start()

        fail(failure("replicate", SAID.replace("3 values", "<3 values>")))

    mail = message_from_string(Mailbox.mails[0])
    assert mail["To"] == "team@example.com" and mail["Subject"] == TITLE
    assert mail.get_payload()[0].get_payload(decode=True).decode() == f"<pre>{TEXT.replace('3 values', '&lt;3 values&gt;')}</pre>"


@pytest.mark.parametrize("name", ["subprocess.Popen", "os.system"])
def test_what_is_no_notifier_is_not_made(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    connect(monkeypatch, extra={"notifier": name, "arguments": {"args": ["false"]}})

    with pytest.raises(TypeError, match=f"pipeline_alerts names {name}, which is no notifier"):
        fail(AirflowFailException("x"))


def test_a_password_that_got_into_an_error_is_told_to_nobody(webhook: Webhook, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    connect(monkeypatch, host=f"http://127.0.0.1:{webhook.server_port}", password=TOKEN)
    mask_secret("p-a-s-s-w-o-r-d")

    fail(AirflowFailException("cannot log in with p-a-s-s-w-o-r-d"))

    assert "p-a-s-s-w-o-r-d" not in json.dumps(webhook.taken) + caplog.text and webhook.taken
