"""The program's own sentences in Chinese and English: code → both. What judges stands in the packs, not here."""

from __future__ import annotations

import os
from typing import Literal

Lang = Literal["zh", "en"]

THINGS: dict[str, tuple[str, str]] = {
    "joins": ("谁什么时候进群", "who joined when"),
    "leaves": ("谁退了群", "who left"),
    "replies": ("谁回复谁", "who replied to whom"),
    "members": ("成员名单", "the member list"),
    "reactions": ("点赞和表情回应", "reactions"),
}
"""What an export may be unable to show."""

MISSING: dict[str, tuple[str, str]] = {
    "nothing_to_count": ("这段时间没有可数的东西", "there was nothing to count"),
    "no_replies": ("没看出谁回复了谁", "no replies were seen"),
    "nobody_asked": ("这段时间没有成员提问", "no member asked anything"),
    "nothing_answered": ("没有一个问题被答过", "no question was answered"),
    "nobody_joined": ("这段记录里没有人进群", "nobody joined in this export"),
    "joins_not_visible": ("这种导出里看不到谁进了群", "this export does not show who joined"),
    "too_few_joins": ("进群的人太少", "too few people joined"),
    "no_purpose": ("没有人说过这个群是为了什么", "nobody said what the group is for"),
    "no_need_voiced": ("没看出成员说了什么需要", "no need was voiced"),
    "too_few_weeks": ("时间太短，看不出变化", "too few weeks to see a change"),
    "host_never_away": ("群主几乎天天在，看不出没有他会怎样", "the host was hardly ever away"),
    "host_hardly_there": ("群主几乎没来过，没法比较", "the host was hardly ever there"),
    "no_campaigns": ("没有发红包、抽奖或促销的日子", "there were no campaigns"),
    "always_campaign": ("几乎天天有活动，没有可比的日子", "there was a campaign on nearly every day"),
    "no_distress": ("没有人说自己撑不住", "nobody was in distress"),
    "no_slump": ("没有明显的下滑", "there was no slump"),
    "no_calls": ("群主没有发起过招呼大家的事", "the host made no call"),
    "no_undertakings": ("没有几个人一起做的事", "nothing was done together"),
    "no_regulars": ("之前没有常说话的人", "there were no regulars before"),
    "nothing_to_compare": ("没有可比的日子", "there is nothing to compare with"),
    "no_title": ("不知道群名", "the chat has no title"),
}
"""Why a measure could not be taken."""

UNSEEN: dict[str, tuple[str, str, str | None]] = {
    "host_guessed": (
        "群主和管理员是推断出来的（{names}）",
        "who runs the group is a guess ({names})",
        "--owner",
    ),
    "host_unknown": ("看不出谁在管这个群", "nobody could be told to run the group", "--owner"),
    "no_member_list": (
        "没有成员名单：看不到从不说话的人",
        "no member list: people who never speak cannot be seen",
        "--members",
    ),
    "no_replies": (
        "导出里没有“谁回复谁”，答没答是按先后和称呼推断的",
        "the export does not say who answers whom; answers are inferred",
        None,
    ),
    "no_joins": ("看不到谁什么时候进群、谁拉来的", "who joined when, and through whom, cannot be seen", None),
    "no_leaves": ("看不到谁退了群", "who left cannot be seen", None),
    "as_of_unknown": (
        "不知道导出的日期，按最后一条消息算：死没死看不出来",
        "the date of the export is unknown and the last message stands for it: whether the group is dead cannot be seen",
        "--as-of",
    ),
    "date_order": (
        "日期里哪个是月、哪个是日，文件本身定不下来，按 {order} 读的",
        "the file does not settle which number is the month; it was read as {order}",
        "--date-order",
    ),
    "not_understood": ("{lines} 行没看懂", "{lines} lines were not understood", "auditor inspect"),
    "not_the_birth": (
        "导出不是从建群那天开始的：看不到这个群怎么起的头",
        "the export does not begin with the group's founding",
        None,
    ),
}
"""What could not be seen, and the flag that would settle it."""

NOTES: dict[str, tuple[str, str]] = {}
"""Notes of the readers."""

REASONS: dict[str, tuple[str, str]] = {}
"""Why somebody was taken for the host side, and what happened around a turning point."""

WINDOW: dict[str, tuple[str, str]] = {
    "last_90_days": ("评的是最近 90 天", "judged over the last 90 days"),
    "widened": ("最近 90 天发言太少，放宽到 {days} 天", "the last 90 days hold too little; widened to {days} days"),
    "whole_life": ("整个记录都在这段时间里", "the whole export lies in this period"),
    "given": ("按你给的起止日期", "between the dates you gave"),
}
"""Why the scores judge this period."""


def both(table: dict[str, tuple[str, str]], code: str, **params: object) -> tuple[str, str]:
    """The sentence of ``code`` in both languages with its numbers; the code itself when nobody wrote a sentence."""
    zh, en = table.get(code, (code.replace("_", " "), code.replace("_", " ")))
    for name, value in params.items():
        zh, en = zh.replace(f"{{{name}}}", str(value)), en.replace(f"{{{name}}}", str(value))
    return zh, en


def language(given: str | None) -> Lang:
    """``--lang``, else what the locale says, else English."""
    wanted = given or next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if wanted.lower().startswith("zh") else "en"
