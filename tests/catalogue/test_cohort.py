"""Cohorts: what a file may say, what late work is worth, and whose day an attempt is of."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from heldout.catalogue import cohort as cohorts
from heldout.catalogue.cohort import Cohort, Late, Task
from heldout.catalogue.repository import Repository
from heldout.errors import CatalogueError, UnknownSlugError

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "cohorts.md"
OPENS = datetime(2026, 9, 1, 7, tzinfo=UTC)
CLOSES = datetime(2026, 10, 27, 8, tzinfo=UTC)
TICK = timedelta(microseconds=1)
BERLIN = ZoneInfo("Europe/Berlin")

DATES = 'title = "Spring"\nopens = 2026-09-01T07:00:00Z\ncloses = 2026-10-27T08:00:00Z\n'
PENALTY = '[late]\npolicy = "penalty"\n'


@pytest.fixture
def load(tmp_path):
    """Load a cohort of this text."""

    def load(text: str, known: Repository | None = None) -> Cohort:
        path = tmp_path / "spring.toml"
        path.write_text(text, encoding="utf-8")
        return cohorts.load(path, known=known)

    return load


def cohort(**changes) -> Cohort:
    """A cohort without a file."""
    return Cohort(**{"title": "Spring", "opens": OPENS, "closes": CLOSES} | changes)


def penalty(per_day: float = 0.1, until: datetime | None = None) -> Cohort:
    """A cohort whose late work loses a share a day."""
    return cohort(late=Late("penalty", per_day, until))


def test_three_keys_are_enough(load):
    """Then everybody may take part, everything counts, and nothing that is late."""
    loaded = load(DATES)
    assert (loaded.opens, loaded.closes) == (OPENS, CLOSES)
    assert loaded.admits("anybody")
    assert loaded.tasks() is None
    assert loaded.weight("kmeans", "challenge") == loaded.weight("x", "follow-up") == 1.0
    assert loaded.late_factor(CLOSES + TICK) == 0.0
    assert (loaded.attempts_per_day, loaded.pseudonyms, loaded.teams) == (None, False, {})
    assert loaded.time_zone == "UTC"


def test_the_example_is_sound(repository):
    """It shows every key, and its tasks are in the catalogue."""
    loaded = repository.cohort("example")
    assert (loaded.closes - loaded.opens).days == 56
    assert len(loaded.roster) == 8
    assert {task.kind for task in loaded.tasks()} == {"challenge", "casestudy", "follow-up"}
    text = (ROOT / "cohorts" / "example.toml").read_text(encoding="utf-8")
    for key in (*Cohort.__struct_fields__, *Late.__struct_fields__):
        assert re.search(rf"^(?:{key} = |\[{key}\])", text, re.MULTILINE), key


def blocks() -> list[str]:
    """The TOML of the documentation."""
    tokens = MarkdownIt().parse(DOCUMENT.read_text(encoding="utf-8"))
    return [token.content for token in tokens if token.type == "fence" and token.info == "toml"]


@pytest.mark.parametrize("block", blocks())
def test_the_documentations_examples_load(load, repository, block):
    """Whole ones, and parts that belong below the three required keys."""
    load(block if block.startswith("title") else DATES + block, known=repository)


def test_the_documentations_table_of_late_work_is_true(repository):
    """Row by row: 20 points, handed in to the example, under each of the policies."""
    example = repository.cohort("example")
    rows = re.findall(
        r"^\| (\S+T\S+) \|.*\| (\d+) \| (\d+) \| (\d+) \|$",
        DOCUMENT.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert len(rows) == 7
    for time, *points in rows:
        for late, expected in zip(
            (Late("none"), example.late, Late("closed")), points, strict=True
        ):
            made = msgspec.structs.replace(example, late=late)
            found = made.late_factor(datetime.fromisoformat(time)) * 20
            assert found == int(expected), (time, late)


def test_every_key_is_documented():
    """In a table, by its name."""
    text = DOCUMENT.read_text(encoding="utf-8")
    late = [f"late.{key}" for key in Late.__struct_fields__]
    assert [key for key in (*Cohort.__struct_fields__, *late) if f"`{key}`" not in text] == []
    assert len(blocks()) >= 6


def test_what_counts_is_what_a_table_names(load):
    """By the kind that receipts have; the other tables need not be there."""
    loaded = load(DATES + "[challenges]\nb = 2\na = 0.5\n[followups]\na = 1000\n")
    assert loaded.tasks() == (("b", "challenge"), ("a", "challenge"), ("a", "follow-up"))
    assert loaded.tasks()[0] == Task(slug="b", kind="challenge")
    assert loaded.weight("b", "challenge") == 2.0
    assert loaded.weight("a", "follow-up") == 1000.0
    assert loaded.weight("b", "follow-up") is None
    assert loaded.weight("a", "casestudy") is None
    assert loaded.weight("a", "of a newer version") is None


def test_a_roster_knows_no_capitals(load):
    """As GitHub does not; who is not in it does not take part."""
    loaded = load(DATES + 'roster = ["Ada", "mary-s"]')
    assert loaded.admits("aDA")
    assert not loaded.admits("grace")


@pytest.mark.parametrize("login", ["a", "A-1", "x" * 39, "ends-", "-begins", "a--b", "ada_acme"])
def test_every_login_that_somebody_has_is_one(load, login):
    """Older accounts have hyphens where new ones may not; companies add an underscore."""
    assert load(f'{DATES}roster = ["{login}"]').admits(login)


@pytest.mark.parametrize(
    "login", ["", "@ada", "ada ", "a.b", "x" * 40, "-", "ada_", "_acme", "a_b_c", "é", "bot[bot]"]
)
def test_what_nobody_can_be_called_is_a_mistake(load, login):
    """It would let nobody in, and nobody would see why."""
    with pytest.raises(CatalogueError) as caught:
        load(f'{DATES}roster = ["ada", "{login}"]\n[teams]\nA = ["ada", "{login}"]')
    assert [mistake.split(", which")[0] for mistake in caught.value.mistakes] == [
        f"spring.toml: roster[1]: {login!r} is no GitHub login",
        f"spring.toml: teams.A[1]: {login!r} is no GitHub login",
    ]


HOW = "(write day, time and zone, as 2026-09-01T09:00:00+02:00, or 2026-09-01T07:00:00Z for UTC)"


@pytest.mark.parametrize(
    ("time", "fact"),
    [
        ("2026-09-01T09:00:00", "expected `datetime` with a timezone component"),
        ("2026-09-01", "expected `datetime`, got `date`"),
        ("09:00:00", "expected `datetime`, got `time`"),
        ("1788246000", "expected `datetime`, got `int`"),
        ('"1 September"', "invalid RFC3339 encoded datetime"),
    ],
)
def test_a_time_without_a_zone_is_told_how_to_be_written(load, time, fact):
    """Wherever a time belongs; all of them at once, the unknown key too."""
    with pytest.raises(CatalogueError) as caught:
        load(f'title = "x"\nopens = {time}\nends = 1\n{PENALTY}per_day = 0.1\nuntil = {time}\n')
    first, unknown, until, missing = caught.value.mistakes
    assert first == f"spring.toml: opens: {fact} {HOW}"
    assert unknown.startswith("spring.toml: ends: unknown key (known here: title, opens, ")
    assert until.startswith("spring.toml: late.until: ")
    assert until.endswith(HOW)
    assert missing == f"spring.toml: closes: required key is missing {HOW}"


@pytest.mark.parametrize(
    ("below", "mistake"),
    [
        ("[challenges]\nkmeans = 0", "challenges.kmeans: expected `float` > 0.0"),
        ("[challenges]\nkmeans = 1001", "challenges.kmeans: expected `float` <= 1000.0"),
        ("[challenges]\nkmeans = nan", "challenges.kmeans: expected `float` > 0.0"),
        ("[followups]\nkmeans = true", "followups.kmeans: expected `float`, got `bool`"),
        ("[casestudies]\n'No slug' = 1", "casestudies.No slug: expected `str` matching"),
        ("[challenges]", "challenges: expected `object` of length >= 1"),
        ("roster = []", "roster: names nobody; leave it out to let everybody take part"),
        ('roster = ["ada", "Ada"]', "roster[1]: Ada is there already, as roster[0]"),
        ("attempts_per_day = 0", "attempts_per_day: expected `int` >= 1"),
        ("attempts_per_day = 101", "attempts_per_day: expected `int` <= 100"),
        ("attempts_per_day = 1.5", "attempts_per_day: expected `int"),
        ('pseudonyms = "yes"', "pseudonyms: expected `bool`, got `str`"),
        ("[late]", "late.policy: required key is missing"),
        ('[late]\npolicy = "some"', "late.policy: invalid enum value 'some'"),
        (PENALTY, "late.per_day: required with the policy penalty"),
        (f"{PENALTY}per_day = 0", "late.per_day: expected `float` > 0.0"),
        (f"{PENALTY}per_day = 1.01", "late.per_day: expected `float` <= 1.0"),
        ('[late]\npolicy = "none"\nper_day = 1', "late.per_day: is for the policy penalty, and"),
        (
            '[late]\npolicy = "closed"\nuntil = 2026-11-01T00:00:00Z',
            "late.until: is for the policy penalty, and this one is closed",
        ),
        (
            f"{PENALTY}per_day = 1\nuntil = 2026-10-27T09:00:00+01:00",
            "late.until: must be after closes, which is 2026-10-27T08:00:00+00:00",
        ),
        (
            f"{PENALTY}per_day = 1\nuntil = 9999-12-31T23:59:59Z",
            "late.until: the year 9999 is not one of 2000 to 2999",
        ),
        ("[teams]\nA = []", "teams.A: names nobody; leave the team out"),
        ('[teams]\nA = ["ada", "Ada"]', "teams.A[1]: Ada is there already, as teams.A[0]"),
        ('[teams]\n"" = ["ada"]', "teams.: expected `str` of length >= 1"),
        (f'[teams]\n{"x" * 61} = ["ada"]', f"teams.{'x' * 61}: expected `str` of length <= 60"),
        ('[teams]\n" \\t" = ["ada"]', "teams. \t: a team needs a name that can be seen"),
        ("[[teams]]", "teams: expected `object`, got `array`"),
    ],
)
def test_a_mistake_is_named_with_file_and_dotted_path(load, below, mistake):
    """What is not well formed, and what makes no sense."""
    with pytest.raises(CatalogueError) as caught:
        load(DATES + below)
    (found,) = caught.value.mistakes
    assert found.startswith(f"spring.toml: {mistake}")


@pytest.mark.parametrize(
    ("teams", "mistake"),
    [
        ('A = ["ada"]\nB = ["grace", "ADA"]', "teams.B[1]: ADA is in the team 'A' already"),
        ('A = ["grece"]', "teams.A[0]: grece is not in the roster (did you mean grace?)"),
        ('A = ["zzzzzzzzz"]', "teams.A[0]: zzzzzzzzz is not in the roster (add it there, or"),
        ('Ab = ["ada"]\n"aB " = ["grace"]', "teams.aB : is 'Ab' again but for capitals or spaces"),
    ],
)
def test_teams_are_apart_and_of_the_roster(load, teams, mistake):
    """Each person in one at most, each name another."""
    with pytest.raises(CatalogueError) as caught:
        load(f'{DATES}roster = ["Ada", "Grace"]\n[teams]\n{teams}')
    (found,) = caught.value.mistakes
    assert found.startswith(f"spring.toml: {mistake}")


@pytest.mark.parametrize("title", [" ", " \\t\\n "])
def test_a_title_can_be_seen(load, title):
    """It heads the board; an empty one is no text at all."""
    with pytest.raises(CatalogueError) as caught:
        load(DATES.replace("Spring", title))
    assert caught.value.mistakes == ("spring.toml: title: is blank",)


def test_without_a_roster_anybody_can_be_in_a_team(load):
    """Nothing to be missing from."""
    assert load(f'{DATES}[teams]\nA = ["ada"]').teams == {"A": ("ada",)}


def test_closing_comes_after_opening_in_whatever_zone(load):
    """22:30 in New York is later than 03:00 of the next day in Berlin, whatever the clocks say."""
    times = "opens = 2026-09-02T03:00:00+02:00\ncloses = 2026-09-01T22:30:00-04:00\n"
    assert load(f'title = "x"\n{times}').late_factor(datetime(2026, 9, 2, 2, tzinfo=UTC)) == 1.0
    same = "opens = 2026-09-02T03:00:00+02:00\ncloses = 2026-09-02T01:00:00Z\n"
    with pytest.raises(CatalogueError, match="closes: must be after opens, which is 2026-09-02T0"):
        load(f'title = "x"\n{same}')


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/Argentina/Ushuaia", "Japan"])
def test_an_iana_time_zone_is_taken(load, zone):
    """Under any of its names."""
    assert load(f'{DATES}time_zone = "{zone}"').time_zone == zone


@pytest.mark.parametrize(
    "zone",
    [
        *(
            "",
            "Europe",
            "CEST",
            "+02:00",
            "../../etc/passwd",
            "/etc/localtime",
            "x" * 300,
            "a\\u0000",
        ),
        *("localtime", "Factory", "right/UTC", "posix/UTC"),
    ],
)
def test_what_is_no_time_zone_everywhere_is_a_mistake(load, zone):
    """Folders, paths, abbreviations, and names that mean another thing on each machine."""
    with pytest.raises(CatalogueError) as caught:
        load(f'{DATES}time_zone = "{zone}"')
    (mistake,) = caught.value.mistakes
    assert re.match(r"spring\.toml: time_zone: '.*' is no IANA time zone \(", mistake)


def test_a_misspelt_time_zone_is_answered_with_the_nearest(load):
    """From the system's own list."""
    with pytest.raises(CatalogueError, match=r"'Europe/Berlni' .* \(did you mean Europe/Berlin\?"):
        load(f'{DATES}time_zone = "Europe/Berlni"')


