"""Texts that exist already: whom they name, which need, which rule of mutual help; how much is goods and price."""

from __future__ import annotations

from auditor.launch.checklist import Texts
from auditor.launch.marks import Text
from auditor.launch.wording import in_both
from auditor.locale import LAUNCH, both
from auditor.parts import Param, Says
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
    counts: dict[Trait, int] = {trait: sum(trait in sentence.traits for sentence in sentences) for trait in TRAITS}
    return TextRead(kind=kind, says=_summed(kind, sentences, counts), counts={**counts}, sentences=sentences)


def _has(sentence: Text, trait: Trait, policy: Texts) -> bool:
    return any(sentence.found(mark, meant=trait in MEANT) for mark in getattr(policy, trait))


def _summed(kind: Kind, sentences: list[Sentence], counts: dict[Trait, int]) -> Says:
    """How many sentences sell, and who or what is in none of them."""
    sells = [one for one in sentences if {"offer", "price"} & set(one.traits)]
    of = "one" if len(sentences) == 1 else "text"
    parts = []
    if sells:
        what = "prices" if all("price" in one.traits for one in sells) else "sells"
        only = "only_" if of == "text" and len(sells) == len(sentences) else ""
        parts.append(f"{of}_{only}{what}")
    there = [trait for trait in ("people", "need") if counts[trait]]
    parts.append(f"{of}_{'_'.join(there) or 'nobody'}")
    if counts["mutual"]:
        parts.append(f"{of}_mutual")
    numbers: dict[str, Param] = {
        "n": len(sentences),
        "sells": len(sells),
        **{str(trait): n for trait, n in counts.items()},
    }
    told = [both(LAUNCH, part, **numbers) for part in parts]
    named = both(LAUNCH, kind)
    all_ = "_all" if parts[0].startswith("text_only") else ""
    start = in_both(f"{of}_start{all_}", {"kind": named[0], **numbers}, {"kind": named[1], **numbers})
    zh, en = "，".join(zh for zh, _ in told), ", ".join(en for _, en in told)
    return Says(code="+".join(parts), zh=start[0] + zh, en=start[1] + en, params=numbers)
