"""Real Dask processes on this machine: a scheduler, workers to kill, and certificates made by openssl."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from api.jobs import DaskScheduler, TlsFiles

ROOT = Path(__file__).parents[3]
PATIENCE_S = 30


class Cluster:
    """A scheduler on the loopback address and its workers; `close` kills every process of it."""

    def __init__(self, folder: Path, *, tls: TlsFiles | None = None, nanny: bool = False) -> None:
        self.folder, self.tls, self.nanny = folder, tls, nanny
        self.processes: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        scheme = "tls" if tls else "tcp"
        self._start("scheduler", "--host", f"{scheme}://127.0.0.1", "--port", "0", "--no-dashboard", "--no-show",
                    "--scheduler-file", str(file))
        self.scheduler = self.processes[0]
        until(lambda: file.exists() and file.stat().st_size > 0)
        self.address: str = json.loads(file.read_text())["address"]

    def add_worker(self) -> subprocess.Popen[bytes]:
        return self._start("worker", self.address, "--nthreads", "1", "--nanny" if self.nanny else "--no-nanny",
                           "--no-dashboard", "--local-directory", str(self.folder))

    @property
    def where(self) -> DaskScheduler:
        return DaskScheduler(address=self.address, tls=self.tls)

    def _start(self, program: str, *args: str) -> subprocess.Popen[bytes]:
        tls = self.tls
        files = ["--tls-ca-file", str(tls.ca), "--tls-cert", str(tls.cert), "--tls-key", str(tls.key)] if tls else []
        number = len(self.processes)
        with (self.folder / f"{number}-{program}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{program}", *args, *files], stdout=log,
                stderr=subprocess.STDOUT, cwd=self.folder, start_new_session=True,
                env={**os.environ, "PYTHONPATH": str(ROOT)})   # this checkout, wherever Huhu is installed from
        self.processes.append(process)
        return process

    def close(self) -> None:
        for process in self.processes:
            kill_group(process)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that we started and the children it started, and wait for it."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def until(holds: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
    """Wait until something holds; fails when it does not within the patience."""
    end_s = time.monotonic() + patience_s
    while not holds():
        assert time.monotonic() < end_s, "it did not happen in time"
        time.sleep(0.05)


def make_certificates(folder: Path) -> TlsFiles | None:
    """Return an authority and a certificate signed by it, or None where there is no openssl command."""
    if shutil.which("openssl") is None:
        return None
    files = TlsFiles(ca=folder / "ca.pem", cert=folder / "cert.pem", key=folder / "key.pem")
    ca_key, request = folder / "ca-key.pem", folder / "request.pem"
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    for command in (
        ["req", "-x509", *key, "-keyout", ca_key, "-out", files.ca, "-days", "2", "-subj", "/CN=test authority"],
        ["req", *key, "-keyout", files.key, "-out", request, "-subj", "/CN=test station"],
        ["x509", "-req", "-in", request, "-CA", files.ca, "-CAkey", ca_key, "-CAcreateserial", "-out", files.cert,
         "-days", "2"],
    ):
        subprocess.run(["openssl", *map(str, command)], check=True, capture_output=True)
    return files
