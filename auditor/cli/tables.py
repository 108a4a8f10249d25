"""``auditor tables``: the facts as tables for anyone's own analysis."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli import options
from auditor.cli.stream import note, working
from auditor.errors import UsageError
from auditor.locale import COMMAND, language, one
from auditor.member_list import members as read_members


class Form(StrEnum):
    """How a table is stored."""

    parquet = "parquet"
    csv = "csv"
    jsonl = "jsonl"


def tables(
    export: options.Export,
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for the tables; made if it is not there.")
    ],
    form: Annotated[Form, typer.Option("--format", "-f", help="How to store them.")] = Form.parquet,
    owner: options.Owner = None,
    staff: options.Staff = None,
    members: options.Members = None,
    tz: options.Zone = None,
    date_order: options.Order = None,
    year: options.Year = None,
    chat: options.ChatName = None,
    header_names: options.Columns = None,
    as_of: options.AsOf = None,
    pack: options.Pack = None,
    names: options.ShownNames = options.Names.show,
    lang: options.Language = None,
) -> None:
    """Write messages, events, people, replies and weeks as tables.

    Example: auditor tables chat.zip -o tables --format csv
    """
    if output.exists() and not output.is_dir():
        raise UsageError("is_a_file", where=str(output), hint="folder_name")
    count, listed = read_members(members)
    from auditor.audit import AuditSettings, facts_of
    from auditor.chat.read import read_chat
    from auditor.contract import contract_frames
    from auditor.names.naming import Names
    from auditor.packs.load import load_packs
    from auditor.tables import write_tables

    day, is_today = options.judged_from(as_of)
    settings = AuditSettings(
        owner=tuple(owner or ()), staff=tuple(staff or ()), members=count, member_names=listed, as_of=day,
        as_of_is_today=is_today, names=names.value,
    )  # fmt: skip
    spoken = language(lang)
    reading = options.reading(chat=chat, tz=tz, order=date_order, year=year, columns=header_names)
    packs = load_packs(*(pack or []))
    with working(one(spoken, COMMAND, "reading"), export):
        facts = facts_of(read_chat(export, **reading), packs, settings)
    frames = contract_frames(facts, Names(facts.people, names.value))
    write_tables(frames, output, form.value)
    for name, frame in frames.items():
        note(one(spoken, COMMAND, "wrote", file=f"{output / name}.{form} ({frame.height:,})"))
