"""Boards to draw: an everyday one of any size, and one whose every text means harm. No clock."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from math import exp, log
from random import Random
from statistics import fmean, median

import msgspec

from heldout.board.model import (
    MOST_NAME,
    Attempt,
    Board,
    Candidate,
    Criterion,
    Day,
    Notice,
    Part,
    Profile,
    Rate,
    Score,
    Solved,
    Stale,
    Standing,
    Statistics,
    Step,
    Task,
    TeamStanding,
)
from heldout.report.text import printable

OPENS = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
CLOSES = datetime(2026, 3, 23, 20, 0, tzinfo=UTC)
LATE_POLICY = "10 % less for every day begun after the closing, for at most 3 days"

_KINDS = ("challenge", "casestudy", "challenge", "follow-up", "challenge")
_TITLES = (
    ("kmeans", "K-means clustering"),
    ("fraud-detection", "Fraud detection"),
    ("gradient-descent", "Gradient descent"),
    ("kmeans", "K-means clustering: follow-up questions"),
    ("neural-network", "Neural network from scratch"),
)
_NAMES = (
    "Ada Lovelace",
    "Emmy Noether",
    "Alan Turing",
    "Katherine Johnson",
    "David Blackwell",
    "Sofya Kovalevskaya",
    "Srinivasa Ramanujan",
    "Grace Hopper",
    "Leonhard Euler",
    "Mary Cartwright",
    "José Ángel Canavati",
    "Tū Ngọc",
)
_TEAMS = ("Gradient Ascent", "Null Hypothesis", "Overfitters", None)
_GROUPS = ("correctness", "edge cases", "numerical stability", "efficiency")
_CRITERIA = (
    ("Technical skills", 40, ("Algorithm knowledge", "Implementation ability", "Problem solving")),
    ("Communication", 30, ("Clarity", "Structure", "Questions asked")),
    ("Experience", 20, ("Project quality", "Depth")),
    ("Cultural fit", 10, ("Teamwork", "Curiosity")),
)


def sample_board(candidates: int = 8, tasks: int = 5, attempts_at_a_task: int = 4) -> Board:
    """Make a cohort in its third week: some late work, some stale, ties, nobody out of the way."""
    random = Random(20260302)
    to_do = tuple(sample_task(place) for place in range(tasks))
    people = [
        Candidate(
            id=str(4_000_000 + 37 * place),
            name=_NAMES[place] if place < len(_NAMES) else f"candidate-{place:04}",
            team=_TEAMS[place % len(_TEAMS)],
        )
        for place in range(candidates)
    ]
    drawn = [
        _standing(person, _scores(random, to_do, attempts_at_a_task, place), random)
        for place, person in enumerate(people)
    ]
    standings = ranked(drawn)
    return Board(
        title="Spring cohort 2026",
        opens=OPENS,
        closes=CLOSES,
        late_policy=LATE_POLICY,
        as_of=CLOSES + timedelta(hours=7, minutes=12),
        is_pseudonymous=False,
        time_zone="UTC",
        tasks=to_do,
        standings=standings,
        statistics=tuple(_statistics(random, task, standings) for task in to_do),
        days=_days(standings),
        teams=_teams(standings),
        stale=tuple(
            Stale(candidate=each.candidate, task=score.task, submitted_at=score.submitted_at)
            for each in standings
            for score in each.scores
            if score.is_stale
        ),
        notices=(Notice("line 17 of 2026-03.jsonl is no receipt and was left out"),),
    )


def sample_task(place: int) -> Task:
    """Make the task at a place in the catalogue: five of a known kind, again and again."""
    slug, title = _TITLES[place % 5]
    repeat = place // 5
    return Task(
        slug=f"{slug}-{repeat + 1}" if repeat else slug,
        kind=_KINDS[place % 5],
        title=f"{title} {repeat + 1}" if repeat else title,
        weight=0.5 if _KINDS[place % 5] == "follow-up" else 1.0,
        max_points=(100.0, 60.0, 100.0, 24.0, 120.0)[place % 5],
    )


def ranked(standings: list[Standing]) -> tuple[Standing, ...]:
    """Order by points and then by speed, as a competition does."""

    def key(each: Standing) -> tuple[float, float]:
        return -each.points, float("inf") if each.speed_ratio is None else each.speed_ratio

    ordered = sorted(standings, key=lambda each: (*key(each), each.candidate.name))
    result: list[Standing] = []
    for place, each in enumerate(ordered, start=1):
        tied = bool(result) and key(result[-1]) == key(each)
        result.append(msgspec.structs.replace(each, rank=result[-1].rank if tied else place))
    return tuple(result)


def sample_profile(board: Board, standing: Standing) -> Profile:
    """Make the history that leads to a standing's scores, and an evaluation that has gaps."""
    random = Random(standing.candidate.id)
    attempts = []
    for score in standing.scores:
        for back in range(score.attempts):
            at = score.submitted_at - timedelta(hours=7 * back, minutes=13 * back)
            early = board.opens is not None and at < board.opens
            attempts.append(
                Attempt(
                    task=score.task,
                    submitted_at=at,
                    verdict=score.verdict if back == 0 else random.choice(("failed", "timeout")),
                    points=score.points if back == 0 else round(score.points * 0.8**back, 2),
                    max_points=score.task.max_points,
                    speed_ratio=score.speed_ratio if back == 0 else None,
                    is_stale=score.is_stale and back == 0,
                    reason_not_counted="before the opening" if early else "",
                    pull_request=None if board.is_pseudonymous else random.randrange(1, 9000),
                )
            )
    attempts.sort(key=lambda each: each.submitted_at, reverse=True)
    return Profile(attempts=tuple(attempts), criteria=_criteria(random, bool(standing.scores)))