@pytest.mark.parametrize("name", ["Spring.toml", "spring_26.toml", "a b.toml"])
def test_a_cohort_is_named_like_a_challenge(tmp_path, name):
    """Its name is in addresses and commands."""
    path = tmp_path / name
    path.write_text(DATES, encoding="utf-8")
    with pytest.raises(CatalogueError, match="the file's name must be lower-case words"):
        cohorts.load(path)


def test_tasks_that_are_not_in_the_catalogue_are_mistakes(load, repository):
    """With the nearest name, or the table where it belongs; without a catalogue they are not."""
    text = (
        f"{DATES}[challenges]\nkmean = 1\nfraud-detection = 1\n"
        "[casestudies]\nfraud-detektion = 1\nkmeans = 1\n"
        "[followups]\nkmeans = 1\nqqq = 1\n"
    )
    with pytest.raises(CatalogueError) as caught:
        load(text, known=repository)
    assert caught.value.mistakes == (
        "spring.toml: challenges.kmean: there is no challenge of this name (did you mean kmeans?)",
        (
            "spring.toml: challenges.fraud-detection: there is no challenge of this name "
            "(it is a written prompt, which is weighed in [casestudies])"
        ),
        (
            "spring.toml: casestudies.fraud-detektion: there is no written prompt of this name "
            "(did you mean fraud-detection?)"
        ),
        (
            "spring.toml: casestudies.kmeans: there is no written prompt of this name "
            "(it is a challenge, which is weighed in [challenges] or [followups])"
        ),
        (
            "spring.toml: followups.qqq: there is no challenge of this name "
            "(`heldout list` shows them all)"
        ),
    )
    assert load(text).weight("kmean", "challenge") == 1.0


