"""The command on rows that may be one household: list them, merge two, keep two apart, undo either."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import HERE, JsonOption, WorkspaceOption, speaker, workspace_in
from api.cli.speak import Speaker
from api.clock import now_utc, today
from api.errors import WrongUse
from api.usecases.audit_register import (
    audit_workspace,
    forget_apart,
    keep_apart,
    merge_rows,
    read_merges,
    undo_merge,
)
from api.workspace import Workspace
from planner.sentence import say

FINDING = 1


def duplicates(
    merge: Annotated[tuple[str, str], typer.Option("--merge", help="KEPT GONE: make these two rows one household.")]
    = ("", ""),
    undo: Annotated[str, typer.Option("--undo", help="GONE: put a merged row back.")] = "",
    apart: Annotated[tuple[str, str], typer.Option("--apart", help="ONE OTHER: these two are two households.")]
    = ("", ""),
    undo_apart: Annotated[tuple[str, str], typer.Option("--undo-apart", help="ONE OTHER: take that back.")]
    = ("", ""),
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """List rows that may be one household; merge two, keep two apart, or undo either. Nothing is merged by itself."""
    place, out = workspace_in(workspace), speaker(as_json)
    kept_id, gone_id = merge
    if sum(map(bool, (gone_id, undo, apart[0], undo_apart[0]))) > 1:
        raise WrongUse("give one of --merge KEPT GONE, --undo GONE, --apart ONE OTHER and --undo-apart ONE OTHER")
    if apart[0] or undo_apart[0]:
        _tell_apart(place, out, apart=apart, undo_apart=undo_apart)
        return
    if gone_id:
        home = merge_rows(place, kept_id=kept_id, gone_id=gone_id, at=now_utc())
        out.say(say("household {gone} is now part of {kept}; undo it with: huhu audit duplicates --undo {gone}",
                    gone=gone_id, kept=home.household_id))
        out.result({"kept": home.household_id, "gone": gone_id})
        return
    if undo:
        back = undo_merge(place, gone_id=undo, at=now_utc())
        out.say(say("household {household} is in the register again", household=back.household_id))
        out.result({"back": back.household_id})
        return
    _list_duplicates(place, out)


def _tell_apart(place: Workspace, out: Speaker, *, apart: tuple[str, str], undo_apart: tuple[str, str]) -> None:
    if apart[0]:
        keep_apart(place, *apart, at=now_utc())
        out.say(say("{one} and {other} are two households; they are not told as duplicates again", one=apart[0],
                    other=apart[1]))
        out.result({"apart": apart})
        return
    forget_apart(place, *undo_apart)
    out.say(say("{one} and {other} may be told as duplicates again", one=undo_apart[0], other=undo_apart[1]))
    out.result({"not_apart": undo_apart})


def _list_duplicates(place: Workspace, out: Speaker) -> None:
    day = today(place.settings.station.time_zone)
    view, merges = audit_workspace(place, today=day), read_merges(place)
    with place.open_store() as store, store.reading() as reading:
        address_of = {household.household_id: household.address for household in reading.households()}
    for group in view.duplicates:
        out.say(say("{households}: {why}", households="; ".join(
            f"{id_} {address_of[id_]}" for id_ in group.household_ids), why=group.why))
    standing = [merge for merge in merges if merge.undone_at is None]
    out.say(say("{n} groups of rows may be one household each; {merged} rows have been merged by decision",
                n=len(view.duplicates), merged=len(standing)))
    out.result({
        "groups": [{"households": group.household_ids, "why": str(group.why)} for group in view.duplicates],
        "merges": [{"kept": m.kept.household_id, "gone": m.gone.household_id, "at": m.merged_at, "undone": m.undone_at}
                   for m in merges],
    })
    if view.duplicates:
        raise typer.Exit(FINDING)
