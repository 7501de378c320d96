"""The server as people start it: one process, one port, ended by Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from api.errors import WrongUse
from api.web.server import listening_socket, serve
from tests.web_workspace import empty_workspace

ROOT = Path(__file__).parents[3]


def test_a_taken_port_is_told_before_anything_starts(tmp_path: Path) -> None:
    workspace = empty_workspace(tmp_path / "town")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(WrongUse, match=f"port {port} cannot be used .*--port {port + 1}"):
            serve(workspace, port=port)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send to another process")
def test_ctrl_c_ends_the_server_without_an_error(tmp_path: Path) -> None:
    empty_workspace(tmp_path / "town")
    with listening_socket("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    code = (f"from pathlib import Path; from api.web import serve; from api.workspace import open_workspace; "
            f"serve(open_workspace(Path({str(tmp_path / 'town')!r})), port={port})")
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.PIPE,
                               env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        assert answer_of(f"http://127.0.0.1:{port}/health") == b'{"status":"ok"}'
    finally:
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
    assert process.returncode == 0
    assert told == b""


def answer_of(url: str) -> bytes:
    end = time.monotonic() + 30
    while True:
        try:
            with urlopen(url, timeout=5) as answer:
                return bytes(answer.read())
        except URLError:
            assert time.monotonic() < end, "the server did not start"
            time.sleep(0.1)