def test_a_repository_lists_its_cohorts(double):
    """By the files' names; editors' copies are none, and there may be no folder."""
    repository = Repository(double.root)
    assert repository.cohort_names() == []
    for name in ("spring", "autumn", ".#autumn", "_old"):
        double.write(f"cohorts/{name}.toml", DATES, below=double.root)
    double.write("cohorts/README.md", "", below=double.root)
    assert repository.cohort_names() == ["autumn", "spring"]
    assert repository.cohort("spring").title == "Spring"
    with pytest.raises(UnknownSlugError, match="no cohort named 'sprong'"):
        repository.cohort("sprong")


def test_a_repositorys_cohort_names_its_own_tasks(double):
    """The catalogue is at hand there."""
    double.write("cohorts/spring.toml", f"{DATES}[followups]\ndubble = 1", below=double.root)
    with pytest.raises(CatalogueError, match=r"followups\.dubble: .* \(did you mean double\?\)"):
        Repository(double.root).cohort("spring")


@pytest.mark.parametrize(
    ("time", "factor"),
    [
        (OPENS - TICK, 0.0),
        (OPENS, 1.0),
        (CLOSES, 1.0),
        (CLOSES + TICK, 0.9),
        (CLOSES + timedelta(days=1), 0.9),
        (CLOSES + timedelta(days=1) + TICK, 0.8),
        (CLOSES + timedelta(days=3), 0.7),
        (CLOSES + timedelta(days=9), 0.1),
        (CLOSES + timedelta(days=9) + TICK, 0.0),
        (CLOSES + timedelta(days=999), 0.0),
    ],
)
def test_late_work_loses_a_share_for_each_day_begun(time, factor):
    """To the microsecond; exactly at closing is in time, and nothing falls below nothing."""
    assert penalty(0.1).late_factor(time) == factor


