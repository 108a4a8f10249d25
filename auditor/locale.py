"""The program's own sentences in Chinese and English: code → both. What judges stands in the packs, not here."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Literal

Lang = Literal["zh", "en"]

THINGS: dict[str, tuple[str, str]] = {
    "joins": ("谁什么时候进群", "who joined when"),
    "leaves": ("谁退了群", "who left"),
    "replies": ("谁回复谁", "who replied to whom"),
    "members": ("成员名单", "the member list"),
    "date": ("导出的日期", "the date of the export"),
    "reactions": ("点赞和表情回应", "reactions"),
}
"""What an export may be unable to show."""

MISSING: dict[str, tuple[str, str]] = {
    "nothing_to_count": ("这段时间没有可数的东西", "there was nothing to count"),
    "no_suggestions": ("这段时间没有成员提过意见", "no member made a suggestion"),
    "no_replies": ("没看出谁回复了谁", "no replies were seen"),
    "nobody_asked": ("这段时间没有成员提问", "no member asked anything"),
    "nothing_answered": ("没有一个问题被答过", "no question was answered"),
    "nobody_joined": ("这段记录里没有人进群", "nobody joined in this export"),
    "joins_not_visible": ("这种导出里看不到谁进了群", "this export does not show who joined"),
    "only_batches_known": (
        "除了成批拉进来的，看不出谁带来了谁",
        "apart from those added in a batch, who brought whom cannot be seen",
    ),
    "way_in_unknown": ("有人进群，但看不出是谁带来的", "people joined, and who brought them cannot be seen"),
    "inviters_way_in_unknown": (
        "看得出谁带了人进来，看不出带人的人自己是怎么进来的",
        "who brought people in can be seen, how those had come in themselves cannot",
    ),
    "too_few_joins": ("进群的人太少", "too few people joined"),
    "no_purpose": ("没有人说过这个群是为了什么", "nobody said what the group is for"),
    "no_need_voiced": ("没看出成员说了什么需要", "no need was voiced"),
    "too_few_weeks": ("时间太短，看不出变化", "too few weeks to see a change"),
    "host_never_away": ("群主几乎天天在，看不出没有他会怎样", "the host was hardly ever away"),
    "host_hardly_speaks": (
        "群主这边只说了 {turns} 轮，没有什么可评的",
        "the host side spoke only {turns} times; there is no conduct to judge",
    ),
    "host_never_speaks": (
        "群主这边一句话也没说，没有什么可评的",
        "the host side never spoke; there is no conduct to judge",
    ),
    "host_hardly_there": ("群主几乎没来过，没法比较", "the host was hardly ever there"),
    "no_campaigns": ("没有发红包、抽奖或促销的日子", "there were no campaigns"),
    "always_campaign": ("几乎天天有活动，没有可比的日子", "there was a campaign on nearly every day"),
    "no_distress": ("没有人说自己撑不住", "nobody was in distress"),
    "no_slump": ("没有明显的下滑", "there was no slump"),
    "no_calls": ("群主没有发起过招呼大家的事", "the host made no call"),
    "no_undertakings": ("没有几个人一起做的事", "nothing was done together"),
    "no_regulars": ("之前没有常说话的人", "there were no regulars before"),
    "nothing_to_compare": ("没有可比的日子", "there is nothing to compare with"),
    "no_host": ("看不出谁在管这个群", "nobody could be told to run the group"),
    "no_notices": (
        "没有公告和群介绍，也没有成员说过这个群是为了什么",
        "there is no notice or description, and no member said what the group is for",
    ),
    "no_title": ("不知道群名", "the chat has no title"),
    "not_in_result": (
        "存下来的结果里没有这一项：要评它，得用聊天记录重新跑一次 auditor check",
        "the saved result does not hold this number: run auditor check on the chat again to judge it",
    ),
}
"""Why a measure could not be taken."""

UNSEEN: dict[str, tuple[str, str, str | None]] = {
    "host_guessed": (
        "群主和管理员是推断出来的（{names}）",
        "who runs the group is a guess ({names})",
        "--owner",
    ),
    "host_unknown": ("看不出谁在管这个群", "nobody could be told to run the group", "--owner"),
    "staff_unnamed": (
        "问题多半是 {names} 答的：要是客服、员工这样的自己人，现在是当成员算的",
        "most questions are answered by {names}: if they are staff, so far they count as members",
        "--staff",
    ),
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
    "as_of_from_archive": (
        "导出日期是压缩包里的（{day}），比最后一条消息晚 {days} 天：要是后来才打的包，后面这段安静就不算数",
        "the date of the export is the archive's ({day}), {days} days after the last message: if it was packed later, "
        "that silence is not known",
        "--as-of",
    ),
    "date_order": (
        "日期里哪个是月、哪个是日，文件本身定不下来，按 {order} 读的",
        "the file does not settle which number is the month; it was read as {order}",
        "--date-order",
    ),
    "not_understood": ("{lines} 行没看懂", "{lines} lines were not understood", "auditor inspect"),
    "stretches_as_before": (
        "各月各季的分还是当初评的，没有跟着重评",
        "the scores of months and quarters are as they were judged first",
        "auditor check --by",
    ),
}
"""What could not be seen, and the flag that would settle it."""

NOTES: dict[str, tuple[str, str]] = {
    "unsupported_messages": (
        "有 {count} 条消息导出工具自己说不支持，没有内容",
        "{count} messages the exporter itself does not support carry nothing",
    ),
    "undated_messages": ("有 {count} 条消息没有时间，没法算", "{count} messages have no time and could not be counted"),
    "replies_outside": (
        "有 {count} 条回复的是导出里没有的话",
        "{count} replies answer messages that are not in the export",
    ),
    "dates_without_time": (
        "有 {count} 行只有日期，按当天零点算",
        "{count} rows have a date only and stand at midnight",
    ),
    "cells_joined": (
        "有 {count} 行多出了格子，拼回了内容里",
        "{count} rows had cells too many, which were joined to the text",
    ),
    "unknown_kinds": ("这些类型不认识，当作其他：{words}", "kinds that are not known were taken as other: {words}"),
    "dated_by_archive": (
        "导出日期是压缩包里文件的日期（{day}），比最后一条消息晚 {days} 天",
        "the date of the export is that of the file in the archive ({day}), {days} days after the last message",
    ),
    "date_completed": (
        "导出里没写全日期，用 {with} 补上",
        "the export leaves part of the date out; completed with {with}",
    ),
    "bytes_replaced": (
        "有 {count} 个字节按 {encoding} 解不开，用替换符代替",
        "{count} bytes are not {encoding} and were replaced",
    ),
    "rows_repeated": (
        "几段导出里重复的 {rows} 行只算一次",
        "{rows} rows that stand in several parts were counted once",
    ),
    "zone_assumed": ("导出里没写时区，按 {zone} 算", "the export names no time zone; taken as {zone}"),
    "zone_varies": ("时区变过：{zones}", "the time zone changes: {zones}"),
    "exporter_unnamed": (
        "看不出导出的人是谁，他的话记在“我”名下",
        "who made the export is not told; their messages stand under “me”",
    ),
    "json_repaired": (
        "修好了 {count} 处写坏的 JSON",
        "{count} places of invalid JSON were repaired",
    ),
    "files_left": (
        "{count} 个文件是别的格式，没有读（要一个个评，用 auditor batch）：{files}",
        "{count} files in other formats were not read (auditor batch judges each): {files}",
    ),
    "parts_joined": ("{files} 段导出拼成一个聊天", "{files} parts were joined into one chat"),
    "ids_rounded": (
        "有 {count} 个编号被 Excel 改成了科学记数，认不出原样",
        "{count} ids were rounded by Excel and cannot be told apart",
    ),
    "second_shape": ("有 {lines} 行是另一种日期写法", "{lines} lines carry another form of date"),
}
"""Notes of the readers."""

REASONS: dict[str, tuple[str, str]] = {
    # why somebody was taken for the host side
    "given": ("你指明的", "you said so"),
    "role_owner": ("导出里写着是群主", "the export says owner"),
    "role_admin": ("导出里写着是管理员", "the export says admin"),
    "made_admin": ("被设成了管理员", "was made an admin"),
    "makes_admin": ("设过管理员", "made others admins"),
    "created": ("群是他建的", "created the group"),
    "removes_people": ("移出过人", "removed people"),
    "announces": ("发群公告", "posts the announcements"),
    "calls_all": ("会 @所有人", "calls everybody (@all)"),
    "gives_notices": ("发通知", "gives notices"),
    "titled": ("名字里带着身份", "the name carries a title"),
    "adds_people": ("拉人进群", "adds people"),
    "renames_pins": ("改群名、置顶", "renames and pins"),
    "welcomes": ("招呼新人", "welcomes newcomers"),
    # what happened around a turning point
    "promo_per_day": ("每天的推销从 {before} 条变成 {after} 条", "promotion went from {before} to {after} a day"),
    "host_absent": (
        "群主这边少来了（四周里 {before} 天 → {after} 天）",
        "the host side came less ({before} → {after} days in four weeks)",
    ),
    "host_back": (
        "群主这边来得多了（四周里 {before} 天 → {after} 天）",
        "the host side came more ({before} → {after} days in four weeks)",
    ),
    "regulars_stopped": (
        "{who} 等 {people} 个常说话的人不再开口",
        "{people} regulars stopped speaking, {who} among them",
    ),
    "regulars_stopped_one": ("{who} 以前常说话，不再开口了", "{who}, a regular, stopped speaking"),
    "regulars_new_one": ("{who} 开始常来", "{who} became a regular"),
    "regulars_new": ("{who} 等 {people} 个人开始常来", "{people} people became regulars, {who} among them"),
    "removals": ("移出了 {count} 个人", "{count} removed from the group"),
    "mutes": ("有过 {count} 次禁言", "muting ({count}×)"),
    "renamed": ("改过 {count} 次群名", "the group was renamed ({count}×)"),
    "owner_changed": ("群主换了人", "the owner changed"),
    "red_packets": ("红包从四周 {before} 个变成 {after} 个", "red packets went from {before} to {after} in four weeks"),
    "join_batch": ("一下子进来 {people} 个人", "{people} people came at once"),
    "spring_festival": ("正赶上春节", "it was Chinese New Year"),
    "national_day": ("正赶上国庆前后", "it was the October holiday"),
    "year_end": ("正赶上年底", "it was the turn of the year"),
}
"""Why somebody was taken for the host side, and what happened around a turning point."""

WINDOW: dict[str, tuple[str, str]] = {
    "ninety_days": ("评的是最近 90 天", "judged over the last 90 days"),
    "doubled": (
        "最近 90 天发言太少，放宽到最近 {days} 天",
        "the last 90 days hold too little, so the last {days} are judged",
    ),
    "longest": ("评的是最近 {days} 天，发言仍然不多", "judged over the last {days} days, which still hold little"),
    "whole_life": ("评的是全部 {days} 天的记录", "judged over the whole export, {days} days"),
    "given": ("评的是你给的日子，{first} 至 {last}", "judged from {first} to {last}, the dates you gave"),
}
"""Why the scores judge this period."""


PLATFORMS: dict[str, tuple[str, str]] = {
    "wechat": ("微信", "WeChat"),
    "wecom": ("企业微信", "WeCom"),
    "qq": ("QQ", "QQ"),
    "dingtalk": ("钉钉", "DingTalk"),
    "feishu": ("飞书", "Feishu"),
    "whatsapp": ("WhatsApp", "WhatsApp"),
    "telegram": ("Telegram", "Telegram"),
    "discord": ("Discord", "Discord"),
    "slack": ("Slack", "Slack"),
    "line": ("LINE", "LINE"),
    "kakaotalk": ("KakaoTalk", "KakaoTalk"),
    "signal": ("Signal", "Signal"),
    "matrix": ("Matrix", "Matrix"),
    "imessage": ("iMessage", "iMessage"),
    "facebook": ("Messenger", "Messenger"),
    "instagram": ("Instagram", "Instagram"),
    "table": ("表格", "a table"),
    "chatlab": ("ChatLab", "ChatLab"),
}
"""Names of the apps; one that is not here is shown as it is written."""

PERIODS: dict[str, tuple[str, str]] = {
    "founding": ("起步", "founding"),
    "growth": ("增长", "growth"),
    "plateau": ("平稳", "plateau"),
    "decline": ("变冷", "decline"),
    "silence": ("沉寂", "silence"),
    "activity": ("活跃", "activity"),
}
"""Stretches of a group's life."""

