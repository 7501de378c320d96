"""`huhu solve` on the screen: what cannot be served first, then plans as they are found; Ctrl-C keeps the best."""

import json
import os
import signal
import subprocess
import sys

import pytest

from gisdata.write.week_file import write_problem
from tests.builders import B1, B3, a_patrol, a_problem, a_visit, windows


@pytest.fixture
def week(tmp_path):
    """A week with two patrols that clash and enough visits to search for a while."""
    patrols = tuple(a_patrol(k, place=p, cell=None, window=windows((32_400, 34_200))[0])
                    for k, p in (("p1", B1), ("p2", B3)))
    visits = tuple(a_visit(f"h{k}", place=(B1, B3)[k % 2], prize=1 + k % 7) for k in range(80))
    path = tmp_path / "week.json"
    write_problem(a_problem(visits=visits, patrols=patrols), path)
    return path


@pytest.mark.parametrize("words", [
    ("en", "shift o1-mon cannot serve p1, p2 together", "visits planned"),
    ("zh-CN", "班次 o1-mon 无论先后都无法同时完成 p1, p2", "已排走访"),
])
def test_what_cannot_be_served_is_on_the_screen_before_the_search(week, huhu, monkeypatch, words):
    language, clash, plan = words
    monkeypatch.setenv("HUHU_LANG", language)
    answer = huhu("solve", week, "-o", week.with_name("plan.json"), "--work", "1500")
    lines = answer.err.splitlines()
    assert clash in lines[0], "before anything of the search"
    assert plan in "\n".join(lines[1:])


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent as a POSIX signal")
def test_ctrl_c_in_the_middle_of_a_solve_keeps_the_best_plan_so_far(week, huhu):
    plan = week.with_name("plan.json")
    env = {**os.environ, "HUHU_LANG": "en", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "api.cli.app", "solve", str(week), "-o", str(plan), "--seconds", "100"]
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stderr:
            if "visits planned" in line:   # the first insertion, before the search
                break
        process.send_signal(signal.SIGINT)
        try:
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 1, "a patrol is left out: a finding, as without Ctrl-C"
    assert "Ctrl-C is noted" in err, "at once: compiled code may take a while to hear of it"
    assert "ended by Ctrl-C; this is the best plan so far" in err and "Traceback" not in err
    assert "prize" in out and huhu("check", week, plan, "--may-leave-out").code == 0
    found = json.loads(plan.read_text(encoding="utf-8"))
    assert "ended at" in found["method"] and found["cpu_s"] < 60