@pytest.mark.parametrize(("late", "factor"), [(Late("none"), 1.0), (Late("closed"), 0.0)])
def test_the_other_policies_take_nothing_or_all(late, factor):
    """But before opening, and in time, they are no different."""
    made = cohort(late=late)
    assert made.late_factor(CLOSES + TICK) == made.late_factor(CLOSES.replace(year=2030)) == factor
    assert made.late_factor(CLOSES) == 1.0
    assert made.late_factor(OPENS - TICK) == 0.0


def test_after_until_late_work_does_not_count():
    """Exactly then it does still."""
    until = CLOSES + timedelta(hours=30)
    assert penalty(0.1, until).late_factor(until) == 0.8
    assert penalty(0.1, until).late_factor(until + TICK) == 0.0


def test_a_day_late_is_24_hours_whatever_the_clocks_do():
    """Closing at noon before the clocks go back: a day later is eleven by the clock."""
    made = cohort(closes=datetime(2026, 10, 24, 12, tzinfo=BERLIN), late=Late("penalty", 0.5))
    assert made.late_factor(datetime(2026, 10, 25, 11, tzinfo=BERLIN)) == 0.5
    assert made.late_factor(datetime(2026, 10, 25, 11, 0, 1, tzinfo=BERLIN)) == 0.0


