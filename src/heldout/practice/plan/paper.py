"""A plan <-> Markdown, with what a person wrote into it.

<!-- heldout-plan {"version":1,"start":"2026-12-01","days":56,"hours":8,...} -->

# Interview plan, ... <!-- plan/text -->

## Week 1, 1 to 7 December: foundation review <!-- plan/week/1 -->

- [ ] 2026-12-01 Tue (35 min) [K-means clustering](...): `heldout show kmeans` <!-- kmeans -->
- [x] ...
      a note of a person, which stays with the line above

A line that ends with a mark is the plan's, every other a person's. Marks do not show on GitHub.
Lines marked `plan/text` are written anew each time.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec

from heldout.errors import BadInputError
from heldout.practice.plan.model import MOST_WEEKS, WEEK, Item, Plan, Settings
from heldout.practice.plan.stages import STAGES
from heldout.report import markdown
from heldout.report.text import printable

_HEADER = re.compile(r"<!-- heldout-plan (\{.*\}) -->\s*\Z")
_COMMAND = re.compile(r"`(heldout [^`]*)`")
_MARK = re.compile(r"^(?P<text>.*?)\s*<!-- (?P<key>[a-z0-9]+(?:[-/][a-z0-9]+)*) -->\s*\Z")
_ITEM = re.compile(
    r"\s{0,3}[-*+] \[(?P<tick>[ xX]?)\] (?:(?P<day>\d{4}-\d{2}-\d{2})(?: [A-Z][a-z]{2})? )?"
    r"\((?P<minutes>\d{1,3}) min\) (?P<text>.*)\Z"
)
_LIKE_ITEM = re.compile(r"^\s{0,3}[-*+] \[|\(\d+ min\)")
_WEEKS = re.compile(r"plan/week/[1-9]\d{0,2}\Z")
#: What a session looks like whose mark is lost.
_UNMARKED = re.compile(r"\s{0,3}[-*+] \[.?\] (?:\d{4}-\d{2}-\d{2}(?: [A-Z][a-z]{2})? )?\(\d+ min\)")
_TEXT, _WEEK, _LEFT_OUT, _OWN = "plan/text", "plan/week/", "plan/left-out", "plan/"
_ABOVE, _TITLE = "above", "title"
#: Titles that Markdown and GitHub read as plain text, also without references for characters.
_PLAIN = re.compile(r"(?!.*\bGH-\d)(?:[^\W_]|[ ,'/()-]|: |\. )+\Z", re.IGNORECASE)
_LINK = re.compile(r"\[([^][]*)\]\([^()\s]*\)")
#: Days from the start; nobody means more.
_FARTHEST = 2 * MOST_WEEKS * WEEK
_MOST_BYTES = 4 << 20


def write(plan: Plan) -> str:
    """Write a plan as Markdown. `plan.items` are by day, those without one at the end."""
    blocks = [
        *_lines_of(plan.notes, _ABOVE),
        [f"<!-- heldout-plan {msgspec.json.encode(plan.settings).decode()} -->"],
        [_marked(f"# {title(plan.settings)}", _TEXT)],
        [_marked(_counts(plan), _TEXT)],
        [_marked(_HOW, _TEXT)],
        *_lines_of(plan.notes, _TITLE),
    ]
    dated: defaultdict[int, list[Item]] = defaultdict(list)
    for each in plan.items:
        if each.day is not None:
            dated[plan.settings.week(each.day)].append(each)
    noted = {int(key.removeprefix("week/")) for key in plan.notes if key.startswith("week/")}
    stage = None
    for week in sorted({*dated, *noted}):
        blocks += _week(plan, week, dated.get(week, []), stage)
        stage = _stages(plan.settings, week)[-1]
    blocks += _left_out(plan)
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def read(content: bytes, where: Path) -> Plan:
    """Read a plan. Raises `BadInputError` that names the line that cannot be understood."""
    if len(content) > _MOST_BYTES:
        raise _broken(where, None, f"this file has more than {_MOST_BYTES >> 20} MiB; no plan has")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = content[: exc.start].count(b"\n") + 1
        raise _broken(where, line, "this is not UTF-8") from None
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    settings, header = _settings(lines, where)
    reader = _Reader(where, settings)
    reader.notes[_ABOVE] = lines[:header]
    for number, each in enumerate(lines[header + 1 :], header + 2):
        reader.take(number, each)
    return reader.plan()


def plain(text: str) -> str:
    """Give an item's Markdown as text for a terminal or a calendar, on one line."""
    shown = html.unescape(_LINK.sub(r"\1", text).replace("`", "")).replace("\u200b", "")
    return printable(shown)


