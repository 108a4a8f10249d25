"""What to do, whom to call, and what could not be seen."""

from __future__ import annotations

from auditor.reports.screen.page import DIM, STRONG, WARNING
from auditor.reports.screen.telling import Telling
from auditor.reports.screen.width import cells, clean, cut, pad
from auditor.result import Item, Step

FEW = 3
"""Entries of a list on the short screen."""
CUT_AT = 30
"""A list of this length that comes without a total may have been cut."""
LONGEST_NAME = 20
SHORTEST_QUOTE = 30
"""Cells that a quotation cut to make room for the reason must keep; else the reason goes below."""


def put_advice(tell: Telling) -> None:
    """At most five steps: what, why here, how to tell that it worked, effort."""
    tell.heading("advice")
    if not tell.result.advice:
        judged = any(question.score is not None for question in tell.result.questions)
        tell.page.put(tell.say("no_advice" if judged else "no_advice_yet"), indent=3)
    for number, step in enumerate(tell.result.advice, 1):
        _put_step(tell, number, step)


def _put_step(tell: Telling, number: int, step: Step) -> None:
    label = max(cells(tell.say(code)) for code in ("why_here", "success"))
    tell.page.put((f"{number} ", STRONG), tell.prose(step.do), indent=3, hang=5)
    tell.page.tail((tell.say(f"effort_{step.effort}"), DIM))
    for code, text in (("why_here", tell.prose(step.why_here)), ("success", tell.prose(step.success))):
        tell.page.beside([(f"     {tell.say(code)}", DIM)], text, at=5 + label + 2)
    if tell.everything and step.gain is not None:
        gain = tell.say("gain", points=f"{step.gain:.0f}")
        tell.page.beside([], (f"{gain} · {tell.say(step.confidence)} · {step.rule}", DIM), at=5 + label + 2)


def put_act_on(tell: Telling) -> None:
    """The five lists, a few of each; whole with everything."""
    act_on = tell.result.act_on
    lists = act_on.lists()
    if not lists:
        return
    tell.heading("act_on")
    for code, items, total in lists:
        shown = items if tell.everything else items[:FEW]
        note = tell.say(f"{code}_note")
        if total > len(shown):
            note += f" · {tell.say('first_of', n=len(shown))}"
        style = f"{STRONG} {WARNING}" if code == "promoters" else STRONG
        more = "+" if code not in act_on.totals and total >= CUT_AT else ""
        tell.page.put((f"{tell.say(code)} {total:,}{more}", style), (f"  {note}", DIM), indent=3)
        name = min(LONGEST_NAME, max(cells(clean(item.name or "?")) for item in shown))
        for item in shown:
            _put_item(tell, item, name)


def _put_item(tell: Telling, item: Item, name: int) -> None:
    """Who, what was said, and why it stands here, on one line where that leaves enough of what was said."""
    left = [f"     {pad(clean(item.name or '?'), name)}"]
    at = 5 + name + 2
    reason = tell.prose(item.reason)
    if not item.text:
        tell.page.beside(left, (reason, DIM), at=at)
        return
    text = clean(item.text)
    marks = cells(tell.say("quote", text=""))
    room = tell.page.width - at - marks
    beside = room - cells(reason) - 2
    if not tell.everything:
        text = cut(text, beside if beside >= min(cells(text), SHORTEST_QUOTE) else room)
    if cells(text) <= beside:
        tell.page.beside(left, tell.say("quote", text=text), (f"  {reason}", DIM), at=at)
    else:
        tell.page.beside(left, tell.say("quote", text=text), at=at)
        tell.page.put((reason, DIM), indent=at)


def put_unseen(tell: Telling) -> None:
    """What the export could not show, and the flag that would settle it."""
    if not tell.result.unseen:
        return
    tell.heading("unseen")
    told = [(tell.prose(unseen.says), unseen.settle_with) for unseen in tell.result.unseen]
    column = 3 + max(cells(says) for says, _ in told) + 3
    for says, flag in told:
        tell.page.put(says, indent=3)
        if flag:
            how = tell.say(flag)
            tell.page.aside((how, DIM), at=min(column, tell.page.width - cells(how)))