def test_the_hour_that_comes_twice_is_told_apart():
    """Half past two before the clocks go back is in time, and the second one is not."""
    half_past = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    made = cohort(closes=half_past)
    assert made.late_factor(half_past) == 1.0
    assert made.late_factor(half_past.replace(fold=1)) == 0.0


def test_leap_days_are_days():
    """Closing on the 28th of February, a day late is the 29th."""
    made = cohort(closes=datetime(2028, 2, 28, tzinfo=UTC), late=Late("penalty", 0.25))
    assert made.late_factor(datetime(2028, 3, 1, tzinfo=UTC)) == 0.5


@given(
    offsets=st.tuples(*[st.integers(-14 * 60, 14 * 60)] * 3),
    moments=st.tuples(*[st.timedeltas(timedelta(days=-70), timedelta(days=70))] * 2),
    per_day=st.floats(0, 1, exclude_min=True),
    until=st.none() | st.timedeltas(TICK, timedelta(days=40)),
)
def test_what_late_work_keeps_depends_on_no_zone_and_only_falls(offsets, moments, per_day, until):
    """The same instant, written in any zone; later, to the microsecond, it is never more."""
    zones = [timezone(timedelta(minutes=offset)) for offset in offsets]
    earlier, later = (CLOSES + moment for moment in sorted(moments))
    plain = penalty(per_day, None if until is None else CLOSES + until)
    moved = cohort(
        opens=OPENS.astimezone(zones[0]), closes=CLOSES.astimezone(zones[1]), late=plain.late
    )
    factor = plain.late_factor(earlier)
    assert moved.late_factor(earlier.astimezone(zones[2])) == factor
    assert 0 <= factor <= 1
    assert earlier < OPENS or plain.late_factor(later) <= factor


