"""``auditor rescore``: a saved result judged again, without the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from auditor.cli import delivery, options
from auditor.cli.report import Saved
from auditor.cli.retyped import retyped
from auditor.cli.stream import note
from auditor.locale import COMMAND, Lang, language, one

if TYPE_CHECKING:
    from auditor.result import Result

NAMED = 3
"""Rules that a remark names."""


def rescore(
    context: typer.Context,
    saved: Saved,
    *,
    profile: options.ProfileAgain = None,
    pack: options.Pack = None,
    weight: options.Weight = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    medium: delivery.Format = None,
    output: delivery.Files = None,
    everything: delivery.Everything = False,
    title: delivery.Title = None,
    client: delivery.Client = None,
    logo: delivery.Logo = None,
    lang: options.Language = None,
    width: options.Width = None,
    no_color: options.NoColor = False,
) -> None:
    """Judge a saved result again: with other packs, weights or another profile, without the chat.

    Example: auditor rescore result.json --profile trade --weight audience=5
    """
    spoken = language(lang)
    handing = delivery.Delivery.of(
        output, medium, saved, lang=spoken, title=title, client=client, logo=logo, width=width, no_color=no_color,
        everything=everything,
    )  # fmt: skip
    from auditor.packs.load import load_packs
    from auditor.rescore import Wishes
    from auditor.rescore import rescore as judge_again
    from auditor.saved import load_result

    before = load_result(saved)
    packs = load_packs(*(pack or []))
    wishes = Wishes(
        profile=profile, weights=options.weights(weight or [], packs.questions), select=options.listed(select),
        ignore=options.listed(ignore),
    )  # fmt: skip
    result = judge_again(before, packs, wishes)
    _warn(result, spoken)
    handing.hand_over(result, retyped(context.obj or (), saved))


def _warn(result: Result, lang: Lang) -> None:
    """Rules that the saved result has no numbers for."""
    from auditor.rescore import NOT_KEPT

    lost = [rule.rule for question in result.questions for rule in question.rules if rule.says.code == NOT_KEPT]
    if lost:
        named = ", ".join(lost[:NAMED]) + (" …" if len(lost) > NAMED else "")
        note(one(lang, COMMAND, "rules_not_kept", count=len(lost), rules=named))