STATES: dict[str, tuple[str, str]] = {
    "scored": ("打了分", "scored"),
    "insight": ("只看不打分", "shown, not scored"),
    "not_applicable": ("不适用", "does not apply"),
    "not_enough_data": ("数据不够", "not enough data"),
    "manual": ("要问人", "for a person to answer"),
    "muted": ("这次不看", "left out"),
    "error": ("出错了", "went wrong"),
}
"""What became of a rule."""

GRADES: dict[str, tuple[str, str]] = {
    "A": ("A 有研究", "A research"),
    "B": ("B 平台的定义", "B a platform's definition"),
    "C": ("C 有出处的经验", "C practice with a stated basis"),
    "D": ("D 流传的说法", "D folklore"),
}
"""How far a threshold can be trusted."""

SCREEN: dict[str, tuple[str, str]] = {
    # the head
    "confirmed": ("基本确定", "confirmed"),
    "suspected": ("疑似", "suspected"),
    "or_else": ("疑似（也可能是{title}）", "suspected (or {title})"),
    "high": ("把握高", "high confidence"),
    "medium": ("把握中等", "medium confidence"),
    "low": ("把握低", "low confidence"),
    "no_score": ("没有总分", "no overall score"),
    "because_of": ("{title}：{says}", "{title}: {says}"),
    "capped": ("{says}（不封顶是 {score}）", "{says} ({score} without the cap)"),
    "untitled": ("没有群名", "untitled chat"),
    "span": ("{first} 至 {last}", "{first} to {last}"),
    "as_of_given": ("按 {day} 这天看", "as of {day}"),
    "as_of_last": ("按最后一条消息那天（{day}）看", "as of the last message, {day}"),
    "try_profile": ("加 --profile {name} 就按这类群来评", "add --profile {name} to judge it as one"),
    "with_profile": ("按你选的 {name} 评的。{because}", "Judged as {name}, as you chose. {because}"),
    # the seven questions
    "causes": ("成因", "Causes"),
    "causes_note": ("要动就动这里", "this is what can be changed"),
    "results": ("结果", "Results"),
    "results_note": ("表现在这里，根子在上面", "the symptoms; their roots are above"),
    "unscored": ("没打分：{says}", "no score: {says}"),
    # the course
    "course": ("走势", "The course"),
    "over_time": ("一段一段看", "The scores over time"),
    "over_time_note": ("每一段都按它结束那天的样子评", "each judged as the group stood at its end"),
    "later_empty": ("之后 {n} 段也都没有可评的", "nothing to judge in the {n} after that either"),
    "earlier": ("更早的 {n} 段见 -o result.json", "{n} earlier ones: -o result.json"),
    "whole": ("总分", "The whole"),
    "kind_then": ("群的样子", "Kind of group"),
    "people_a_week": ("每周开口的人", "people who speak in a week"),
    "peak_now": ("最多 {peak}，最近 {now}", "{peak} at most, {now} lately"),
    "promo_row": ("推销", "promotion"),
    "promo_note": ("最多占 {share}", "{share} at most"),
    "column_weeks": ("一格 {weeks} 周", "{weeks} weeks a column"),
    "period": ("{kind}（{since}起，每周 {people} 人）", "{kind} from {since}, {people} people a week"),
    "turn": (
        "{day}前后，由{before}转为{after}：每周开口的人 {from} → {to}",
        "Around {day}, {before} turned into {after}: {from} → {to} people a week",
    ),
    "turn_plain": ("{day}前后，由{before}转为{after}", "Around {day}, {before} turned into {after}"),
    "around": ("那一阵：{things}", "About that time: {things}"),
    "and_then": ("；", "; "),
    # what to do
    "advice": ("这周先做", "What to do first"),
    "why_here": ("为什么", "Why here"),
    "success": ("怎样算成", "It worked if"),
    "effort_low": ("一小时的事", "about an hour"),
    "effort_medium": ("要花一两个晚上", "an evening or two"),
    "effort_high": ("要坚持几周", "a habit for weeks"),
    "gain": ("做成了总分大约 +{points}", "about +{points} on the whole"),
    "no_advice": ("没有要急着改的", "Nothing that presses"),
    "no_advice_yet": ("数据还不够，先不给建议", "There is too little yet to advise anything"),
    # whom to act on
    "act_on": ("先找这些人", "People and messages to act on"),
    "unanswered": ("没人答", "Unanswered"),
    "unanswered_note": ("替他找个能答的人", "find each someone who can answer"),
    "newcomers_unmet": ("没人迎", "Newcomers unmet"),
    "newcomers_unmet_note": ("今天就能叫着名字打个招呼", "greet them by name today"),
    "going_quiet": ("正在走远", "Going quiet"),
    "going_quiet_note": ("私下问一句近况，只听不劝", "ask how they are; listen, do not persuade"),
    "helpers": ("常帮人", "Helpers"),
    "helpers_note": ("可以依靠，也值得当众谢一次", "rely on them, and thank them by name"),
    "promoters": ("推销最多", "Promote most"),
    "promoters_note": ("先私下聊，不当众说", "speak with them privately first"),
    "first_of": ("先看 {n} 个", "the first {n}"),
    "unsure": ("? 把握低", "? low confidence"),
    "quote": ("「{text}」", "“{text}”"),
    # the same text in other groups of a batch
    "repeated": ("也发在别的群里的话", "Also sent into other groups"),
    "repeated_in": (
        "在这里发了 {times} 次，另外 {groups} 个群里也有",
        "sent {times} times here, and into {groups} other groups",
    ),
    # what could not be seen
    "unseen": ("看不到的", "What could not be seen"),
    "--owner": ("加 --owner 名字", "add --owner NAME"),
    "--staff": ("是就加 --staff 名字", "if so, add --staff NAME"),
    "--members": ("加 --members 人数或名单", "add --members N or FILE"),
    "--as-of": ("加 --as-of 导出那天", "add --as-of DATE"),
    "--date-order": ("不对就加 --date-order dmy 或 mdy", "if wrong, add --date-order dmy or mdy"),
    "auditor inspect": ("看是哪些：auditor inspect", "auditor inspect shows them"),
    "auditor check --by": ("要重评得用聊天记录：auditor check --by", "auditor check --by judges them from the chat"),
    # the last line
    "next_profile": ("按那类群再评一次，输入", "To judge it as that kind of group, type"),
    "next_all": ("想看每个数从哪来，输入", "To see where each number comes from, type"),
    "next_explain": ("想知道一条规则怎么算的，输入", "To see how a rule is made, type"),
    # everything
    "rules": ("每一条规则", "Every rule"),
    "covers": ("能评的占 {share}", "{share} of it could be judged"),
    "if_unknown": ("评不了的全算最差或最好：{low}–{high}", "{low}–{high} if the rest were all bad or all good"),
    "weight": ("权重 {weight}", "weight {weight}"),
    "grade": ("门槛 {grade}", "bounds: {grade}"),
    "of": ("{k} / {n}", "{k} of {n}"),
    "sample": ("样本 {n}", "sample {n}"),
    "n_eff": ("相当于 {n} 个独立样本", "worth {n} independent cases"),
    "over_days": ("{days} 天", "{days} days"),
    "gates": ("封顶", "Ceilings"),
    "gate_open": ("没有触发", "not reached"),
    "measures": ("量了什么", "What was measured"),
    "measures_taken": ("{taken} / {all} 项量到了", "{taken} of {all} measures were taken"),
    "host_side": ("当作群主这边的人", "Taken for the host side"),
    "host_guessed": ("推断的，不对就用 --owner 说", "a guess; say --owner if it is wrong"),
    "made_with": ("用了什么", "Made with"),
    "between": ("（{ends}）", " ({ends})"),
    "score_range": ("得分 {range}", "score {range}"),
    "read_how": (
        "{files} · {understood} / {lines} 行看懂了 · {encoding}",
        "{files} · {understood} of {lines} lines understood · {encoding}",
    ),
    "pack_line": ("{pack} {version}（{hash}）", "{pack} {version} ({hash})"),
}
"""What the terminal report says around the result's own sentences."""