def command(text: str) -> str | None:
    """Find the command in an item's Markdown."""
    found = _COMMAND.search(text)
    return printable(found[1]) if found is not None else None


def link(text: str, target: str) -> str:
    """Write a title from anybody as a link; ordinary ones stay readable as they are."""
    line = " ".join(text.split())
    is_plain = line.isprintable() and len(line) <= markdown.LONGEST and _PLAIN.match(line)
    return f"[{line if is_plain else markdown.escape(line)}]({target})"


def title(settings: Settings) -> str:
    """Name a plan by its days."""
    return f"Interview plan, {_span(settings.start, settings.end, with_year=True)}"


class _Reader:
    """Takes lines; each that is not the plan's goes to what is above it."""

    def __init__(self, where: Path, settings: Settings) -> None:
        self._where = where
        self._settings = settings
        self._items: dict[str, Item] = {}
        self._written: dict[str, list[str]] = {}
        self.notes: dict[str, list[str]] = {_TITLE: []}
        self._below = self.notes[_TITLE]

    def take(self, number: int, line: str) -> None:
        found = _MARK.match(line)
        key = found["key"] if found is not None else ""
        text = found["text"] if found is not None else line
        if key == _TEXT:
            return
        if key == _LEFT_OUT or _WEEKS.match(key):
            self._below = self.notes.setdefault(key.removeprefix(_OWN), [])
        elif key and key not in self._items and _LIKE_ITEM.search(text):
            self._items[key] = self._item(number, text, key)
            self._below = self._written.setdefault(key, [])
        elif not key and _UNMARKED.match(line):
            raise _broken(
                self._where, number, "this looks like a session, and the mark at its end is missing"
            )
        else:
            self._below.append(line)

    def plan(self) -> Plan:
        items = [
            msgspec.structs.replace(each, notes=tuple(_without_blank_end(self._written[key])))
            for key, each in self._items.items()
        ]
        stripped = {key: tuple(_stripped(lines)) for key, lines in self.notes.items()}
        return Plan(
            settings=self._settings,
            items=tuple(items),
            notes={key: lines for key, lines in stripped.items() if lines},
        )

    def _item(self, number: int, text: str, key: str) -> Item:
        found = _ITEM.match(text)
        if found is None:
            raise _broken(
                self._where,
                number,
                "a session begins with `- [ ] 2026-12-01 (35 min)`, its day and its minutes",
            )
        try:
            day = date.fromisoformat(found["day"]) if found["day"] else None
        except ValueError:
            raise _broken(self._where, number, f"there is no day {found['day']}") from None
        if day is not None and abs((day - self._settings.start).days) > _FARTHEST:
            raise _broken(self._where, number, f"the day {day} is far from the plan's others")
        return Item(
            key=key,
            minutes=int(found["minutes"]),
            text=found["text"],
            day=day,
            is_done=found["tick"] in ("x", "X"),
        )


def _settings(lines: Sequence[str], where: Path) -> tuple[Settings, int]:
    for n, line in enumerate(lines):
        if found := _HEADER.match(line):
            try:
                return msgspec.json.decode(found[1], type=Settings), n
            except (msgspec.DecodeError, RecursionError) as exc:
                fact = f"the plan's settings cannot be read: {exc}"
                raise _broken(where, n + 1, fact) from None
    raise _broken(where, 1, "the line with the plan's settings, <!-- heldout-plan ... -->, is gone")


def _broken(where: Path, line: int | None, fact: str) -> BadInputError:
    place = str(where) if line is None else f"{where}, line {line}"
    return BadInputError(
        printable(fact),
        where=place,
        next_step="correct that line, or take it from the last plan that is kept in "
        ".heldout/plans/; or write a new plan under another name with --out; this file is "
        "untouched",
    )


