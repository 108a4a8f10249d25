"""What was promised before launch, beside what happened: kept, not kept, or what cannot be told."""

from __future__ import annotations

from auditor.locale import LAUNCH, one
from auditor.reports.numbers import quoted, sentence
from auditor.reports.screen.page import DIM, GOOD, STRONG, WARNING
from auditor.reports.screen.telling import Telling
from auditor.reports.screen.width import cells, pad
from auditor.result import Promised

SIGNS = {"kept": ("✓", GOOD), "not_kept": ("✗", WARNING), "cannot_tell": ("?", DIM)}
CODES = {"kept": "kept", "not_kept": "not_kept", "cannot_tell": "promise_cannot_tell"}


def put_promise(tell: Telling) -> None:
    """Each promise that a rule tests; the others in one line."""
    promise = tell.result.promise
    if promise is None:
        return
    page, lang = tell.page, tell.lang
    page.blank()
    page.put((one(lang, LAUNCH, "promise"), STRONG), (f"  {one(lang, LAUNCH, 'promise_note')}", DIM), indent=1)
    label = max(cells(one(lang, LAUNCH, code)) for code in CODES.values())
    for kept in promise.kept:
        _put(tell, kept, label)
    if not promise.kept:
        page.put((one(lang, LAUNCH, "promise_none"), DIM), indent=3)
    if promise.unseen:
        numbers = ("、" if lang == "zh" else ", ").join(str(unseen.number) for unseen in promise.unseen)
        page.put((one(lang, LAUNCH, "unseen_in_chat", items=numbers), DIM), indent=3)


def _put(tell: Telling, kept: Promised, label: int) -> None:
    sign, style = SIGNS[kept.state]
    at = 3 + 2 + label + 2
    head = [(f"   {sign} {pad(one(tell.lang, LAUNCH, CODES[kept.state]), label)}", style)]
    tell.page.beside(head, f"{kept.number}  {quoted(kept.text, tell.lang)}", at=at)
    tell.page.put((sentence(tell.prose(kept.says), tell.lang), DIM), indent=at)
    if kept.because is not None:
        tell.page.put((sentence(tell.prose(kept.because), tell.lang), DIM), indent=at)
    if kept.heard is not None:
        tell.page.put((sentence(tell.prose(kept.heard), tell.lang), DIM), indent=at)