SHEET: dict[str, tuple[str, str]] = {
    "question": ("哪一问", "question"),
    "rule": ("规则", "rule"),
    "title": ("名称", "title"),
    "state": ("状态", "state"),
    "score": ("得分", "score"),
    "score_low": ("得分下限", "score low"),
    "score_high": ("得分上限", "score high"),
    "value": ("数值", "value"),
    "value_low": ("数值下限", "value low"),
    "value_high": ("数值上限", "value high"),
    "unit": ("单位", "unit"),
    "k": ("其中", "of them"),
    "n": ("样本", "sample"),
    "days": ("天数", "days"),
    "weight": ("权重", "weight"),
    "grade": ("门槛等级", "grade of the bounds"),
    "confidence": ("把握", "confidence"),
    "says": ("怎么说", "says"),
}
"""Heads of the CSV report's columns."""


COMMAND: dict[str, tuple[str, str]] = {
    "reading": ("正在读导出的文件……", "reading the export …"),
    "judging": ("正在看……", "judging …"),
    "stale": (
        "最后一条消息是 {days} 天前的。要是今天才导出的，加 --as-of today 再跑一次；不然看不出这个群死没死",
        "the last message is {days} days old. If you exported this today, run with --as-of today; "
        "until then death cannot be seen",
    ),
    "not_understood": (
        "{lines} 行里有 {unread} 行没看懂：auditor inspect 会列出来",
        "{unread} of {lines} lines were not understood: auditor inspect shows them",
    ),
    "mute_ran_out": (
        "{rule} 的静音到期了，这次照常评",
        "the mute of {rule} has run out: it is judged again",
    ),
    "wrote": ("写好了：{file}", "wrote {file}"),
    "rules_not_kept": (
        "有 {count} 条规则要的数不在这份结果里（{rules}），评不了；用聊天记录重新跑 auditor check 才行",
        "{count} of the rules want numbers that this result does not hold ({rules}); run auditor check on the chat again",
    ),
    "where": ("在", "where"),
    "do": ("可以", "do"),
    "is_unwanted": ("是{name}（{kind}）", "it is {name} ({kind})"),
    "not_unwanted": ("不是 {kind}：{name}", "it is not {kind}, but {name}"),
    "suspected_unwanted": (
        "像是{name}（{kind}），但还不能确定",
        "it may be {name} ({kind}), which is suspected and not confirmed",
    ),
    "too_early_to_tell": ("数据太少，说不了是不是 {kind}", "there is too little to tell whether it is {kind}"),
    "overall": ("总分", "the overall score"),
    "met": ("{name} {score}，不低于 {floor}", "{name} is {score}, at or above {floor}"),
    "missed": ("{name} {score}，低于 {floor}", "{name} is {score}, below {floor}"),
    "undecided": (
        "{name}没有分，答不了是不是到 {floor}",
        "{name} could not be given, so there is no telling whether it reaches {floor}",
    ),
}
"""What the commands say on stderr."""


