"""The HTML reports' own sentences in Chinese and English: code → both. Shared ones stand in ``locale``."""

from __future__ import annotations

from auditor.locale import SCREEN

WORDS: dict[str, tuple[str, str]] = SCREEN | {
    # the shell
    "skip": ("跳到正文", "Skip to the report"),
    "contents": ("目录", "Contents"),
    "for_client": ("委托方：{client}", "Prepared for {client}"),
    "privacy": (
        "这份文件自成一体：打开时不联网，也不运行任何脚本。",
        "This file is complete in itself: opening it fetches nothing and runs no script.",
    ),
    "made_by": ("由 auditor {version} 根据聊天记录写成。", "Written by auditor {version} from the exported chat."),
    "report_title": ("{chat} · 社群诊断", "{chat} · Community audit"),
    "no_title": ("社群诊断", "Community audit"),
    # parts of the report
    "part_answer": ("结论", "The answer"),
    "part_questions": ("七个问题", "The seven questions"),
    "part_course": ("走势", "The course"),
    "part_carrying": ("谁撑着这个群", "Who carries the group"),
    "part_network": ("谁回应谁", "Who answers whom"),
    "part_invites": ("谁带来了谁", "Who brought whom"),
    "part_needs": ("大家需要什么", "What people need"),
    "part_promotion": ("推销与聊天", "Promotion and talk"),
    "part_over_time": ("分数的变化", "Scores over time"),
    "part_findings": ("逐条依据", "The findings"),
    "part_advice": ("先做什么", "What to do first"),
    "part_act_on": ("先找这些人", "People and messages to act on"),
    "part_repeated": ("同样的话也发进了别的群", "Texts also sent into other groups"),
    "part_unseen": ("看不到的", "What could not be seen"),
    "part_method": ("附录：怎么评的", "Appendix: how this was judged"),
    # the answer
    "of_100": ("满分 100", "out of 100"),
    "score_words": ("总分 {score}，满分 100", "overall {score} out of 100"),
    "range_words": ("大约在 {range} 之间", "likely {range}"),
    "no_range": ("日子太少，说不出上下", "too few days for a range"),
    "start_with": ("第一件事", "Start here"),
    "whole_advice": ("为什么、怎样算成，见“先做什么”", "why, and how to tell it worked: see “What to do first”"),
    "questions_lead": (
        "分数从 0 到 100，色带是可能的范围，竖线是分数。先看成因：结果是从它们长出来的。",
        "Scores run from 0 to 100; the band is the likely range, the line the score. Read the causes first: the results grow out of them.",
    ),
    "missing_because": ("没打分：{says}", "No score: {says}"),
    "meter_words": ("{score} 分，范围 {range}", "score {score}, range {range}"),
    "meter_point": ("{score} 分", "score {score}"),
    # the course
    "course_says": (
        "每周开口的人，最多时 {peak} 位，最近 {now} 位。",
        "At most {peak} people spoke in a week; lately it was {now}.",
    ),
    "course_note": ("一根柱是一周里开口的人数", "A column is the number of people who spoke that week"),
    "course_short": (
        "记录不满两周，还画不出走势。",
        "The record covers less than two weeks: there is no course to draw yet.",
    ),
    "no_turns": ("没有看到明显的转折。", "No clear turning point was found."),
    "around_is_not_because": (
        "下面写的是那一阵还发生了什么，不等于就是原因。",
        "What else happened at the time is listed below; around is not because.",
    ),
    "around_unknown": ("那一阵没看出别的变化。", "Nothing else stood out at the time."),
    "week_of": ("这周起", "Week of"),
    "messages_a_week": ("发言", "Messages"),
    # who carries
    "carriers_says": (
        "说得最多的 {n} 个人占了全部发言的 {share}，其中群主这边占 {host}。",
        "The {n} busiest people did {share} of the talking, the host side among them {host}.",
    ),
    "carriers_members": (
        "说得最多的 {n} 个人占了全部发言的 {share}，都不是群主这边的。",
        "The {n} busiest people did {share} of the talking; none of them is on the host side.",
    ),
    "carriers_one": ("{name}一个人占了全部发言的 {share}。", "{name} alone did {share} of the talking."),
    "carriers_note": ("评的这段时间里，各人占全部发言的多少", "Each person's share of all talk in the period judged"),
    "others_bar": ("其余 {n} 人", "{n} others"),
    "key_host": ("群主这边", "host side"),
    "key_member": ("成员", "members"),
    "key_others": ("其他", "others"),
    "ladder_says": (
        "留下过痕迹的 {total} 位成员里，{constant} 位常在，{once} 位只露过一两面。",
        "Of {total} members seen, {constant} are constant and {once} were seen once or twice.",
    ),
    "ladder_note": (
        "从上到下，关系由深到浅；看的是整段记录",
        "From the closest tie down to the weakest, over the whole record",
    ),
    "rung_unseen": ("没有成员名单，看不到", "cannot be seen without a member list"),
    "no_carrying": (
        "看不出谁撑着这个群：这段时间里没有足够的发言。",
        "Who carries the group cannot be told: there was too little talk.",
    ),
    "no_portrait": (
        "这份结果里没有存下这幅图，用同一份导出再评一次就有。",
        "This result was saved without the picture; judge the export again to have it.",
    ),
    "col_person": ("人", "Person"),
    "col_side": ("身份", "Side"),
    "col_tie": ("关系", "Tie"),
    "col_turns": ("发言（轮）", "Turns"),
    "col_share": ("占比", "Share"),
    "col_starts": ("开话头", "Conversations opened"),
    "col_answers": ("答了问题", "Questions answered"),
    "col_helped": ("帮过的人", "People helped"),
    "col_welcomes": ("迎新", "Welcomes"),
    "col_rung": ("关系", "Rung"),
    "col_members": ("人数", "People"),
    "side_host": ("群主这边", "host side"),
    "side_member": ("成员", "member"),
    "side_passer_by": ("路过的", "passer-by"),
    "side_bot": ("机器人", "bot"),
    "side_bridge": ("转发机器人", "bridge"),
    "tie_core": ("骨干", "core"),
    "tie_regular": ("常来", "regular"),
    "tie_returning": ("来过几回", "came back"),
    "tie_transacted": ("只下过单", "ordered only"),
    "tie_once": ("露过一两面", "once or twice"),
    "tie_silent": ("从没说过话", "never spoke"),
    # the network
    "network_says": (
        "{people} 个人之间有来有回，其中 {share} 的回应经过{name}。",
        "{people} people answer one another; {share} of the answers go to or come from {name}.",
    ),
    "network_plain": ("{people} 个人之间有来有回。", "{people} people answer one another."),
    "network_note": (
        "一个点是一个人，说得越多越大；线越粗，回应越多。放不下的名字在下面的表里",
        "A dot is a person, larger the more they said; a thicker line means more answers. Names without room are in the table below",
    ),
    "network_part": (
        "画的是来往最多的 {n} 人，一共 {total} 人",
        "Drawn are the {n} people in most answers, of {total}",
    ),
    "network_inferred": (
        "{share} 的回应是按先后和称呼推断的",
        "{share} of the answers are inferred from order and address",
    ),
    "no_network": ("没有看到谁回应谁。", "No answers from one person to another were seen."),
    "col_from": ("谁", "Who"),
    "col_to": ("回应了谁", "answered whom"),
    "col_times": ("次数", "Times"),
    # the invite tree
    "invites_says": (
        "{inviters} 个人带来了 {brought} 个人，最远传到第 {deep} 层。",
        "{inviters} people brought in {brought} others; the longest chain is {deep} steps.",
    ),
    "invites_flat": (
        "{inviters} 个人带来了 {brought} 个人；被带来的人还没有再带来别人。",
        "{inviters} people brought in {brought} others; none of those brought has yet brought anyone.",
    ),
    "invites_note": (
        "从左到右，左边的人带来了右边的人",
        "From left to right: whoever stands left brought those to the right",
    ),
    "invites_alone": (
        "进群的 {total} 人里，有 {n} 人自己来的，或看不出谁带来的",
        "{n} of {total} arrivals came on their own, or nobody is known to have brought them",
    ),
    "no_invites": ("这种导出里看不到谁带来了谁。", "This export does not show who brought whom."),
    "nobody_invited": (
        "看得到进群的记录，但没有看到谁带来了谁。",
        "Arrivals can be seen, but nobody is seen to have brought anyone.",
    ),
    "key_spoke": ("开过口", "spoke"),
    "key_silent": ("没开过口", "never spoke"),
    "more_people": ("还有 {n} 人", "{n} more"),
    "col_by": ("谁带来的", "Brought by"),
    "col_joined": ("进群", "Joined"),
    "col_depth": ("第几层", "Depth"),
    "col_spoke": ("开过口", "Spoke"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    # needs
    "needs_says": (
        "说得最多的是“{title}”：{turns} 轮，{people} 位成员。",
        "Most spoken of is {title}: {turns} turns by {people} people.",
    ),
    "needs_depth": (
        "关乎生计、健康、成长这类要紧事的有 {deep} 轮，图个便宜热闹的有 {shallow} 轮。",
        "{deep} turns press on people's lives; {shallow} are about bargains and fun.",
    ),
    "needs_note": (
        "每一层被说到多少轮、多少人；靠词句认出来，只能当线索",
        "Turns and people per level; recognised by wording, so take it as a lead",
    ),
    "need_bar": ("{turns} 轮 · {people} 人", "{turns} turns · {people} people"),
    "no_needs": ("没看出成员说了什么需要。", "No need was recognised in what members said."),
    "col_level": ("层次", "Level"),
    "col_people": ("人数", "People"),
    # promotion
    "promo_says": (
        "推销占全部发言的 {share}，最近八周占 {now}。",
        "Promotion makes up {share} of all messages, and {now} in the last eight weeks.",
    ),
    "promo_says_silent": (
        "推销占全部发言的 {share}；最近八周没有人说话。",
        "Promotion makes up {share} of all messages; nobody wrote in the last eight weeks.",
    ),
    "no_promotion": ("没有够画一张图的发言。", "There are too few messages to draw."),
    "key_talk": ("聊天", "talk"),
    "key_promo": ("推销", "promotion"),
    # over time
    "stretches_says": (
        "总分从 {since} 的 {from} 到 {until} 的 {to}。",
        "The whole went from {from} in {since} to {to} in {until}.",
    ),
    "stretches_note": (
        "竖带是可能的范围；断开的地方给不出分",
        "Bands are the likely range; where the line breaks no score could be given",
    ),
    "stretches_few": (
        "给得出总分的时段不到两个，画不成线；各段的情况在表里。",
        "Fewer than two stretches have an overall score, too few for a line; the table has what there is.",
    ),
    "col_stretch": ("时段", "Stretch"),
    "col_kind": ("样子", "Kind"),
    "col_overall": ("总分", "Overall"),
    # findings
    "findings_lead": (
        "每一条都写明数字、样本和范围，原话附在后面。",
        "Each finding with its number, sample and range, and the words behind it.",
    ),
    "quotes": ("原话（{n}）", "In their own words ({n})"),
    "as_table": ("看数字", "Show as a table"),
    "rows_first": ("列出前 {n} 行", "the first {n} rows"),
    # repeated
    "repeated_row": (
        "在这里发了 {times} 次，另有 {groups} 个群也收到",
        "sent {times} times here, and into {groups} other groups",
    ),
    "repeated_lead": (
        "同一批客户的群里，这些话不止发在这里。",
        "Across the groups of this batch, these texts were not sent here alone.",
    ),
    # act on, unseen
    "no_act_on": ("没有要特别去找的人。", "Nobody in particular needs to be called on."),
    "no_unseen": ("要看的都看得到。", "Everything that was looked for could be seen."),
    "settle": ("怎么补上", "How to settle it"),
    "nothing_settles": ("导出里没有，补不上", "not in the export; nothing settles it"),
    # the appendix
    "method": (
        "这份报告按七个问题来看一个群：为了谁、依靠谁、满足什么需求、谁受益，以及道与术，这五个是成因；会不会自己传开、是死是活，这两个是结果。"
        "每一问由几条规则回答，规则量的是聊天里真实发生的事，再按一条写明的线换成分数。",
        "The report asks seven questions of a group. Five are causes: whom it is for, whom it relies on, which need it meets, who benefits, and purpose over tactics; "
        "two are results: whether it spreads by itself, and whether it is alive. Rules answer each question: they measure what really happened in the chat and turn it into a score along a stated line.",
    ),
    "method_range": (
        "范围是把日子重抽 400 次后，中间九成落在哪里；有说话的日子不到十天就不给范围。量不到的不算零分，也不算进去；一问里能评的不到六成，就不给分。",
        "Ranges are where the middle nine tenths of 400 resamples of days fall; below ten active days none is claimed. What could not be measured is not a zero and is left out; a question of which less than 60 % could be judged has no score.",
    ),
    "window_head": ("评的是哪段", "Period judged"),
    "profile_head": ("按哪类群评的", "Judged as"),
    "profile_default": ("没有指定，按一般社群（{name}）", "not stated, so as a community at large ({name})"),
    "profile_given": ("按你指定的（{name}）", "as stated ({name})"),
    "read_head": ("怎么读的", "How it was read"),
    "zone": ("时区", "Time zone"),
    "host_note": ("群主这边的人是推断的，不对就用 --owner 说", "The host side is a guess; say --owner if it is wrong"),
    "no_host": ("看不出谁在管这个群", "nobody could be told to run the group"),
    "weights_head": ("各问的权重", "Weights of the questions"),
    "gates_head": ("封顶", "Ceilings"),
    "gates_lead": (
        "根子上的问题没解决，别的做得再好，总分也到不了顶。",
        "Where the root is rotten nothing else can buy the score back: the whole is capped.",
    ),
    "gate_measures": ("看的是", "Looks at"),
    "col_ceiling": ("上限", "Ceiling"),
    "thresholds_head": ("每条规则的门槛和出处", "Every rule's bounds and where they come from"),
    "grades_lead": ("门槛可信到什么程度：{grades}。", "How far the bounds can be trusted: {grades}."),
    "col_question": ("问题", "Question"),
    "col_part": ("归类", "Part"),
    "col_weight": ("权重", "Weight"),
    "col_score": ("分", "Score"),
    "col_range": ("范围", "Range"),
    "col_coverage": ("能评的", "Judged"),
    "col_confidence": ("把握", "Confidence"),
    "col_rule": ("规则", "Rule"),
    "col_grade": ("可信度", "Grade"),
    "col_basis": ("依据", "Basis"),
    "col_value": ("量到", "Value"),
    "col_state": ("情况", "State"),
    "part_cause": ("成因", "cause"),
    "part_result": ("结果", "result"),
    "measures_head": ("没量到的", "What could not be measured"),
    "packs_head": ("用了哪些规则", "Rule packs"),
    "col_pack": ("规则包", "Pack"),
    "col_version": ("版本", "Version"),
    "col_hash": ("校验", "Hash"),
}
"""What the HTML reports say."""