def _criteria(random: Random, has_work: bool) -> tuple[Criterion, ...]:
    criteria = []
    for title, weight, names in _CRITERIA:
        assessed = has_work and weight > 10
        parts = tuple(
            Part(title=name, score=random.random() if assessed and random.random() < 0.8 else None)
            for name in names
        )
        known = [part.score for part in parts if part.score is not None]
        criteria.append(
            Criterion(
                title=title, weight=weight, score=fmean(known) if known else None, parts=parts
            )
        )
    return tuple(criteria)


def _scores(
    random: Random, tasks: tuple[Task, ...], attempts: int, place: int
) -> tuple[Score, ...]:
    skill = random.betavariate(4, 1.6)
    scores = []
    for number, task in enumerate(tasks):
        if random.random() > 0.25 + skill and number:
            continue
        share = min(1.0, max(0.0, random.gauss(skill + 0.15, 0.25)))
        passed = share > 0.7
        verdict = "passed" if passed else random.choice(("failed", "failed", "timeout", "error"))
        is_code = task.kind == "challenge"
        at = OPENS + (CLOSES - OPENS) * min(1.08, random.betavariate(2, 1.5) * 1.1)
        days_late = (at - CLOSES).days + 1 if at > CLOSES else 0
        points = task.max_points if share == 1 else round(task.max_points * share, 1)
        late_factor = 1 - 0.1 * min(days_late, 3)
        scores.append(
            Score(
                task=task,
                points=points,
                worth=round(task.weight * points * late_factor, 4),
                late_factor=late_factor,
                verdict=verdict,
                speed_ratio=round(exp(random.gauss(0.4, 0.7)), 2) if passed and is_code else None,
                submitted_at=at.replace(microsecond=0),
                attempts=random.randint(1, 2 * attempts - 1),
                is_stale=(place + 3 * number) % 17 == 3,
            )
        )
    return tuple(scores)


def _standing(candidate: Candidate, scores: tuple[Score, ...], random: Random) -> Standing:
    ratios = [score.speed_ratio for score in scores if score.speed_ratio is not None]
    total = 0.0
    steps = []
    for score in sorted(scores, key=lambda each: each.submitted_at):
        if score.attempts > 1:
            first = score.submitted_at - timedelta(hours=random.randint(3, 40))
            steps.append((max(first, OPENS), round(score.worth * 0.6, 2)))
            steps.append((score.submitted_at, round(score.worth - round(score.worth * 0.6, 2), 4)))
        else:
            steps.append((score.submitted_at, score.worth))
    progress = []
    for at, points in sorted(steps):
        total = round(total + points, 4)
        progress.append(Step(at, total))
    return Standing(
        rank=1,
        candidate=candidate,
        points=round(sum(score.worth for score in scores), 2),
        passed=sum(score.is_passed for score in scores),
        attempts=sum(score.attempts for score in scores),
        speed_ratio=round(exp(fmean(map(log, ratios))), 2) if ratios else None,
        reached_at=progress[-1].at if progress else OPENS,
        progress=tuple(progress),
        scores=scores,
    )


def _statistics(random: Random, task: Task, standings: tuple[Standing, ...]) -> Statistics:
    works = [(each, s) for each in standings for s in each.scores if s.task == task]
    passed = [(each, score) for each, score in works if score.is_passed]
    histogram = [0] * 11
    for _, score in works:
        histogram[min(10, int(score.share * 10))] += 1
    full = sorted(
        (score.speed_ratio, each.candidate.name, score.submitted_at, each.candidate)
        for each, score in passed
        if score.share == 1 and score.speed_ratio is not None
    )
    first = min(passed, key=lambda pair: pair[1].submitted_at, default=None)
    return Statistics(
        task=task,
        tried=len(works),
        passed=len(passed),
        median_attempts=median(score.attempts for _, score in passed) if passed else None,
        first=first and Solved(candidate=first[0].candidate, at=first[1].submitted_at),
        groups=tuple(
            msgspec.structs.replace(rate, group=rate.name)
            for rate in _rates(random, _GROUPS, len(works))
        ),
        tests=_rates(
            random,
            tuple(f"test_{name}_{i}" for name in ("empty", "ties", "far", "big") for i in (1, 2)),
            len(works),
        ),
        histogram=tuple(histogram),
        fastest=tuple(Solved(candidate=c, at=at, speed_ratio=r) for r, _, at, c in full[:10]),
        stale=sum(score.is_stale for _, score in works),
    )