COMPARISON: dict[str, tuple[str, str]] = {
    # why so judged
    "rises": ("换哪些日子来算，{share} 都是升的", "it rises whichever days are drawn, in {share} of the pairs"),
    "falls": ("换哪些日子来算，{share} 都是降的", "it falls whichever days are drawn, in {share} of the pairs"),
    "near": ("换哪些日子来算，{share} 相差不过 5 分", "within 5 points in {share} of the pairs of draws"),
    "may_be_chance": ("可能只是碰巧：{share} 是升的", "it may be chance: {share} of the pairs rise"),
    "may_be_chance_down": ("可能只是碰巧：{share} 是降的", "it may be chance: {share} of the pairs fall"),
    "too_small": ("升是升了，不到 3 分", "it rises, but by less than 3 points"),
    "too_small_down": ("降是降了，不到 3 分", "it falls, but by less than 3 points"),
    "only_once": (
        "差别出在只评得了一次的规则上；只看两次都评得了的，变化是 {points} 分",
        "the difference rests on rules that could be judged only once; by those judged both times alone it changes by {points}",
    ),
    "few_in_common": (
        "两次都评得了的规则太少，比的不是同样的东西",
        "too few rules could be judged both times: like is not compared with like",
    ),
    "no_old_score": ("之前没有分", "no score before"),
    "no_new_score": ("现在没有分", "no score now"),
    "no_scores": ("两次都没有分", "no score either time"),
    "no_range": ("有人说话的日子太少，给不出范围", "too few active days for a range"),
    # what to know before believing it
    "other_platform": (
        "两份导出来自不同的应用，很可能不是同一个群",
        "the exports come from different apps: these may be two different groups",
    ),
    "other_title": (
        "群名不一样（“{old}”和“{new}”）：要么改过名，要么不是同一个群",
        "the names differ (“{old}” and “{new}”): it was renamed, or these are two groups",
    ),
    "turned_around": (
        "先给的那份时间更晚：两份可能给反了",
        "the first result ends later than the second: they may be the wrong way round",
    ),
    "same_messages": (
        "两份评的是同一段记录：群没有变，变的只能是评法",
        "both judge the very same messages: the group has not changed, only how it is judged can have",
    ),
    "overlap": (
        "两段日子有 {days} 天是重的，实际的变化比这里看到的大",
        "the two windows share {days} days, so the change is understated",
    ),
    "unlike_windows": (
        "一段 {old} 天，一段 {new} 天，长短差得多：按人数、次数算的那些不好直接比",
        "the windows are {old} and {new} days long: what is counted in people or times compares badly",
    ),
    "host_guessed_once": (
        "群主一次是你指明的，一次是猜的：跟群主有关的变化说不准",
        "the host side was given once and guessed once: changes that rest on it are uncertain",
    ),
    "other_host": (
        "两次当作群主这边的不是同一批人：跟群主有关的变化，可能只是换了人",
        "different people stand for the host side: changes that rest on it may only be a change of people",
    ),
    "end_unknown_once": (
        "有一份不知道是哪天导出的，只好按最后一条消息算：群是不是没声了，两份不好比",
        "the date of one export is unknown and its last message stands for it: silence at the end compares badly",
    ),
    "other_sight": (
        "两份导出看得到的东西不一样多，有些规则只评得了一次",
        "the exports do not show the same things, so some rules could be judged only once",
    ),
    "old_packs": (
        "之前那份当初不是用这版规则包评的（{packs}），这里按现在的重评过",
        "the older result was first judged by other packs ({packs}); here both stand under the same",
    ),
    "new_packs": (
        "现在这份当初不是用这版规则包评的（{packs}），这里按同一版重评过",
        "the newer result was first judged by other packs ({packs}); here both stand under the same",
    ),
    "other_profile": (
        "当初是按 {old} 和 {new} 评的，这里都按 {profile} 重评过",
        "they were first judged as {old} and {new}; here both as {profile}",
    ),
    # the report
    "better": ("变好了", "better"),
    "worse": ("变差了", "worse"),
    "same": ("差不多", "same"),
    "answer_same": ("差不多", "About the same"),
    "answer_better": ("变好了", "Better"),
    "answer_worse": ("变差了", "Worse"),
    "answer_cannot_tell": ("说不准", "Cannot tell"),
    "cannot_tell": ("说不准", "cannot tell"),
    "likely": ("{change}，多半在 {low} 到 {high} 之间", "{change}, likely {low} to {high}"),
    "between": ("（{low} 到 {high}）", " ({low} to {high})"),
    "uncapped": ("要是不封顶：{scores}，{word}", "without the ceiling: {scores}, {word}"),
    "kind_stays": ("还是{kind}", "Still {kind}"),
    "suspected": ("（疑似）", " (suspected)"),
    "gained": ("多了：{flags}", "new: {flags}"),
    "lost": ("没了：{flags}", "gone: {flags}"),
    "then": ("之前", "Before"),
    "now": ("现在", "Now"),
    "window": ("{from} 至 {to}", "{from} to {to}"),
    "messages_there": ("这段日子 {n} 条发言", "{n} messages in these days"),
    "message_there": ("这段日子 1 条发言", "1 message in these days"),
    "both_as": ("两份都按{profile}、同一版规则包评", "Both judged by the same packs, as: {profile}"),
    "counted": ("七问里：{counts}", "Of the questions: {counts}"),
    "count": ("{count} 问{word}", "{count} {word}"),
    "before_it_said": ("；原来：{says}", "; before: {says}"),
    "new_to_it": ("（之前没法评）", " (could not be judged before)"),
    "lost_to_it": ("现在没法评了；原来：{says}", "cannot be judged now; before: {says}"),
    "cautions": ("先要知道", "Before you believe it"),
    "legend": ("○ 之前  ● 现在", "○ before  ● now"),
    "next": ("想看每条规则前后怎么说，输入", "To see what every rule said both times, type"),
    "nothing_told": ("总分和七问都说不准，答不了有没有变差", "neither the whole nor any question could be told"),
    "is_worse": ("变差了：{names}", "worse: {names}"),
    "nothing_worse": ("说得准的里面，没有变差的", "nothing that could be told is worse"),
}
"""What ``diff`` says."""
BOARD: dict[str, tuple[str, str]] = {
    "title": ("客户总表", "All clients"),
    "groups": ("{n} 个群", "{n} groups"),
    "groups_one": ("1 个群", "1 group"),
    "pressing": ("{n} 个要先看", "{n} to see first"),
    "unread": ("{n} 个没读成", "{n} could not be read"),
    "unread_one": ("没读成：{reason}", "not read: {reason}"),
    "name": ("客户", "Client"),
    "kind": ("群的样子", "Kind"),
    "confirmed": ("基本确定", "Confirmed"),
    "flags": ("旁注", "Marks"),
    "score": ("总分", "Score"),
    "low": ("总分下限", "Score, low end"),
    "high": ("总分上限", "Score, high end"),
    "before": ("上次", "Before"),
    "became": ("变化", "Change"),
    "messages": ("发言", "Messages"),
    "people": ("人", "People"),
    "last": ("最后一条", "Last message"),
    "repeated": ("多群同发", "Sent elsewhere too"),
    "shared_with": ("同发的群", "Shared with"),
    "same_export": ("同一份导出", "Same export as"),
    "same_as": ("和这份导出一字不差：{names}", "the very same export as {names}"),
    "same_as_more": ("和这份导出一字不差：{names}，还有 {more} 个", "the very same export as {names} and {more} more"),
    "advice": ("先做什么", "What to do first"),
    "reason": ("没读成的原因", "Why it was not read"),
    "folder": ("文件夹", "Folder"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "also_sent": ("{n} 段话也发在：{names}", "{n} texts also sent to {names}"),
    "also_sent_once": ("1 段话也发在：{names}", "1 text also sent to {names}"),
    "also_sent_more": ("{n} 段话也发在：{names}，还有 {more} 个群", "{n} texts also sent to {names} and {more} more"),
    "also_sent_once_more": ("1 段话也发在：{names}，还有 {more} 个群", "1 text also sent to {names} and {more} more"),
    "passed_over": ("{n} 个文件不像导出，没看", "{n} files do not look like exports and were passed over"),
    "passed_over_one": ("1 个文件不像导出，没看", "1 file does not look like an export and was passed over"),
    "skipped": ("{n} 个没变，沿用上次的", "{n} have not changed and were not judged again"),
    "skipped_one": ("1 个没变，沿用上次的", "1 has not changed and was not judged again"),
    "left_behind": (
        "这些文件夹不属于这次的任何一个客户，里面还是以前的报告：{folders}",
        "these folders belong to no client of this run and hold earlier reports: {folders}",
    ),
    "judging_progress": ("看完 {done} / {all}", "judged {done} of {all}"),
    "telling_progress": ("报告写好 {done} / {all}", "reports of {done} of {all}"),
    "stopped": (
        "停下了：{done} / {all} 已经做完，再跑一次接着来",
        "stopped: {done} of {all} are done; run it again to go on from here",
    ),
    "judging": ("看群", "judging"),
    "telling": ("写报告", "writing reports"),
    "written": ("写好了：{out}（打开 {index}）", "wrote {out} (open {index})"),
    "mute_ran_out": (
        "{name}：{rule} 的静音到期了，这次照常评",
        "{name}: the mute of {rule} has run out, it is judged again",
    ),
    "gate": ("{name}：{says}", "{name}: {says}"),
    "gate_unread": ("{name}：没读成，答不了", "{name}: could not be read, so there is no telling"),
}
"""What the table of all clients says."""


CONFIG: dict[str, tuple[str, str]] = {
    "overridden": ("盖掉了", "overrides"),
    "unsaid": ("没说", "not said"),
    "default": ("默认", "default"),
    "sound": ("{file} 没问题", "{file} is sound"),
}
"""What ``config`` says around the values."""


EXPLAIN: dict[str, tuple[str, str]] = {
    # kinds
    "rule": ("规则", "rule"),
    "gate": ("封顶", "gate"),
    "verdict": ("群的样子", "verdict"),
    "flag": ("旁注", "flag"),
    "measure": ("测量", "measure"),
    "signal": ("信号", "signal"),
    "profile": ("群的类别", "profile"),
    "pack": ("规则包", "pack"),
    "claim": ("主张", "claim"),
    # labels
    "tests_claim": ("主张", "Claim"),
    "why": ("为什么", "Why"),
    "failing": ("不好时叫", "When weak"),
    "ask": ("要问的", "Asks"),
    "measured": ("怎么量", "Measured as"),
    "curve": ("怎么打分", "Scored"),
    "basis": ("门槛依据", "Bounds from"),
    "weight": ("分量", "Weight"),
    "needs": ("至少要有", "Needs"),
    "confidence": ("把握", "Sureness"),
    "says": ("会说", "Says"),
    "only_for": ("只用于", "Only for"),
    "not_for": ("不用于", "Not for"),
    "advice": ("建议", "Advice"),
    "worked": ("怎样算成", "It worked if"),
    "tests": ("测试", "Tests"),
    "ceiling": ("怎么封顶", "Ceiling"),
    "and_also": ("还要", "And"),
    "all_of": ("都要满足", "All of"),
    "any_of": ("满足一条", "Any of"),
    "order": ("先后", "Order"),
    "replaces": ("能解释掉", "Explains away"),
    "params": ("参数", "With"),
    "unit": ("单位", "Unit"),
    "used_by": ("用在", "Used by"),
    "fires": ("怎么算有", "Fires"),
    "words": ("词", "Words"),
    "patterns": ("句式", "Patterns"),
    "only_where": ("同时要有", "Only where"),
    "not_where": ("有它就不算", "Not where"),
    "hits": ("该认出", "Must find"),
    "misses": ("不该认", "Must leave"),
    "changes": ("改了什么", "Changes"),
    "gates_off": ("不封顶", "Gates off"),
    "verdicts_off": ("不下的结论", "Verdicts off"),
    "rules": ("规则", "Rules"),
    "gates": ("封顶", "Gates"),
    "verdicts": ("群的样子", "Verdicts"),
    "flags": ("旁注", "Flags"),
    "state": ("现状", "State"),
    "missing": ("缺什么", "Missing"),
    # sentences
    "curve_point": ("{value} 得 {score} 分", "{value} scores {score}"),
    "curve_line": ("{points}；中间按直线算，两头不再变", "{points}; straight lines between, flat outside"),
    "curve_steps": ("{points}；到了哪一档就是哪一档", "{points}; the last one reached counts"),
    "curve_less": (
        "越少越好：{good} 得 90 分，{middling} 得 50 分",
        "less is better: {good} scores 90, {middling} scores 50",
    ),
    "curve_more": (
        "越多越好：{good} 得 90 分，{middling} 得 50 分",
        "more is better: {good} scores 90, {middling} scores 50",
    ),
    "needs_n": ("{floor} 个样本", "{floor} cases"),
    "needs_people": ("{floor} 个人", "{floor} people"),
    "needs_days": ("{floor} 个有人说话的日子", "{floor} active days"),
    "needs_messages": ("{floor} 条发言", "{floor} messages"),
    "needs_see": ("看得到{thing}", "an export that shows {thing}"),
    "at_most": ("最多算{confidence}", "{confidence} at most"),
    "on_host": ("群主是推断的，就最多算把握低", "low at most while the host side is a guess"),
    "gate_on_host": ("群主是推断的，就不封顶", "not applied while the host side is a guess"),
    "verdict_on_host": ("群主是推断的，就只能算疑似", "only suspected while the host side is a guess"),
    "when_good": ("好：{says}", "well: {says}"),
    "when_weak": ("不好：{says}", "weak: {says}"),
    "weighed": (
        "权重 {weight}，占这一问 {question}、总分 {whole}",
        "{weight}, which is {question} of its question and {whole} of the whole",
    ),
    "weightless": ("不打分，只给人看", "none: it is shown, not scored"),
    "slides": (
        "{name}：从 {from} 到 {to}，上限从 100 滑到 {ceiling}",
        "{name}: from {from} to {to} the ceiling slides from 100 to {ceiling}",
    ),
    "question_score": ("“{question}”这一问的分", "the score of “{question}”"),
    "above": ("高于 {bound}", "above {bound}"),
    "below": ("低于 {bound}", "below {bound}"),
    "and": ("、", " and "),
    "besides": ("，而且", ", and "),
    "or_unknown": ("，或者量不到", ", or not known"),
    "fallback": ("前面的都不像，就是它", "none: it is what remains"),
    "tested": ("{of} 种里第 {place} 个看；在它前面：{before}", "tested {place} of {of}; before it: {before}"),
    "points": ("得到 {threshold} 点就算", "at {threshold} points"),
    "unit_share": ("比例", "a share"),
    "unit_ratio": ("倍数", "a ratio"),
    "unit_count": ("个数", "a count"),
    "unit_people": ("人", "people"),
    "unit_days": ("天", "days"),
    "unit_seconds": ("时长", "a time"),
    "off": ("不看", "off"),
    "aside": ("（{said}）", " ({said})"),
    "colon": ("：", ": "),
    "insight": ("只看不打分", "shown, not scored"),
    "weighs": ("权重 {weight}", "weight {weight}"),
    "other_curve": ("另一条打分线", "another curve"),
    "other_needs": ("另一个下限", "other floors"),
    "claim_scored": ("有规则打分", "a rule scores it"),
    "claim_insight": ("只看不打分", "shown, not scored"),
    "claim_manual": ("要问人", "a person must answer"),
    "claim_none": ("没有规则", "nothing tests it"),
    # rules
    "claims_count": (
        "{all} 条主张：{scored} 条打分，{insight} 条只看，{manual} 条要问人，{none} 条没有规则",
        "{all} claims: {scored} scored, {insight} shown, {manual} for a person, {none} untested",
    ),
    "all_passed": ("{count} 项测试都过了", "all {count} tests passed"),
    "some_failed": ("{count} 项测试里 {failed} 项没过", "{failed} of {count} tests failed"),
    "no_problems": ("没发现问题", "nothing to mend"),
    "problems": ("{count} 处要改", "{count} to mend"),
    "from_profile": ("来自 {profile}", "from {profile}"),
}
"""What ``explain`` and ``rules`` say around the packs' own sentences."""


KINDS: dict[str, tuple[str, str]] = {
    "text": ("文字", "text"),
    "image": ("图片", "picture"),
    "voice": ("语音", "voice"),
    "video": ("视频", "video"),
    "file": ("文件", "file"),
    "sticker": ("表情", "sticker"),
    "link": ("链接", "link"),
    "card": ("卡片", "card"),
    "location": ("位置", "location"),
    "contact": ("名片", "contact"),
    "red_packet": ("红包", "red packet"),
    "transfer": ("转账", "transfer"),
    "poll": ("投票", "poll"),
    "call": ("通话", "call"),
    "forward": ("转发的聊天", "forwarded chat"),
    "recalled": ("撤回", "recalled"),
    "other": ("其他", "other"),
}
"""What a message is."""

EVENT_KINDS: dict[str, tuple[str, str]] = {
    "create": ("建群", "founded"),
    "join": ("进群", "joined"),
    "invite": ("拉人", "invited"),
    "leave": ("退群", "left"),
    "remove": ("移出", "removed"),
    "rename": ("改群名", "renamed"),
    "describe": ("改介绍", "description"),
    "announce": ("公告", "notice"),
    "pin": ("置顶", "pinned"),
    "admin": ("换管理", "admin"),
    "mute": ("禁言", "muted"),
    "recall": ("撤回", "recalled"),
    "red_packet_taken": ("领红包", "red packet taken"),
    "pat": ("拍一拍", "pat"),
    "call": ("通话", "call"),
    "settings": ("改设置", "settings"),
    "other": ("其他", "other"),
}
"""What an event is."""

ROLES: dict[str, tuple[str, str]] = {
    "owner": ("群主", "owner"),
    "admin": ("管理员", "admin"),
    "member": ("成员", "member"),
    "bot": ("机器人", "bot"),
}
"""What the export says somebody is."""

INSPECT: dict[str, tuple[str, str]] = {
    "files": ("文件", "Files"),
    "lines": ("读到", "Read"),
    "lines_read": (
        "{lines} 行看懂了 {understood} 行（{share}%）",
        "{understood} of {lines} lines understood ({share}%)",
    ),
    "encoding": ("编码", "Encoding"),
    "dates": ("日期", "Dates"),
    "dates_plain": ("写法只有一种读法", "written so that there is one way to read them"),
    "year-first": ("年份写在前面", "the year stands first"),
    "day-over-12": ("有大于 12 的数，只能是日", "numbers above 12 can only be days"),
    "order-of-time": ("这样读时间才是顺的", "only this way time runs forward"),
    "given": ("你说的", "as you said"),
    "assumed": (
        "猜的：文件本身定不下来，不对就用 --date-order",
        "assumed: the file does not settle it; say --date-order if it is wrong",
    ),
    "zone": ("时区", "Time zone"),
    "span": ("时间", "Span"),
    "span_of": ("{first} 至 {last}", "{first} to {last}"),
    "exported": ("导出于", "Exported"),
    "messages": ("消息", "Messages"),
    "events": ("系统事件", "Events"),
    "members": ("群人数", "Members"),
    "has": ("看得到", "Can tell"),
    "has_not": ("看不到", "Cannot tell"),
    "unknown": ("不知道", "unknown"),
    "people": ("人", "People"),
    "people_of": ("说过话的 {wrote}，一共 {all}", "{wrote} wrote, {all} in all"),
    "you": ("导出的人", "who exported it"),
    "also": ("也叫 {names}", "also {names}"),
    "others": ("还有 {n} 人", "{n} more"),
    "unread": ("没看懂的", "Not understood"),
    "unread_of": ("{n} 行，列出 {shown} 行", "{n} lines, {shown} shown"),
    "chats": ("里面有 {n} 个聊天，用 --chat 选一个", "there are {n} chats in it; choose one with --chat"),
}
"""What ``inspect`` says around the export's own words."""


LAUNCH: dict[str, tuple[str, str]] = {
    # verdicts
    "ready": ("可以上线了", "Ready"),
    "not_ready": ("先别上线", "Not ready"),
    "cannot_tell": ("还看不出来", "Cannot be told yet"),
    "whole_ready": ("带 ★ 的每一条都站得住。", "Every item with a ★ holds."),
    "whole_ready_but": (
        "带 ★ 的每一条都站得住；第 {items} 条还可以再想想。",
        "Every item with a ★ holds. Worth a second thought: {items}.",
    ),
    "whole_not_ready": ("还站不住的是：{things}{open}。", "What does not hold yet: {things}{open}."),
    "whole_cannot_tell": (
        "这几条还没答清楚，补上才看得出来：{things}。",
        "It hangs on what is not answered clearly yet: {things}.",
    ),
    "whole_open": ("还有 {n} 条没答，路上接着想。", " {n} are still open; think of them on the way."),
    "of_question": ("{title}（第 {items} 条）", "{title} ({items})"),
    "also_open": ("；带 ★ 的还没答清楚：第 {items} 条", ". With a ★ and not clear yet: {items}"),
    "question_ready": ("站得住", "holds"),
    "question_ready_but": ("站得住；第 {items} 条再想想", "holds; worth a second thought: {items}"),
    "question_not_ready": ("第 {items} 条站不住", "does not hold yet: {items}"),
    "question_cannot_tell": ("第 {items} 条还没答清楚", "not clear yet: {items}"),
    "question_open": ("第 {items} 条还没答", "not answered yet: {items}"),
    # answers
    "answer_good": ("站得住：{things}", "it holds: {things}"),
    "answer_thin": ("再具体一点会更稳，比如{things}", "it could be more particular; what would help: {things}"),
    "answer_unanswered": ("还没答；没答不等于不行", "not answered yet, which is not a no"),
    "given_away": ("“{words}”：{says}", "“{words}”: {says}"),
    "good": ("站得住", "holds"),
    "thin": ("太笼统", "too general"),
    "dodge": ("绕开了", "dodges"),
    "weak": ("站不住", "gives itself away"),
    "unanswered": ("还没答", "not answered"),
    # texts
    "name": ("群名", "the name"),
    "announcement": ("群公告", "the announcement"),
    "welcome": ("欢迎词", "the welcome"),
    "poster": ("海报", "the poster"),
    "text_start": ("{kind}：{n} 句里 ", "{kind}: of {n} sentences, "),
    "text_start_all": ("{kind}：{n} 句，", "{kind}: of {n} sentences, "),
    "one_start": ("{kind}：", "{kind}: "),
    "text_prices": ("{sells} 句在说价格和好处", "{sells} on prices and rewards"),
    "text_only_prices": ("句句都在说价格和好处", "all on prices and rewards"),
    "text_sells": ("{sells} 句在卖东西、说好处", "{sells} on goods and prices"),
    "text_only_sells": ("句句都在卖东西、说好处", "all on goods and prices"),
    "text_nobody": ("没有一句说是谁、缺什么", "none on whom it is for or what they need"),
    "text_people": ("{people} 句说了是谁，没有一句说缺什么", "{people} on whom it is for, none on what they need"),
    "text_need": ("{need} 句说了缺什么，没有一句说是谁", "{need} on a need, none on whose it is"),
    "text_people_need": (
        "{people} 句说了是谁，{need} 句说了缺什么",
        "{people} on whom it is for, {need} on what they need",
    ),
    "text_mutual": ("{mutual} 句说了怎么互相帮", "{mutual} on helping each other"),
    "one_prices": ("在说价格和好处", "it speaks of prices and rewards"),
    "one_sells": ("在卖东西", "it sells"),
    "one_nobody": ("没说是谁、缺什么", "it says neither whom it is for nor what they need"),
    "one_people": ("说了是谁，没说缺什么", "it says whom it is for, not what they need"),
    "one_need": ("说了缺什么，没说是谁", "it names a need, not whose it is"),
    "one_people_need": ("说了是谁、缺什么", "it says whom it is for and what they need"),
    "one_mutual": ("也说了怎么互相帮", "and how they help each other"),
    # the report
    "counts": ("{asked} 条答了 {answered} 条", "{answered} of {asked} answered"),
    "count_good": ("{n} 条站得住", "{n} good"),
    "count_thin": ("{n} 条太笼统", "{n} too general"),
    "count_dodge": ("{n} 条绕开了", "{n} dodging"),
    "count_weak": ("{n} 条站不住", "{n} giving themselves away"),
    "star": ("★ 的几条不站住，就先别上线", "nothing is ready without the items with a ★"),
    "answers": ("七个问题", "The seven questions"),
    "first": ("先做这几件", "First"),
    "texts": ("现成的文字", "Texts you have"),
    "texts_note": ("● 说是谁  ◆ 说缺什么  ○ 互相帮  ¥ 卖或价格", "● whom  ◆ need  ○ mutual help  $ goods or price"),
    "good_is": ("好的像", "Good"),
    "weak_is": ("弱的像", "Weak"),
    "no_answer": ("（空着）", "(open)"),
    "next": ("接着答：", "Go on with:"),
    "next_again": ("改完再看：", "Changed something? Look again:"),
    "next_promise": ("上线以后对一对：", "After launch, hold it against the chat:"),
    # asking
    "hello": (
        "开群之前，先聊二十句。想到什么写什么，原话最好；想不出来直接回车，下次再说。",
        "Before you open the group, a few questions. Write as you would talk; your own words are best. Enter skips one for now.",
    ),
    "hello_again": ("接着上次：已经答了 {answered} / {asked}。", "Where we left off: {answered} of {asked} answered."),
    "keys": ("? 再多说点 · 回车 先跳过 · Ctrl-D 存好离开", "? tells more · Enter skips · Ctrl-D saves and leaves"),
    "why": ("为什么问", "Why"),
    "again": ("再写一遍？（回车就先这样）", "Try again? (Enter keeps it)"),
    "thanks_good": ("好，{says}。", "Good, {says}."),
    "keep_thin": ("记下了。", "Noted."),
    "skipped": ("先放着。", "Left for now."),
    "texts_hello": (
        "最后，手上已经有的文字给我看看：群名、公告、欢迎词、海报。粘贴进来，空一行结束；或者写 @文件名。没有就回车。",
        "Last, the texts you already have. Paste each and end with an empty line, or write @file. Enter if there is none.",
    ),
    "nothing_saved": ("还没答，什么也没存。", "Nothing is answered yet, so nothing was saved."),
    "saved": ("存在 {file} 里了。接着答：{command}", "Saved in {file}. To go on: {command}"),
    "saved_done": ("都存在 {file} 里了，随时可以打开改。", "All saved in {file}; open and change it at any time."),
    "no_such_text": (
        "{file} 读不了：{why}。再给一次；回车先跳过。",
        "{file} cannot be read: {why}. Give it again, or Enter to leave it for now.",
    ),
    "file_head": (
        "上线前的回答。随便改：冒号后面写，长的另起一行、缩进两格。空着就是还没答。看结果：auditor launch 这个文件",
        "Answers before launch. Change them freely; an empty one is not answered yet. To judge them: auditor launch THIS_FILE",
    ),
    "file_texts": (
        "手上已有的文字：name 群名，announcement 公告，welcome 欢迎词，poster 海报",
        "Texts that exist already",
    ),
    # the promise
    "promise": ("当初答应的", "What was promised"),
    "promise_note": ("上线前的回答，和群里真发生的", "the answers before launch beside what happened"),
    "kept": ("做到了", "kept"),
    "not_kept": ("没做到", "not kept"),
    "promise_cannot_tell": ("看不准", "cannot be told"),
    "promise_unsure": ("把握低，先不下结论", "too unsure to say kept or not"),
    "promise_between": ("说不上做到，也说不上没做到", "neither kept nor broken"),
    "promise_keepers_silent": (
        "眼下是好的，可答应的那几位没见说过话，算不到这句话头上",
        "it is well now, but none of those who were to see to it was heard: this promise cannot take the credit",
    ),
    "promise_none": ("没有哪条答应是聊天能验的", "no promise that a chat could show to be kept"),
    "unseen_in_chat": ("这几条聊天里看不出来：{items}", "what a chat cannot show: {items}"),
    "heard": ("说过话的：{there}", "heard: {there}"),
    "by_part": ("{names}（名字只对上一部分）", "{names} (by a part of the name)"),
    "unheard": ("没见说过话的：{missing}", "not heard: {missing}"),
    "unheard_hidden": ("点到名的人里，{n} 位没见说过话", "{n} of those named were not heard"),
    "heard_unheard_hidden": (
        "说过话的：{there}；另有 {n} 位没见说过话",
        "heard: {there}; {n} more were not heard",
    ),
    "heard_unheard": (
        "说过话的：{there}；没见说过话的：{missing}",
        "heard: {there}; not heard: {missing}",
    ),
}
"""What is said before launch, on the screen, in reports and when asking."""


_SLOT = re.compile(r"\{(\w+)\}")


def fill(sentence: str, params: Mapping[str, object]) -> str:
    """``sentence`` with what stands in its braces. What is put in is not looked at again: strangers write braces too."""
    return _SLOT.sub(lambda slot: str(params.get(slot[1], slot[0])), sentence)


def both(table: dict[str, tuple[str, str]], code: str, **params: object) -> tuple[str, str]:
    """The sentence of ``code`` in both languages with its numbers; the code itself when nobody wrote a sentence."""
    zh, en = table.get(code, (code.replace("_", " "), code.replace("_", " ")))
    return fill(zh, params), fill(en, params)


def one(lang: Lang, table: dict[str, tuple[str, str]], code: str, **params: object) -> str:
    """The sentence of ``code`` in one language with its numbers."""
    return both(table, code, **params)[lang == "en"]


def language(given: str | None) -> Lang:
    """``--lang``, else what the locale says, else English."""
    wanted = given or next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if wanted.lower().startswith("zh") else "en"
