"""Where a Dask scheduler is and how it is spoken to: mutual TLS, or plain TCP on this very machine."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from api.errors import WrongUse


@dataclass(frozen=True, slots=True, kw_only=True)
class TlsFiles:
    """The PEM files of mutual TLS: the authority both sides trust, our certificate, and its key."""

    ca: Path
    cert: Path
    key: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class DaskScheduler:
    """The address of a scheduler, such as tls://10.1.2.3:8786, and the TLS files (None: only on this machine)."""

    address: str
    tls: TlsFiles | None = None


def require_safe(scheduler: DaskScheduler) -> DaskScheduler:
    """Return the scheduler with its full address; nothing is connected. Raises WrongUse when it would not be safe.

    A scheduler runs the code of whoever reaches it, and so do its workers: without TLS it may only be on this machine.
    """
    address = scheduler.address if "://" in scheduler.address else f"tcp://{scheduler.address}"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or not port or parts.scheme not in {"tcp", "tls"}:
        raise WrongUse("--scheduler {address} is no address; an example is tls://10.1.2.3:8786",
                       address=scheduler.address)
    if parts.scheme == "tcp" and not _is_loopback(host):
        raise WrongUse(
            "--scheduler {address}: without TLS a scheduler is used on this machine only (127.0.0.1), for it runs the "
            "code of whoever reaches it; start it with TLS, name the files in [dask] of huhu.toml and use {safe}",
            address=scheduler.address, safe=f"tls://{parts.netloc}")
    if parts.scheme == "tls":
        _require_files(scheduler)
    return DaskScheduler(address=address, tls=scheduler.tls if parts.scheme == "tls" else None)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False   # a name may lead anywhere


def _require_files(scheduler: DaskScheduler) -> None:
    if scheduler.tls is None:
        raise WrongUse("--scheduler {address} needs certificates: set ca, cert and key in [dask] of huhu.toml",
                       address=scheduler.address)
    for name, path in (("ca", scheduler.tls.ca), ("cert", scheduler.tls.cert), ("key", scheduler.tls.key)):
        if not path.is_file():
            raise WrongUse("huhu.toml: dask.{name} = {path} is no file", name=name, path=path)
