"""Plan the weeks of all teams: prepared one by one, solved by an executor, kept as they come back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from api.errors import Interrupted
from api.interrupt import noted_interrupt
from api.jobs import Executor, WeekAnswer, WeekTask
from api.usecases.plan_team import PreparedTeam, SearchOrder, TeamResult, keep_team, prepare_team
from api.usecases.progress_words import ProgressWords
from gisdata.records import ShiftRow
from gisdata.rooms import Absence, without_absences
from gisdata.week_input import DueDoor, Ground, TeamScope, roster_of_week
from planner.sentence import Sentence, say
from planner.week import Progress

Tell = Callable[[Sentence], None]


def plan_teams(
    teams: TeamsToPlan, *, executor: Executor, order: SearchOrder, tell: Tell,
) -> list[TeamResult]:
    """Return the result of each team, in the order of the teams whichever was solved first.

    Only the teams being solved are held as problems, so memory does not grow with their number. Raises Interrupted
    after Ctrl-C, SolverFailure when a team cannot be planned.
    """
    run = _Run(teams, order, tell)
    with noted_interrupt(tell) as interrupted:
        executor.run(run.tasks(), on_done=run.on_done, on_progress=run.on_progress, should_stop=interrupted)
        if interrupted():
            raise Interrupted("interrupted: nothing of this plan was kept, an earlier one stays as it was")
    return [run.results[scope.team] for scope in teams.scopes]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsToPlan:
    """The teams of a week with everything their problems are made of; `zone` is the station's time zone.

    `away`: officers and days (0..6) on which nothing is planned for them. `absences`: hours of officers with a mobile
    room, which no visit is planned into.
    """

    scopes: Sequence[TeamScope]
    doors: Sequence[DueDoor]
    shift_rows: Sequence[ShiftRow]
    ground: Ground
    zone: ZoneInfo
    away: frozenset[tuple[str, int]] = frozenset()
    absences: Sequence[Absence] = ()


@dataclass(slots=True)
class _Run:
    """The teams on their way through an executor."""

    teams: TeamsToPlan
    order: SearchOrder
    tell: Tell
    prepared: dict[str, PreparedTeam] = field(default_factory=dict)
    results: dict[str, TeamResult] = field(default_factory=dict)
    words: dict[str, ProgressWords] = field(default_factory=lambda: defaultdict(ProgressWords))

    def tasks(self) -> Iterator[WeekTask]:
        """Yield the task of each team; it is prepared when the executor has room for it."""
        team_of = {community: scope.team for scope in self.teams.scopes for community in scope.owners}
        doors_of = defaultdict(list)
        for door in self.teams.doors:
            doors_of[team_of.get(door.household.community)].append(door)
        for number, scope in enumerate(self.teams.scopes, start=1):
            self.tell(say("team {team} ({number} of {n})", team=scope.team, number=number, n=len(self.teams.scopes)))
            spans = without_absences(
                roster_of_week(scope.officers, self.teams.shift_rows, self.teams.ground.monday, away=self.teams.away),
                self.teams.absences)
            mine = doors_of.pop(scope.team, [])
            self.tell(say("team {team}: travel times between {n} due doors, {shifts} shifts",
                          team=scope.team, n=sum(d.household.has_point for d in mine), shifts=len(spans)))
            self.prepared[scope.team] = prepared = prepare_team(scope, mine, spans, self.teams.ground)
            for finding in prepared.findings:
                self._tell_of(scope.team, finding)
            yield prepared.task(self.order)

    def on_progress(self, team: str, progress: Progress) -> None:
        """Pass on what was not said of the team before."""
        for sentence in self.words[team].new(progress):
            self._tell_of(team, sentence)

    def _tell_of(self, team: str, sentence: Sentence) -> None:
        self.tell(say("team {team}: {text}", team=team, text=sentence))

    def on_done(self, answer: WeekAnswer) -> None:
        """Keep a team's plan, and let go of its problem."""
        prepared = self.prepared.pop(answer.key)
        if answer.attempts > 1 and answer.failure is None:
            self.tell(say("team {team}: planned at attempt {n}, since a worker was lost", team=answer.key,
                          n=answer.attempts))
        self.tell(say("team {team}: lines along the streets", team=answer.key))
        self.results[answer.key] = keep_team(prepared, answer, self.teams.ground, order=self.order,
                                             zone=self.teams.zone)
