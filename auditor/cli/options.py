"""The options that several commands share, and what they mean."""

from __future__ import annotations

import difflib
import math
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from auditor.errors import UsageError

READING, PEOPLE, JUDGING, OUTPUT = "What to read", "Who is who", "How to judge", "What to print"


class Lang(StrEnum):
    """Languages of the report."""

    zh = "zh"
    en = "en"


class Names(StrEnum):
    """How people are named."""

    show = "show"
    alias = "alias"
    hide = "hide"


class Stretches(StrEnum):
    """Lengths of the stretches that a life is cut into."""

    month = "month"
    quarter = "quarter"


class DateOrder(StrEnum):
    """Order of day, month and year."""

    dmy = "dmy"
    mdy = "mdy"
    ymd = "ymd"


Export = Annotated[
    Path,
    typer.Argument(metavar="EXPORT", show_default=False, help="The exported chat: a file, a folder or an archive."),
]
ChatName = Annotated[
    str | None,
    typer.Option("--chat", metavar="NAME", help="Which chat, when the export holds many.", rich_help_panel=READING),
]
Zone = Annotated[
    str | None,
    typer.Option("--tz", metavar="ZONE", help="Time zone, such as Asia/Shanghai or +08:00.", rich_help_panel=READING),
]
Order = Annotated[
    DateOrder | None,
    typer.Option(
        "--date-order", help="Order of day, month and year, where a file leaves it open.", rich_help_panel=READING
    ),
]
Year = Annotated[
    int | None,
    typer.Option(
        "--year", metavar="N", min=1990, max=2100, help="Year of an export that writes none.", rich_help_panel=READING
    ),
]
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns", metavar="time=…,sender=…", rich_help_panel=READING,
        help="Headers of a plain table, where they are not known: our column = the file's.",
    ),
]  # fmt: skip
Owner = Annotated[
    list[str] | None,
    typer.Option("--owner", metavar="NAME", help="Who owns the group. Repeat for several.", rich_help_panel=PEOPLE),
]
Staff = Annotated[
    list[str] | None,
    typer.Option(
        "--staff", metavar="NAME", help="Admins, staff and second accounts. Repeat for several.", rich_help_panel=PEOPLE
    ),
]
Members = Annotated[
    str | None,
    typer.Option(
        "--members", metavar="FILE|N", rich_help_panel=PEOPLE,
        help="How many members there are, or a file of their names: one a line, or a CSV with a name column.",
    ),
]  # fmt: skip
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE|today|last", rich_help_panel=JUDGING,
        help="The day to judge from. An export does not know that nothing came after it: say [b]today[/b] if you made it today.",
    ),
]  # fmt: skip
Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Judge from this day on.", rich_help_panel=JUDGING)
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Judge up to this day.", rich_help_panel=JUDGING)
]
By = Annotated[
    Stretches | None,
    typer.Option("--by", help="Also the scores of every month or quarter of its life.", rich_help_panel=JUDGING),
]
ProfileName = Annotated[
    str | None,
    typer.Option(
        "--profile", metavar="KIND", rich_help_panel=JUDGING,
        help="The kind of group it is meant to be: trade, parents, course, support … (community, unless said).",
    ),
]  # fmt: skip
ProfileAgain = Annotated[
    str | None,
    typer.Option(
        "--profile", metavar="KIND", rich_help_panel=JUDGING,
        help="The kind of group it is meant to be; as in the saved result, unless said.",
    ),
]  # fmt: skip
Pack = Annotated[
    list[Path] | None,
    typer.Option(
        "--pack", metavar="FILE", help="A rule pack of your own. Repeat for several.", rich_help_panel=JUDGING
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select", metavar="RULE", help="Only this pack or rule. Repeat for several.", rich_help_panel=JUDGING
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="RULE", help="Without this pack or rule.", rich_help_panel=JUDGING),
]
Weight = Annotated[
    list[str] | None,
    typer.Option(
        "--weight", metavar="QUESTION=N", rich_help_panel=JUDGING,
        help="How heavy a question is, 0 to 5: audience=5. Repeat for several.",
    ),
]  # fmt: skip
Checklist = Annotated[
    Path | None,
    typer.Option("--checklist", metavar="FILE", help="A checklist of your own.", rich_help_panel=JUDGING),
]
ShownNames = Annotated[
    Names,
    typer.Option("--names", help="People by name, by alias or not at all.", rich_help_panel=OUTPUT),
]
ChosenNames = Annotated[
    Names | None,
    typer.Option(
        "--names", help="People by name, by alias or not at all; by name, unless said.", rich_help_panel=OUTPUT
    ),
]
Language = Annotated[
    Lang | None,
    typer.Option("--lang", help="Language of the report; the locale's, unless said.", rich_help_panel=OUTPUT),
]
Width = Annotated[
    int | None,
    typer.Option("--width", metavar="N", min=40, help="Columns; the terminal's, unless said.", rich_help_panel=OUTPUT),
]
Github = Annotated[
    bool,
    typer.Option(
        "--github", rich_help_panel=OUTPUT,
        help="In GitHub Actions: thresholds as annotations, the answer into the summary of the job.",
    ),
]  # fmt: skip
NoColor = Annotated[
    bool,
    typer.Option("--no-color", help="No colours. The variable NO_COLOR says the same.", rich_help_panel=OUTPUT),
]