def _rates(random: Random, names: tuple[str, ...], tried: int) -> tuple[Rate, ...]:
    rates = [
        Rate(
            name=name,
            group=random.choice(_GROUPS),
            passed=random.randint(tried // 3, tried),
            tried=tried,
        )
        for name in names
    ]
    return tuple(sorted(rates, key=lambda rate: (rate.share, rate.name)))


def _days(standings: tuple[Standing, ...]) -> tuple[Day, ...]:
    who = defaultdict(set)
    passed: dict = defaultdict(int)
    attempts: dict = defaultdict(int)
    for each in standings:
        for score in each.scores:
            day = score.submitted_at.date()
            who[day].add(each.candidate.id)
            attempts[day] += score.attempts
            passed[day] += score.is_passed
    return tuple(
        Day(date=day, attempts=attempts[day], passed=passed[day], candidates=len(who[day]))
        for day in sorted(who)
    )


def _teams(standings: tuple[Standing, ...]) -> tuple[TeamStanding, ...]:
    members = defaultdict(list)
    for each in standings:
        if each.candidate.team:
            members[each.candidate.team].append(each)
    totals = []
    for name, own in members.items():
        best: dict[str, Score] = {}
        for each in own:
            for score in each.scores:
                if score.task.key not in best or score.worth > best[score.task.key].worth:
                    best[score.task.key] = score
        points = round(sum(score.worth for score in best.values()), 2)
        passed = sum(score.is_passed for score in best.values())
        totals.append((-points, name, passed, tuple(each.candidate for each in own)))
    return tuple(
        TeamStanding(rank=rank, name=name, points=-points, passed=passed, members=people)
        for rank, (points, name, passed, people) in enumerate(sorted(totals), start=1)
    )


#: What somebody may call themselves, after `printable` and the cut.
HOSTILE_NAMES = tuple(
    printable(name)[:MOST_NAME]
    for name in (
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='alert(1)' x='",
        "\u202egnp.exe\u2066",
        "محمد بن موسى الخوارزمي",
        "W" * MOST_NAME,
        "🦄🔥 👩\u200d🔬",
        "{{ 7 * 7 }}{% raw %}",
        "--><!--]]></svg></title>",
        "&lt;b&gt;&amp;&#x27;",
        "=HYPERLINK(1)|a,b;\tc",
        "x" * 30 + " " + "ي" * 29,
    )
)


def hostile_board() -> Board:
    """Make a board whose texts try to be markup, and whose figures are missing where they may be.

    No cohort, so nothing opens or closes; the last two candidates have handed in nothing.
    """
    task = Task(
        slug="kmeans",
        kind="challenge",
        title="</title><script>alert('t')</script>",
        weight=1.0,
        max_points=3.0,
    )
    empty = Task(slug="x", kind="casestudy", title='"nobody" & <b>', weight=0.0, max_points=0.0)
    people = [
        Candidate(id=f"h-{place}", name=name, team=HOSTILE_NAMES[place] if place < 3 else None)
        for place, name in enumerate(HOSTILE_NAMES)
    ]
    standings = []
    for place, person in enumerate(people):
        scores = ()
        if place < len(people) - 2:
            score = Score(
                task=task,
                points=1.0 / (1 + place),
                worth=round(0.5 * task.weight / (1 + place), 4),
                late_factor=0.5,
                verdict="judge-error",
                speed_ratio=None,
                submitted_at=OPENS,
                attempts=1,
                is_stale=True,
            )
            scores = (score,)
        standings.append(_standing(person, scores, Random(0)))
    standings = ranked(standings)
    return Board(
        title='<b>Cohort</b> & "friends"',
        opens=None,
        closes=None,
        late_policy="<i>none</i>",
        as_of=None,
        is_pseudonymous=True,
        time_zone="UTC",
        tasks=(task, empty),
        standings=standings,
        statistics=(
            Statistics(
                task=task,
                tried=len(people) - 2,
                passed=0,
                median_attempts=None,
                first=Solved(candidate=people[0], at=OPENS),
                groups=(Rate(name="<u>", group="<u>", passed=0, tried=0),),
                tests=(Rate(name="</text><script>", group='"', passed=1, tried=10),),
                histogram=(9, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0),
                fastest=(Solved(candidate=people[1], at=OPENS, speed_ratio=None),),
                stale=10,
            ),
            Statistics(
                task=empty,
                tried=0,
                passed=0,
                median_attempts=None,
                first=None,
                groups=(),
                tests=(),
                histogram=(0,) * 11,
                fastest=(),
                stale=0,
            ),
        ),
        days=(),
        teams=(
            TeamStanding(
                rank=1, name=people[0].name, points=1.0, passed=0, members=tuple(people[:1])
            ),
        ),
        stale=(Stale(candidate=people[1], task=task, submitted_at=OPENS),),
        notices=(Notice("<script>alert('n')</script>"),),
    )