def test_a_time_without_a_zone_is_no_time():
    """It is never taken for the machine's own."""
    naive = OPENS.replace(tzinfo=None)
    limited = cohort(attempts_per_day=1)
    with pytest.raises(TypeError):
        limited.late_factor(naive)
    with pytest.raises(TypeError):
        cohorts.attempts_left(limited, [naive], OPENS)
    with pytest.raises(TypeError):
        cohorts.attempts_left(limited, [], naive)


@pytest.mark.parametrize(
    ("late", "words"),
    [
        (Late("none"), "counts in full"),
        (Late("closed"), "does not count"),
        (Late("penalty", 0.07), "7 % less for every day begun after the closing"),
        (
            Late("penalty", 0.125, CLOSES.astimezone(timezone(timedelta(hours=1)))),
            "12.5 % less for every day begun after the closing, until 2026-10-27 09:00 UTC+01:00",
        ),
    ],
)
def test_the_policy_is_said_in_words(late, words):
    """For a board, after `Late work:`."""
    assert late.describe() == words


def test_attempts_are_counted_by_the_cohorts_day():
    """The same instants are of one day in Berlin, and of another in Los Angeles."""
    times = [datetime(2026, 9, 10, 21, 59, tzinfo=UTC), datetime(2026, 9, 10, 22, 1, tzinfo=UTC)]
    now = datetime(2026, 9, 11, 6, tzinfo=UTC)

    def left(zone: str) -> int | None:
        return cohorts.attempts_left(cohort(attempts_per_day=3, time_zone=zone), times, now)

    assert (left("Europe/Berlin"), left("America/Los_Angeles"), left("UTC")) == (2, 1, 3)


@pytest.mark.parametrize(
    ("first", "last", "after"),
    [
        ("2026-10-25T00:00:00+02:00", "2026-10-25T23:59:59.999999+01:00", "2026-10-26T00:00+01:00"),
        ("2027-03-28T00:00:00+01:00", "2027-03-28T23:59:59.999999+02:00", "2027-03-29T00:00+02:00"),
        ("2028-02-29T00:00:00+01:00", "2028-02-29T23:59:59.999999+01:00", "2028-03-01T00:00+01:00"),
    ],
)
def test_a_day_is_from_midnight_to_midnight(first, last, after):
    """Of 25 hours, of 23, and the 29th of February."""
    limited = cohort(attempts_per_day=2, time_zone="Europe/Berlin")
    times = [datetime.fromisoformat(first), datetime.fromisoformat(last)]
    assert cohorts.attempts_left(limited, times[:1], times[1]) == 1
    assert cohorts.attempts_left(limited, times, times[0]) == 0
    assert cohorts.attempts_left(limited, times, datetime.fromisoformat(after)) == 2
    assert cohorts.attempts_left(limited, times, times[0] - TICK) == 2


def test_more_attempts_than_allowed_leave_none():
    """Never fewer than none: the limit may have been lowered; and without one, None."""
    assert cohorts.attempts_left(cohort(attempts_per_day=1), [OPENS] * 3, OPENS) == 0
    assert cohorts.attempts_left(cohort(), [OPENS] * 3, OPENS) is None