HEAVIEST = 5
"""The weight that packs may give a question at most."""
COLUMNS = ("time", "sender", "text", "sender_id", "id", "reply_to", "kind", "target", "via", "role", "reactions")


def day(text: str | None, option: str) -> date | None:
    """``2024-05-10``. Raises :class:`UsageError` for anything else."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text.replace("/", "-"))
    except ValueError:
        raise UsageError("not_a_date", hint="write_date", option=option, text=text) from None


def judged_from(text: str | None) -> tuple[date | Literal["last"] | None, bool]:
    """``--as-of``: the day to judge from, and whether it was given as ``today``."""
    if text == "today":
        return date.today(), True
    return ("last", False) if text == "last" else (day(text, "--as-of"), False)


def headers(text: str | None) -> dict[str, str]:
    """``time=发送时间,sender=谁`` as our column → the file's header."""
    made: dict[str, str] = {}
    for pair in filter(None, (text or "").split(",")):
        ours, equals, theirs = (part.strip() for part in pair.partition("="))
        if not equals or not theirs:
            raise UsageError("not_a_pair", hint="write_pairs", pair=pair)
        if ours not in COLUMNS:
            near = difflib.get_close_matches(ours, COLUMNS, 1)
            hint = "did_you_mean" if near else "our_columns"
            known = {"near": "".join(near), "names": ", ".join(COLUMNS)}
            raise UsageError("columns_unknown", hint=hint, column=ours, **known)
        made[ours] = theirs
    return made


def reading(
    *, chat: str | None, tz: str | None, order: DateOrder | None, year: int | None, columns: str | None
) -> dict[str, Any]:
    """What was said about the export, as the reader takes it."""
    asked = order and order.value
    return {"chat": chat, "zone": tz, "date_order": asked, "year": year, "columns": headers(columns)}


def listed(values: list[str] | None) -> tuple[str, ...]:
    """Values given one by one or with commas between them."""
    return tuple(part.strip() for value in values or () for part in value.split(",") if part.strip())


def weights(wishes: Sequence[str], questions: Sequence[str]) -> dict[str, float]:
    """``audience=5`` as question → weight. Raises :class:`UsageError` for anything else."""
    made: dict[str, float] = {}
    for wish in wishes:
        name, _, number = (part.strip() for part in wish.partition("="))
        if name not in questions:
            near = difflib.get_close_matches(name, questions, 1)
            hint = "did_you_mean" if near else "one_of"
            known = {"near": "".join(near), "names": ", ".join(questions)}
            raise UsageError("no_question_to_weigh", hint=hint, name=name, **known)
        try:
            weight = float(number)
        except ValueError:
            weight = math.nan
        if not 0 <= weight <= HEAVIEST:
            raise UsageError("not_a_weight", hint="write_weight", wish=wish)
        made[name] = weight
    return made