def _week(plan: Plan, week: int, items: Sequence[Item], before: int | None) -> Iterator[list[str]]:
    settings = plan.settings
    begin = settings.start.toordinal() + (week - 1) * WEEK
    end = max(begin, min(begin + WEEK - 1, settings.end.toordinal()))
    within = _stages(settings, week)
    names = " and ".join(STAGES[n].title for n in within)
    span = _span(date.fromordinal(begin), date.fromordinal(end), with_year=False)
    yield [_marked(f"## Week {week}, {span}: {names}", f"{_WEEK}{week}")]
    for n in within:
        if n != before:
            yield [_marked(f"*{STAGES[n].aim}*", _TEXT)]
    yield from _lines_of(plan.notes, f"week/{week}")
    if items:
        yield [line for each in items for line in _item_lines(each)]


def _left_out(plan: Plan) -> Iterator[list[str]]:
    items = [each for each in plan.items if each.day is None]
    notes = list(_lines_of(plan.notes, "left-out"))
    if not items and not notes:
        return
    yield [_marked("## Left out", _LEFT_OUT)]
    missing = [each for each in items if not each.is_done]
    if missing:
        count = "1 session does" if len(missing) == 1 else f"{len(missing)} sessions do"
        hours = hours_of(missing)
        yield [
            _marked(
                f"{count} not fit into the time; {hours} more would hold them. "
                "`heldout plan --update` with more `--hours`, or a later `--until`, takes them in.",
                _TEXT,
            )
        ]
    yield from notes
    if items:
        yield [line for each in items for line in _item_lines(each)]


def _item_lines(item: Item) -> Iterator[str]:
    tick = "x" if item.is_done else " "
    day = f"{item.day} {weekday(item.day)} " if item.day is not None else ""
    yield _marked(f"- [{tick}] {day}({item.minutes} min) {item.text}", item.key)
    yield from item.notes


def weekday(day: date) -> str:
    """Name a day of the week in three letters, in English whatever the machine's language is."""
    return _DAYS[day.weekday()]


def hours_of(items: Sequence[Item]) -> str:
    """Add up minutes, and say them in hours."""
    minutes = sum(each.minutes for each in items)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" + (f" {minutes % 60} min" if minutes % 60 else "")


def _counts(plan: Plan) -> str:
    settings = plan.settings
    dated = [each for each in plan.items if each.day is not None]
    done = sum(each.is_done for each in dated)
    rest = f", {' and '.join(map(str.capitalize, settings.rest))} free" if settings.rest else ""
    sessions = "1 session" if len(dated) == 1 else f"{len(dated)} sessions"
    so_far = f" {done} of them done." if done else ""
    return (
        f"{sessions}, {hours_of(dated)}; at most {settings.hours} h a week{rest}.{so_far} "
        "What time is left is for what goes wrong, and for what you fail: that comes again after "
        "1, 3, 7 and 16 days."
    )


#: Said once, at the top.
_HOW = (
    "A session: read the task with the command on its line, work without help for its minutes, "
    "then `heldout check NAME`, and say aloud what you would say to an interviewer. "
    "Tick `[x]` what is done; write notes below any line. "
    "`heldout plan --update` ticks what has passed, and moves what slipped."
)


def _stages(settings: Settings, week: int) -> list[int]:
    first = settings.start.toordinal() + (week - 1) * WEEK
    days = [date.fromordinal(min(first + n, settings.end.toordinal())) for n in range(WEEK)]
    return sorted({settings.stage(day) for day in days})


def _span(begin: date, end: date, *, with_year: bool) -> str:
    last = f"{end.day} {_MONTHS[end.month - 1]}" + (f" {end.year}" if with_year else "")
    if begin == end:
        return last
    if (begin.year, begin.month) == (end.year, end.month):
        return f"{begin.day} to {last}"
    year = f" {begin.year}" if with_year and begin.year != end.year else ""
    return f"{begin.day} {_MONTHS[begin.month - 1]}{year} to {last}"


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _marked(line: str, key: str) -> str:
    return f"{line} <!-- {key} -->"


def _lines_of(notes: Mapping[str, Sequence[str]], key: str) -> Iterator[list[str]]:
    if key in notes:
        yield list(notes[key])


def _without_blank_end(lines: Sequence[str]) -> list[str]:
    kept = list(lines)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _stripped(lines: Sequence[str]) -> list[str]:
    kept = _without_blank_end(lines)
    while kept and not kept[0].strip():
        kept.pop(0)
    return kept
