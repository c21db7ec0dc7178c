"""The four stages of a preparation: what belongs to each, and in which proportion.

Of eight weeks each stage has two; of another number it has a fourth.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from heldout.practice.interview.loop import Level, Track

Group = Literal[
    "weak", "theory", "coding", "design", "case", "behavioral", "activity", "mock", "review"
]

FOUNDATION, TECHNICAL, SPECIALIZED, FINAL = range(4)


class Activity(NamedTuple):
    """Something to do that no task here is about. `text` is Markdown; 0 is worth the most."""

    name: str
    minutes: int
    text: str
    worth: int = 1


class Stage(NamedTuple):
    """A stage: its title, what counts in it, and its work.

    Where time is short, `shares` divide it; a group that is not named has a share of 1.
    """

    title: str
    aim: str
    shares: Mapping[Group, int]
    activities: tuple[Activity, ...]


class Mock(NamedTuple):
    """A kind of mock interview: its stage, and how many days of the stage each one is for.

    `least` minutes are worth sitting down for; `importance` decides where time is short, 0 first.
    """

    track: Track
    stage: int
    minutes: int
    least: int
    every_days: int
    importance: int
    #: As a share of the time between two of its kind: the last is at the end of the stage.
    offset: float = 0.0
    level: Level = "medium"


STAGES = (
    Stage(
        "foundation review",
        "Explain each answer aloud, as to a colleague. What you cannot say in plain words, read up"
        " today.",
        {"theory": 3, "coding": 3, "activity": 2},
        (
            Activity(
                "algorithms",
                60,
                "Algorithms: arrays, hash maps, heaps, trees, graphs; what each operation costs,"
                " and one problem with each",
                worth=0,
            ),
            Activity(
                "linear-algebra",
                45,
                "Mathematics: linear algebra, from projections to eigenvalues and the singular"
                " value decomposition",
            ),
            Activity(
                "probability",
                45,
                "Mathematics: probability, from Bayes' rule to expectation, variance and the usual"
                " distributions",
            ),
            Activity(
                "calculus",
                45,
                "Mathematics: calculus; derive by hand the gradient of a logistic regression, then"
                " that of two layers",
            ),
            Activity(
                "python",
                45,
                "Programming: Python and NumPy without looking anything up: broadcasting, sorting"
                " by a key, generators, tests",
            ),
            Activity(
                "sql",
                45,
                "Programming: SQL; joins, groups, window functions, and a funnel from an events"
                " table",
            ),
            Activity(
                "design-basics",
                45,
                "Programming: the basics of system design; queues, caches, databases, batch"
                " against stream",
            ),
        ),
    ),
    Stage(
        "technical practice",
        "Code every day. Ask about the problem first, talk while you write, and say which edge"
        " cases you test.",
        {"coding": 5, "design": 2, "activity": 1},
        (
            Activity(
                "empty-file",
                45,
                "From scratch: choose what went worst so far, and write it again from an empty file"
                " without notes",
            ),
            Activity(
                "draw",
                30,
                "System design: draw a system that you know, and name at each part what fails first"
                " at ten times the load",
            ),
            Activity(
                "read-code",
                45,
                "Read how an open-source library does one thing that you wrote; note three"
                " differences, and why",
            ),
        ),
    ),
    Stage(
        "specialized preparation",
        "Tell stories with a situation, a task, your action and a result in numbers. Say I where it"
        " was you.",
        {"case": 3, "behavioral": 2, "activity": 4},
        (
            Activity(
                "company",
                60,
                "Company research: what its products use machine learning for, what it publishes,"
                " who would be your users",
                worth=0,
            ),
            Activity(
                "project-first",
                60,
                "Project review: your best project on one page; problem, data, choices, numbers,"
                " what you would do otherwise",
                worth=0,
            ),
            Activity(
                "stories",
                45,
                "Behavioural practice: write six stories (conflict, failure, leading, deadline,"
                " teaching, ethics), five lines each",
                worth=0,
            ),
            Activity(
                "project-second",
                60,
                "Project review: a second project, one that went wrong; what you noticed, and when",
            ),
            Activity(
                "aloud",
                45,
                "Behavioural practice: tell each story aloud in two minutes, record it, listen once"
                " for jargon and rambling",
            ),
            Activity(
                "role",
                30,
                "The role: take the advertisement line by line, and write down what you have done"
                " that answers it",
            ),
            Activity(
                "portfolio",
                60,
                "Portfolio: a README, tests and a result one can see for the project that you will"
                " be asked about",
            ),
            Activity(
                "questions",
                30,
                "Your own questions: five for the interviewers, on the work, the team and how"
                " success is measured",
            ),
        ),
    ),
    Stage(
        "final preparation",
        "Whole interviews under real conditions, and what they showed. Learn nothing new in the"
        " last two days.",
        {"weak": 3, "activity": 4},
        (
            Activity(
                "company-questions",
                60,
                "Company-specific: collect what this company asks, and mark what you could not"
                " answer; answer three of those",
                worth=0,
            ),
            Activity(
                "mistakes",
                30,
                "Feedback: read all scorecards so far side by side, and write the three habits to"
                " change on one card",
            ),
            Activity(
                "company-news",
                30,
                "Company-specific: its news of the last three months, and one thought of yours on"
                " each product you would work on",
            ),
            Activity(
                "weakest",
                45,
                "Feedback: do the weakest task of the last mock interview again, talking",
            ),
            Activity(
                "opening",
                30,
                "Rehearse the first two minutes: who you are, why this company, why this role",
            ),
            Activity(
                "logistics",
                30,
                "Logistics: dates, time zones, links, names; camera, microphone, editor; a quiet"
                " room, a way there",
                worth=0,
            ),
        ),
    ),
)

#: The last thing before the interview; it stands on the last day.
LAST = Activity(
    "ready",
    15,
    "Read your one card, lay out what you need, write the thank-you note's first line; then rest",
)
#: After a mock interview, a day later at the earliest.
FEEDBACK = Activity(
    "feedback", 25, "read the transcript and the scorecard, and note what to do otherwise"
)
#: On days of the technical stage that have no code otherwise; later, now and then.
DAILY = Activity(
    "unseen", 30, "Daily coding: a problem you have not seen, on LeetCode, HackerRank or Kaggle"
)

#: In eight weeks: a coding one at the end of week 4, design in week 5, behavioural in week 6, and
#: full-length ones in weeks 7 and 8.
MOCKS = (
    Mock("coding", TECHNICAL, 45, 30, every_days=14, importance=1),
    Mock("design", SPECIALIZED, 60, 60, every_days=14, importance=3, offset=0.5),
    Mock("behavioral", SPECIALIZED, 40, 20, every_days=14, importance=2),
    Mock("full", FINAL, 150, 50, every_days=7, importance=0),
)
#: Mock interviews take no more than this of all the time that there is.
MOCKS_SHARE = 0.3
#: After a failure, it is done again after so many days.
REVIEW_DAYS = (1, 3, 7, 16)
