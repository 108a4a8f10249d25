"""Before launch, as one HTML file, on the same page as every report."""

from __future__ import annotations

from auditor.locale import Lang
from auditor.readiness import Readiness
from auditor.reports.html.shell import Section, fragment, page
from auditor.reports.media import Letterhead
from auditor.reports.numbers import sentence
from auditor.reports.readiness.telling import Telling

TONES = {"ready": "good", "not_ready": "weak", "good": "good", "dodge": "weak", "weak": "weak"}
"""State → class of its mark; others are plain."""


def render(readiness: Readiness, *, lang: Lang, letterhead: Letterhead) -> str:
    """The whole, with every answer."""
    tell = Telling(readiness, lang)
    body = fragment("readiness.html.j2", lang=lang, tell=tell, readiness=readiness, tones=TONES, sentence=sentence)
    sections = [Section("verdict", tell.prose(readiness.title))]
    sections += [Section(f"q-{question.pack}", tell.prose(question.title)) for question in readiness.questions]
    sections += [Section("texts", tell.say("texts"))] if readiness.texts else []
    made_with = f"auditor {readiness.auditor} · {readiness.checklist.checklist} {readiness.checklist.version}"
    return page(
        tell.prose(readiness.checklist.title), body, lang=lang, letterhead=letterhead, sections=sections,
        facts=[tell.counts()], foot=[made_with],
    )  # fmt: skip
