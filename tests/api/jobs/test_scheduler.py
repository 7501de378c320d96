"""Which schedulers may be spoken to."""

import socket
from pathlib import Path

import pytest

from api.errors import WrongUse
from api.jobs import DaskScheduler, ExecutorChoice, TlsFiles, open_executor
from api.jobs.dask_cluster import DaskExecutor
from api.jobs.inline import InlineExecutor
from api.jobs.pool import PoolExecutor
from api.jobs.scheduler import require_safe


@pytest.fixture
def no_sockets(monkeypatch):
    def refuse(*_):
        raise AssertionError("something was connected")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("address", ["tcp://10.0.0.1:8786", "10.0.0.1:8786", "tcp://scheduler.station:8786",
                                     "tcp://0.0.0.0:8786", "tcp://[fd00::1]:8786"])
def test_plain_tcp_to_another_machine_is_refused_without_connecting(address, no_sockets):
    with pytest.raises(WrongUse, match="without TLS a scheduler is used on this machine only"):
        DaskExecutor(DaskScheduler(address=address))


def test_the_refusal_names_the_safe_address():
    with pytest.raises(WrongUse, match=r"use tls://10\.0\.0\.1:8786$"):
        require_safe(DaskScheduler(address="10.0.0.1:8786"))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:8786", "localhost:8786", "127.0.0.9:1", "tcp://[::1]:8786"])
def test_plain_tcp_on_this_machine_is_taken(address):
    assert require_safe(DaskScheduler(address=address)).address.startswith("tcp://")


@pytest.mark.parametrize("address", ["", "tls://", "tls://host", "http://127.0.0.1:8786", "127.0.0.1:port",
                                     "inproc://127.0.0.1:1", "tcp://127.0.0.1:99999"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(WrongUse, match="is no address"):
        require_safe(DaskScheduler(address=address))


def test_tls_without_certificates_is_refused():
    with pytest.raises(WrongUse, match=r"set ca, cert and key in \[dask\]"):
        require_safe(DaskScheduler(address="tls://10.0.0.1:8786"))


def test_a_certificate_that_is_not_there_is_named(tmp_path):
    (tmp_path / "ca.pem").touch()
    tls = TlsFiles(ca=tmp_path / "ca.pem", cert=tmp_path / "cert.pem", key=tmp_path / "key.pem")
    with pytest.raises(WrongUse, match=r"dask\.cert = .*cert\.pem is no file"):
        require_safe(DaskScheduler(address="tls://10.0.0.1:8786", tls=tls))


def test_several_teams_get_a_pool_and_one_team_this_process():
    assert isinstance(open_executor(ExecutorChoice(), n_tasks=2), PoolExecutor)
    assert isinstance(open_executor(ExecutorChoice(), n_tasks=1), InlineExecutor)
    assert isinstance(open_executor(ExecutorChoice(name="inline"), n_tasks=9), InlineExecutor)
    local = DaskScheduler(address="127.0.0.1:8786", tls=TlsFiles(ca=Path(), cert=Path(), key=Path()))
    assert isinstance(open_executor(ExecutorChoice(name="dask", scheduler=local), n_tasks=1), DaskExecutor)


def test_an_unknown_executor_and_dask_without_a_scheduler_are_refused():
    with pytest.raises(WrongUse, match="--executor cloud is not known; there is: inline, pool, dask"):
        open_executor(ExecutorChoice(name="cloud"), n_tasks=1)
    with pytest.raises(WrongUse, match="--executor dask needs the scheduler"):
        open_executor(ExecutorChoice(name="dask"), n_tasks=1)
