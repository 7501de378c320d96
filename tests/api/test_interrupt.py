"""Ctrl-C: told at once, then a second one ends the program; before the program is loaded it leaves no traceback."""

import os
import signal
import sys
import tomllib
import types
from pathlib import Path

import pytest

from api.cli.start import main
from api.interrupt import noted_interrupt

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent as a POSIX signal")


def test_the_first_ctrl_c_is_told_and_noted_and_the_second_ends_the_program():
    told, before = [], signal.getsignal(signal.SIGINT)
    with noted_interrupt(told.append) as interrupted:
        assert not interrupted()
        signal.raise_signal(signal.SIGINT)
        assert interrupted() and len(told) == 1 and "a second one ends the program" in str(told[0])
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("trouble", [
    RuntimeError("reentrant call inside the writer of the screen"), BrokenPipeError("tee has ended, too"),
    ValueError("write to closed file"),
])
def test_a_ctrl_c_that_cannot_be_told_is_noted_all_the_same(trouble):
    def tell(sentence):
        raise trouble

    with noted_interrupt(tell) as interrupted:
        signal.raise_signal(signal.SIGINT)
        assert interrupted()


def test_ctrl_c_while_the_program_is_loaded_ends_it_without_a_traceback(monkeypatch):
    class Loading(types.ModuleType):
        def __getattr__(self, name):
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "api.cli.app", Loading("api.cli.app"))
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["scripts"]["huhu"] == f"{main.__module__}:{main.__name__}"
