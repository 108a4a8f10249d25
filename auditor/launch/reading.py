"""Texts that exist already: whom they name, which need, which rule of mutual help; how much is goods and price."""

from __future__ import annotations

from auditor.launch.checklist import Texts
from auditor.launch.marks import Text
from auditor.locale import LAUNCH, both
from auditor.parts import Says
from auditor.readiness import Kind, Sentence, TextRead, Trait

TRAITS: tuple[Trait, ...] = ("people", "need", "mutual", "offer", "price")
MEANT: frozenset[Trait] = frozenset(("offer", "price"))
"""Traits that a denial takes away: “we sell nothing” offers nothing."""


def read_text(kind: Kind, text: Text, policy: Texts) -> TextRead:
    """Sentence by sentence, and one line about the whole."""
    sentences = [
        Sentence(text=line, traits=[trait for trait in TRAITS if _has(one, trait, policy)])
        for (line, _, _), one in zip(text.sentences, text.each(), strict=True)
    ]
    counts = {trait: sum(trait in sentence.traits for sentence in sentences) for trait in TRAITS}
    return TextRead(kind=kind, says=_summed(kind, sentences, counts), counts=counts, sentences=sentences)


def _has(sentence: Text, trait: Trait, policy: Texts) -> bool:
    return any(sentence.found(mark, meant=trait in MEANT) for mark in getattr(policy, trait))


def _summed(kind: Kind, sentences: list[Sentence], counts: dict[Trait, int]) -> Says:
    """How many sentences sell, and who or what is in none of them."""
    sells = sum("offer" in one.traits or "price" in one.traits for one in sentences)
    params = {"n": len(sentences), "sells": sells, **counts}
    parts = []
    if sells:
        only_price = all("price" in one.traits for one in sentences if one.traits and {"offer", "price"} & set(one.traits))
        parts.append("text_prices" if only_price else "text_sells")
    match bool(counts["people"]), bool(counts["need"]):
        case True, True:
            parts.append("text_people_need")
        case True, False:
            parts.append("text_people")
        case False, True:
            parts.append("text_need")
        case _:
            parts.append("text_nobody" if sells or len(sentences) > 1 else "text_nobody_alone")
    if counts["mutual"]:
        parts.append("text_mutual")
    told = [both(LAUNCH, part, **params) for part in parts]
    start = both(LAUNCH, "text_start_one" if len(sentences) == 1 else "text_start", kind_zh=both(LAUNCH, kind)[0], kind_en=both(LAUNCH, kind)[1], **params)
    return Says(
        code="+".join(parts), zh=start[0] + "，".join(zh for zh, _ in told), en=start[1] + ", ".join(en for _, en in told), params=params
    )
