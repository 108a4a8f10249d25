"""Who carries the group: shares of all talk, and how many members stand on each rung of the tie ladder."""

from __future__ import annotations

from auditor.counting import as_said
from auditor.reports.html.charts.bars import Bar, bars
from auditor.reports.html.charts.figure import Figure
from auditor.reports.html.charts.ink import ACCENT, ACCENT_SOFT, QUIET, SIDES
from auditor.reports.html.telling import Telling
from auditor.reports.numbers import count_text, value_text

MOST = 12
"""People with a bar of their own."""
RUNGS = ("core", "regular", "returning", "transacted", "once", "silent")
"""The ladder, from the top."""
CONSTANT = ("core", "regular")


def carriers_figure(tell: Telling) -> Figure | None:
    """The busiest people by their share of the talk."""
    portrait = tell.result.portrait
    if portrait is None or not portrait.carrying.people:
        return None
    carrying = portrait.carrying
    shown = carrying.people[:MOST]
    rows = [
        Bar(person.name, person.share, value_text(person.share, "share", tell.lang), SIDES.get(person.side, QUIET))
        for person in shown
    ]
    others = max(carrying.total, len(carrying.people)) - len(shown)
    rest = max(0.0, 1 - sum(person.share for person in shown))
    if others > 0:
        # As a bar the many would dwarf everybody above.
        rows.append(Bar(tell.say("others_bar", n=f"{others:,}"), None, value_text(rest, "share", tell.lang), QUIET))
    host = sum(person.share for person in shown if person.side == "host")
    said = {
        "n": len(shown),
        "share": value_text(1 - rest, "share", tell.lang),
        "host": value_text(host, "share", tell.lang),
    }
    code = "carriers_one" if len(shown) == 1 else "carriers_says" if host else "carriers_members"
    sides = {person.side for person in shown}
    keys = [("ink", tell.say("key_host"))] if "host" in sides else []
    keys += [("accent", tell.say("key_member"))] if "member" in sides else []
    keys += [("quiet", tell.say("key_others"))] if sides - {"host", "member"} else []
    return Figure(
        id="carriers",
        says=tell.say(code, name=shown[0].name, **said),
        svg=bars(rows),
        small=True,
        note=tell.say("carriers_note"),
        keys=tuple(keys),
        head=tuple(
            tell.say(code)
            for code in (
                "col_person",
                "col_side",
                "col_tie",
                "col_turns",
                "col_share",
                "col_starts",
                "col_answers",
                "col_helped",
                "col_welcomes",
            )
        ),
        rows=tuple(
            (
                person.name,
                tell.say(f"side_{person.side}"),
                tell.say(f"tie_{person.tie}"),
                f"{person.turns:,}",
                value_text(person.share, "share", tell.lang),
                f"{person.starts:,}",
                f"{person.answers:,}",
                f"{person.helped:,}",
                f"{person.welcomes:,}",
            )
            for person in carrying.people
        ),
    )


def ladder_figure(tell: Telling) -> Figure | None:
    """Members on each rung; a rung that cannot be seen says so."""
    portrait = tell.result.portrait
    if portrait is None or not portrait.carrying.ladder:
        return None
    ladder = portrait.carrying.ladder
    rows = []
    for rung in RUNGS:
        count = ladder.get(rung)
        unseen = count is None and rung == "silent"
        told = tell.say("rung_unseen") if unseen else count_text(count or 0)
        color = ACCENT if rung in CONSTANT else ACCENT_SOFT
        rows.append(Bar(tell.say(f"tie_{rung}"), None if unseen else float(count or 0), told, color))
    total = sum(ladder.values())
    constant = sum(ladder.get(rung, 0) for rung in CONSTANT)
    said = {"total": f"{total:,}", "constant": f"{constant:,}", "once": f"{ladder.get('once', 0):,}"}
    return Figure(
        id="ladder",
        says=as_said(tell.say("ladder_says", **said), tell.lang),
        note=tell.say("ladder_note"),
        svg=bars(rows),
        small=True,
        head=(tell.say("col_rung"), tell.say("col_members")),
        rows=tuple((row.name, row.said) for row in rows),
    )
