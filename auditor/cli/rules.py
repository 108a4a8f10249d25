"""``auditor rules``: the packs listed, shown as they apply, tested, held against the method, and checked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli import options
from auditor.cli.stream import colored, columns, put
from auditor.errors import UsageError
from auditor.locale import EXPLAIN, Lang, language, one

if TYPE_CHECKING:
    from auditor.packs.load import Packs
    from auditor.packs.schema import Pack
    from auditor.reports.screen.page import Page

FAILED = 1

app = typer.Typer(
    name="rules",
    help="The rule packs: list, show, test, coverage, lint.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

Packed = Annotated[list[Path] | None, typer.Option("--pack", metavar="FILE", help="A pack of your own.")]
Names = Annotated[list[str] | None, typer.Argument(metavar="[PACK]...", show_default=False, help="Only these packs.")]


@app.command("list")
def list_rules(
    names: Names = None, *, pack: Packed = None, lang: options.Language = None, width: options.Width = None,
    no_color: options.NoColor = False,
) -> None:  # fmt: skip
    """Name every rule, with its weight, how far its bounds can be trusted, and its title."""
    from auditor.packs.lint import shares
    from auditor.reports.screen.page import DIM, STRONG

    packs, page, spoken = _open(pack, width, lang)
    share = {one.rule: one.of_question for one in shares(packs)}
    for own in _packs(packs, names):
        page.blank()
        page.put((_say(own.title, spoken), STRONG), (f"  {own.pack} {own.version}", DIM), indent=1)
        longest = max((len(name) for name in own.rules), default=0) + len(own.pack) + 1
        for name, rule in own.rules.items():
            full = f"{own.pack}/{name}"
            weight = f"{100 * share[full]:3.0f}%" if full in share else "   ☐" if rule.measure is None else "   ○"
            grade = rule.basis.grade if rule.basis is not None else " "
            page.beside([f"   {full:<{longest}}  {weight} {grade}"], _say(rule.title, spoken), at=longest + 13)
        for code, others in (("gates", own.gates), ("verdicts", own.verdicts), ("flags", own.flags)):
            if others:
                page.put((one(spoken, EXPLAIN, code), DIM), indent=3)
            for name, part in others.items():
                page.beside([f"     {name:<14}"], _say(part.title, spoken) or name, at=20)
    put(page.text(color=colored(no_color)))


@app.command("show")
def show_rules(
    names: Names = None,
    *,
    profile: options.ProfileName = None,
    pack: Packed = None,
    lang: options.Language = None,
    width: options.Width = None,
    no_color: options.NoColor = False,
) -> None:
    """Print the rules as they apply in a profile: weights, bounds and floors, and what the profile changed."""
    from auditor.reports.screen.page import DIM, STRONG

    packs, page, spoken = _open(pack, width, lang)
    applied = packs.profile(profile or "community")
    for own in _packs(packs, names):
        weight = applied.questions.get(own.pack, own.weight)
        page.blank()
        page.put((_say(own.title, spoken), STRONG), (f"  {own.pack} {own.version}", DIM), indent=1)
        if own.part is not None:
            page.tail((one(spoken, EXPLAIN, "weighs", weight=f"{weight:g}"), DIM))
        for name in own.rules:
            _put_rule(page, packs, own, name, profile=applied.profile, lang=spoken)
    put(page.text(color=colored(no_color)))


@app.command("test")
def test_rules(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[PACK|SIGNAL]...", show_default=False, help="Only these.")
    ] = None, *, pack: Packed = None, lang: options.Language = None, width: options.Width = None,
    no_color: options.NoColor = False,
) -> None:  # fmt: skip
    """Run the examples and small conversations that stand in the packs; end with 1 when one fails."""
    from auditor import trial
    from auditor.launch.checklist import load_checklist, shipped_checklists
    from auditor.reports.screen.page import DIM, GOOD, WARNING

    packs, page, spoken = _open(pack, width, lang)
    checklists = [load_checklist(packs, path) for path in shipped_checklists()]
    outcomes = trial.run(packs, tuple(names or ()), checklists)
    failed = [outcome for outcome in outcomes if not outcome.ok]
    for outcome in failed:
        page.put(("✗ ", WARNING), outcome.name, indent=1)
        for line in (*outcome.problem.splitlines(), outcome.where):
            page.put((line, DIM), indent=5)
    if failed:
        page.put((one(spoken, EXPLAIN, "some_failed", count=len(outcomes), failed=len(failed)), WARNING), indent=1)
    else:
        page.put((one(spoken, EXPLAIN, "all_passed", count=len(outcomes)), GOOD), indent=1)
    put(page.text(color=colored(no_color)))
    raise typer.Exit(FAILED if failed else 0)


@app.command("coverage")
def cover_rules(
    *,
    pack: Packed = None,
    lang: options.Language = None,
    width: options.Width = None,
    no_color: options.NoColor = False,
) -> None:
    """Print which claims of the method have a rule that scores, one that only shows, a question, or nothing."""
    from auditor.packs import coverage
    from auditor.reports.screen.page import DIM, STRONG

    packs, page, spoken = _open(pack, width, lang)
    rows = coverage.claims(packs)
    marks = {"scored": "●", "insight": "○", "manual": "☐", "none": "–"}
    last = ""
    for row in rows:
        name = row.claim.partition(".")[0]
        if name != last:
            page.blank()
            page.put(
                (_say(next(own.pack.title for own in packs.packs if own.pack.pack == name), spoken), STRONG), indent=1
            )
            last = name
        page.put(f"{marks[row.state]} {_say(row.title, spoken)}", indent=3, hang=5)
        page.tail((one(spoken, EXPLAIN, f"claim_{row.state}"), DIM))
        about = " · ".join(row.rules) if row.state in ("scored", "insight") else _say(row.missing, spoken)
        if about:
            page.put((about, DIM), indent=5)
    counts = Counter(row.state for row in rows)
    page.blank()
    numbers = {state: counts.get(state, 0) for state in ("scored", "insight", "manual", "none")}
    page.put(one(spoken, EXPLAIN, "claims_count", all=len(rows), **numbers), indent=1)
    put(page.text(color=colored(no_color)))


@app.command("lint")
def lint_rules(
    *,
    pack: Packed = None,
    lang: options.Language = None,
    width: options.Width = None,
    no_color: options.NoColor = False,
) -> None:
    """Check how the packs are made: wording, numbers, curves, floors, weights; end with 1 when something is to mend."""
    from auditor.launch.checklist import check_wording, load_checklist, shipped_checklists
    from auditor.packs import lint
    from auditor.reports.screen.page import DIM, GOOD, STRONG, WARNING

    packs, page, spoken = _open(pack, width, lang)
    problems = lint.check(packs)
    for path in shipped_checklists():
        problems += check_wording(load_checklist(packs, path))
    for problem in problems:
        page.put((problem.where, STRONG), indent=1)
        page.put(problem.what, indent=3)
        if problem.hint:
            page.put((problem.hint, DIM), indent=3)
    if problems:
        page.put((one(spoken, EXPLAIN, "problems", count=len(problems)), WARNING), indent=1)
    else:
        page.put((one(spoken, EXPLAIN, "no_problems"), GOOD), indent=1)
    put(page.text(color=colored(no_color)))
    raise typer.Exit(FAILED if problems else 0)


def _open(pack: list[Path] | None, width: int | None, lang: str | None) -> tuple[Packs, Page, Lang]:
    from auditor.packs.load import load_packs
    from auditor.reports.screen.page import Page

    return load_packs(*(pack or [])), Page(min(columns(width), width or 120)), language(lang)


def _packs(packs: Packs, names: list[str] | None) -> list[Pack]:
    wanted = _known(packs, names)
    return [loaded.pack for loaded in packs.packs if not wanted or loaded.pack.pack in wanted]


def _known(packs: Packs, names: list[str] | None) -> tuple[str, ...]:
    """Names of packs. Raises :class:`UsageError` for one that nothing bears."""
    known = [loaded.pack.pack for loaded in packs.packs]
    for name in names or ():
        if name not in known:
            raise UsageError("no_pack_called", hint="one_of", name=name, names=", ".join(known))
    return tuple(names or ())


def _put_rule(page: Page, packs: Packs, own: Pack, name: str, *, profile: str, lang: Lang) -> None:
    """One rule as the profile leaves it."""
    from auditor.cli.explanation import change_words
    from auditor.cli.wording import curve_words, needs_words, unit_of
    from auditor.packs.schema import RuleChange
    from auditor.reports.screen.page import DIM, PLAIN, WARNING

    rule, full = own.rules[name], f"{own.pack}/{name}"
    change = packs.profile(profile).rules.get(full, RuleChange())
    out = change.off or profile in rule.not_for or (bool(rule.profiles) and profile not in rule.profiles)
    weight = rule.weight if change.weight is None else change.weight
    page.put((_say(rule.title, lang), DIM if out else PLAIN), indent=3)
    page.tail((full, DIM))
    told = [] if out else [one(lang, EXPLAIN, "weighs" if weight else "weightless", weight=f"{weight:g}")]
    curve = change.score or rule.score
    if curve is not None and rule.measure is not None and not out:
        loaded = next(loaded for loaded in packs.packs if loaded.pack is own)
        told.append(curve_words(curve, unit_of(packs, loaded, rule.measure), lang))
    told += [] if out else needs_words(change.needs or rule.needs, lang)
    if told:
        page.put((" · ".join(told), DIM), indent=5)
    changed = change_words(change, lang) or (one(lang, EXPLAIN, "off") if out else "")
    if changed:
        page.put((f"{one(lang, EXPLAIN, 'from_profile', profile=profile)}  {changed}", WARNING), indent=5)


def _say(prose: object, lang: Lang) -> str:
    return "" if prose is None else str(getattr(prose, lang))
