"""What the screen of an interview is put together from: lines of text, made for a width."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Group
from rich.table import Table
from rich.text import Text

from heldout.cli import interview_commands as commands
from heldout.cli import screen
from heldout.cli.interview_talk import Turn, left
from heldout.practice.interview import papers
from heldout.practice.interview.room import Room


def title(room: Room, width: int) -> str:
    """Say which interview this is: `coding · round 1 of 2 · K-means clustering · seed K7MPQ2`."""
    loop = room.state.loop
    place = f"round {room.state.round + 1} of {len(loop.rounds)}"
    short = f"{room.state.round + 1}/{len(loop.rounds)}"
    seed = f"seed {screen.safe(loop.seed)}"
    name = screen.safe(room.round.title)
    for parts in ((loop.track, place, name, seed), (place, name, seed), (short, name, seed)):
        line = " · ".join(parts)
        if cell_len(line) <= width:
            return line
    room_for_name = max(1, width - len(short) - len(seed) - 7)
    return f"{short} · {name[:room_for_name].rstrip()}… · {seed}"


def phases(room: Room, width: int) -> Text:
    """Show the phases with their minutes, the one that is on marked by an arrow."""
    on, parts = room.state.phase, room.round.phases
    bar = Text()
    for number, phase in enumerate(parts):
        bar.append("" if number == 0 else "  ")
        mark, style = ("▸ ", "bold reverse") if number == on else ("", "")
        bar.append(f"{mark}{phase.name} {phase.minutes} min", style)
    if bar.cell_len <= width:
        return bar
    bar = Text()
    for number, phase in enumerate(parts):
        bar.append("" if number == 0 else " ")
        mark, style = ("▸", "bold reverse") if number == on else ("", "")
        bar.append(f"{mark}{phase.name} {phase.minutes}", style)
    if bar.cell_len <= width:
        return bar
    here = f"▸ {parts[on].name} {parts[on].minutes} min"
    return Text.assemble((here, "bold reverse"), f"  {on + 1} of {len(parts)} phases")


def clock(room: Room, width: int) -> Text:
    """Show what is left of the phase and of the round."""
    phase_s, round_s = room.left_s()
    ways = (
        (f"this phase: {left(phase_s)}", f"this round: {left(round_s)}"),
        (f"phase {left(phase_s)}", f"round {left(round_s)}"),
        (left(phase_s), f"round {left(round_s)}"),
    )
    here, whole = next((each for each in ways if len(each[0]) + len(each[1]) + 3 <= width), ways[2])
    return Text.assemble(
        (here, "bold yellow" if phase_s < 0 else "bold"),
        " · ",
        (whole, "bold yellow" if round_s < 0 else ""),
    )


def titles(panel: str, unread: int, *, are_both_seen: bool) -> tuple[str, str]:
    """Name the statement and the talk, with the way to the one that `panel` is not."""
    if are_both_seen:
        mark = {panel: "▸ "}
        return f"{mark.get('statement', '')}statement", f"{mark.get('talk', '')}talk"
    new = f", {unread} new" if unread else ""
    return f"statement (Tab: talk{new})", "talk (Tab: statement)"


def turn(each: Turn) -> Table:
    """Show a turn of the talk, with the clock at which it came."""
    style = "bold cyan" if each.who == "interviewer" else "bold"
    who = (f"{each.who}: ", style) if each.who else ""
    return _row(papers.clock(each.clock_s), Text.assemble(who).append_text(each.body))


def aside(text: str) -> Table:
    """Show something that is told in passing, and not kept."""
    return _row("", Text(screen.safe_lines(text), style="italic"))


def keys(width: int) -> str:
    """Show what the keys do, as markup that can be clicked; in a narrow window the chief ones."""
    shown = [(each.key.upper(), each.label, f"obey('{each.word}')") for each in _KEYED]
    shown += [("Tab", "view", "turn"), ("^C", "pause", "interrupt")]
    order = {label: number for number, label in enumerate(_CHIEF)}
    while sum(len(key) + len(label) + 3 for key, label, _ in shown) - 2 > width:
        shown.remove(max(shown, key=lambda each: order[each[1]]))
    return "  ".join(f"[@click=screen.{act}][b]{key}[/b] {label}[/]" for key, label, act in shown)


def guide() -> Group:
    """Show the commands with their keys."""
    made = Table.grid(padding=(0, 1, 0, 0))
    made.add_column(style="bold")
    made.add_column()
    made.add_column()
    for command in commands.COMMANDS:
        key = _KEYS.get(command.word) or command.key.upper()
        made.add_row(key, command.word, command.help)
    made.add_row("PgUp", "PgDn", "scroll what Tab was last turned to")
    made.add_row("Ctrl-J", "", "a new line in what you say")
    return Group(made, Text(f"\n{commands.SPEECH}\n\nany key goes back"))


def _row(at: str, body: Text) -> Table:
    made = Table.grid(padding=(0, 1, 0, 0))
    made.add_column(width=6, justify="right", style="dim")
    made.add_column()
    made.add_row(at, body)
    return made


_KEYS = {"/pause": "Ctrl-C", "/show": "Tab", "/talk": "Tab"}
#: The commands that have a key, without the one that Ctrl-C stands for.
_KEYED = sorted(
    (each for each in commands.COMMANDS if each.key and each.word != "/pause"),
    key=lambda each: each.key,
)
#: Labels of keys, those first that nobody should have to look for.
_CHIEF = ("help", "next", "check", "edit", "view", "pause", "hint", "ask", "end")
