"""What each measure counts, in the words of someone who runs a group: name → Chinese and English.

For ``auditor explain``. The docstring of the function tells its author how; this tells its reader what.
"""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    # who talks
    "member_turns": ("发言里有多少是成员说的", "how much of the talk is the members'"),
    "host_turns": (
        "发言里有多少是群主这边说的（收到、打卡这类不算）",
        "how much of the talk is the host side's, duty replies left out",
    ),
    "member_starts": ("有多少话头是成员开的", "how many conversations a member began"),
    "top_voice": ("说得最多的那个人占了多少话", "the busiest person's share of the talk"),
    "top_tenth": (
        "说得最多的那一成人（至少一个）占了多少话；143 个社区平均 56%（Lithium 2010）",
        "how much of the talk the busiest tenth (one person at least) holds; 56 % on average over 143 communities (Lithium 2010)",
    ),
    "top_few": ("说得最多的那几个人占了多少话", "how much of the talk the few busiest people hold"),
    "absence_factor": (
        "至少要几个人才凑得出一半的话；只要一个，他一走群就停了",
        "the fewest people who make half of the talk; if it is one, the group stands and falls with them",
    ),
    "without_host": (
        "群主这边不说话的日子，开口的成员是平时的几成（1 是没有差别；一整天没人说话也算群主没来）",
        "members who speak on days the host side is silent, against other days (1: no difference; a day on which nobody speaks counts as one without the host)",
    ),
    "conversations_without_host": (
        "两个人以上的聊天，有多少群主这边没有参加",
        "how many conversations of two or more people go on without the host side",
    ),
    "reply_centre": (
        "所有回复里，有多少绕着同一个人（他回的或回他的）",
        "how many of all replies come from or go to the one person most of them touch",
    ),
    # what the host does
    "host_promotion": (
        "群主这边的话有多少在推销，或者拿好处拉人",
        "how much of what the host side says sells, or pays for recruiting",
    ),
    "host_tactics": (
        "群主这边的话有多少在用券、积分、抽奖、倒计时催人",
        "how much of what the host side says pushes with coupons, points, draws and countdowns",
    ),
    "host_dialogue": (
        "群主这边的话有多少是在接别人、或者有人接的，而不是对着群发的",
        "how much of what the host side says answers somebody or is answered, rather than posted at the group",
    ),
    "host_service": (
        "群主这边做的事里，有多少是为成员的：答问题、帮忙、宽慰、道谢、夸人、迎新、张罗；另一头是推销和转发的早报",
        "of what the host side does, how much serves members: answers, help, comfort, thanks, praise, welcome, organising; against it stand promotion and re-posted news",
    ),
    "help_against_sales": (
        "群主这边，帮人的话和推销的话放在一起，帮人的占多少",
        "of the host side's turns that help or sell, how many help",
    ),
    "host_asks": (
        "有人说话的那些周里，有几成群主这边问过成员、问的又不是买不买",
        "in how many of the weeks with talk the host side asks members something that is not a sale",
    ),
    "calls_answered": (
        "群主不为卖东西招呼大家（@所有人、张罗事、让大家定），有几成在一天内有三个以上成员应；只回收到的不算",
        "how many of the host side's calls to all that sell nothing get an answer from three or more members in a day; 收到 alone is none",
    ),
    "suggestions_answered": (
        "成员提的意见和抱怨，群主这边三天内回了几成",
        "how many of the members' suggestions and complaints the host side answered within three days",
    ),
    "suggestions_acted_on": (
        "成员提的意见，后来的公告、群规或群名用上了几成",
        "how many of the members' suggestions a later notice, rule or name took up",
    ),
    "seen_through": (
        "说话的人里有几成说过看穿了（套路、又是广告、割韭菜）",
        "how many of those who speak said that they see through it (it's all sales talk)",
    ),
    "slump_answer": (
        "上一次变冷以后的八周，群主这边用的是手段还是实在帮人",
        "in the eight weeks after the last decline, whether the host side turned to tactics or to service",
    ),
    "promotion_weeks": (
        "后半段每周推销的条数是前半段的几倍（药下得重不重）",
        "promotion a week in the later half of the time against the earlier half: whether the dose rises",
    ),
    # needs and answers
    "need_levels": (
        "马斯洛五层需要里说到了几层",
        "how many of Maslow's five levels are spoken to",
    ),
    "need_depth": (
        "成员说到的需要里，要紧的占多少（另一头是好吃、好看、好玩）",
        "of the needs members speak of, how many press rather than pass",
    ),
    "need_voices": (
        "说得最多的那种需要，有几成开口的成员说过",
        "how many of the members who speak voiced the need that most of them voice",
    ),
    "need_weeks": (
        "有人说话的那些周里，有几成至少两个成员问过、说过需要：需要会不会再来",
        "in how many of the weeks with talk two members or more ask or voice a need: whether it returns",
    ),
    "need_returners": (
        "前半段问过事的成员，后半段还说话的有几成",
        "of the members who asked something in the first half of the time, how many spoke in the second",
    ),
    "question_share": ("成员的话里有多少在问事", "how much of what members say asks something"),
    "questions_answered": (
        "成员的问题，一天内有别人答的占几成，私下答的也算；推断出来的答按有多大把握折算",
        "how many of the members' questions another person answered within a day, in private included; an inferred answer counts by how sure it is",
    ),
    "answer_time": (
        "有人答的问题，从问到第一个人答，中间那一个等了多久",
        "how long the middle one of the answered questions waited for its first answer",
    ),
    "answers_by_members": (
        "有人答的问题，有几成是成员先答的，不是群主这边",
        "how many of the answered questions a member answered first, not the host side",
    ),
    "distress_met": (
        "有人说撑不住的时候，有几成两小时内有人宽慰或回话",
        "how often somebody in distress was comforted or answered within two hours",
    ),
    "joint_undertakings": (
        "每 30 天有几件两个以上的人跟着一起做的事（出主意、投票、见面都算；订货和点名的接龙不算）",
        "things that two or more others joined in, per 30 days: acts, opinions, polls, meet-ups; order lists and roll-calls do not count",
    ),
    "member_undertakings": ("一起做的事里，有几成是成员发起的", "how many of the things done together a member began"),
    "decisions": (
        "每 90 天有几次让大家来定：三个人以上参加的投票和征求意见，还有群主交给大家定的事",
        "how often in 90 days people decide together: polls and opinion lists with three or more, and what the host side puts to the vote",
    ),
    # who receives
    "received": (
        "常说话的成员里，有几成得到过不是买来的东西：一个答、一句回、一声谢、一句夸（红包和“谢谢老板”不算）",
        "how many of the active members received something that was not bought: an answer, a reply, thanks, praise (red packets to all do not count)",
    ),
    "receipt_tenth": (
        "成员收到的回复里，有多少给了收得最多的那一成人",
        "of all replies members received, how many went to the tenth who received most",
    ),
    "newcomers_answered": (
        "开过口的新人，第一句话有人接的占几成",
        "how many of the newcomers who spoke had their first words answered",
    ),
    "newcomers_welcomed": (
        "看得到进群的新人，有几成有成员打过招呼；机器人和模板的欢迎不算",
        "how many of the newcomers seen to join a member greeted; a bot's or template welcome is none",
    ),
    "newcomers_returned": (
        "开过口的新人，第二周又说话的占几成（来得太晚、还看不出的不算）",
        "how many of the newcomers who spoke spoke again in the second week; those who came too late to tell are left out",
    ),
    "helped_then_helped": (
        "问题被人答过的成员，后来也答过别人的占几成",
        "of the members whose question was answered, how many later answered somebody's",
    ),
    "helpers": (
        "常说话的成员里，有几成做过没人付钱的事：答疑、宽慰、迎新、张罗、带人",
        "how many of the active members did something nobody paid for: answered, comforted, welcomed, organised, invited",
    ),
    "tied": (
        "说过话的成员，有几成在三天以上回来说过",
        "how many of the members who ever spoke came back on three days or more",
    ),
    # how it spreads
    "invite_depth": (
        "邀请里有多少在第三层以上（你带我、我带他、他再带人）；长寿的微信群约 10%，短命的约 1%（Qiu 等 2016）",
        "how many invitations stand at depth three or more; about 10 % in long-lived WeChat groups, 1 % in short-lived ones (Qiu et al. 2016)",
    ),
    "member_invites": (
        "看得出怎么进来的人，有几成是成员带来的，不是群主这边",
        "of the joins with a known way in, how many a member brought about, not the host side",
    ),
    "inviters": ("说过话的成员，有几成带过人", "how many of the members who ever spoke brought somebody"),
    "invites_per_newcomer": (
        "每个新人平均又带来几个人（整批进来的不算；1 就能自己接下去）",
        "how many people each newcomer brought in turn, batches left out; 1 sustains itself",
    ),
    "unpaid_joins": (
        "进群的人里，有几成不是在群主拿好处拉人后的三天内来的",
        "how many of the joins did not follow within three days on the host side's paid recruiting",
    ),
    "joins_per_month": ("每 30 天进来几个人", "people who joined, per 30 days"),
    "purpose_voices": (
        "开口的成员里，有几成用自己的话说过这个群是干什么的",
        "how many of the members who speak said in their own words what the group is for",
    ),
    # whether it lives
    "silent_days": (
        "最后一次有人说话，离导出那天有几天",
        "days from the last human words to the day of the export",
    ),
    "speakers_lately": (
        "导出前的八周里，有几个人说过话",
        "people who spoke in the eight weeks before the export",
    ),
    "active_days": ("有两个人以上说话的日子占几成", "how many of the days at least two people spoke on"),
    "speakers_per_week": ("平均每周有几个人开口", "people who speak in a week, on average"),
    "now_to_peak": (
        "最近四周每周开口的人，是最热的那四周的几成",
        "people who speak in a week lately, against the best four weeks of its life",
    ),
    "trend": (
        "最近四周每周开口的人，是之前八周的几成",
        "people who speak in a week in the last four weeks, against the eight before",
    ),
    "promotion": (
        "所有人的话里，有多少在推销，或者拿好处拉人",
        "how much of everybody's talk sells, or pays for recruiting",
    ),
    "promotion_answered": ("推销的话有几成有人接", "how many of the promotions somebody answered"),
    "starters_unanswered": (
        "起的话头有几成没有别人接；Usenet 上大约四成（Burke 等 2007）",
        "how many conversation openers no other person takes up; about 40 % on Usenet (Burke et al. 2007)",
    ),
    "first_reply": (
        "一个话头，中间那一个等了多久才有别人接",
        "how long the middle conversation waited for the first reply by another person",
    ),
    "regulars_kept": (
        "一个多月前常说话的成员，最近四周还说话的有几成",
        "of the members who were regulars a month and more ago, how many spoke in the last four weeks",
    ),
    "human_messages": ("人发的消息有几条，收到、打卡也算", "messages by people, duty replies included"),
    "talking_people": ("有几个人说过话", "people who spoke"),
    "talking_days": ("有几天有人说话", "days on which somebody spoke"),
    # purpose
    "purpose_stated": (
        "公告、介绍、欢迎词或置顶里说清了为了谁、干什么、又不卖东西，得 1；旁边有价钱或联系方式、没说为了谁，或者只有成员说过，得 0.5；有公告却没说，得 0。看全部记录",
        "1 when a notice, description, welcome or pinned text names people and a purpose and offers nothing; 0.5 with a price or contact beside it, without naming anybody, or when only members say it; 0 when there are notices and none does. Over the whole life",
    ),
    "purpose_landed": (
        "说过宗旨以后，四周内真有人帮忙或一起做事的占几成",
        "how often help or something done together followed within four weeks after the purpose was stated",
    ),
    # what is bought
    "bought_talk": (
        "成员的话有多少是红包、抽奖、优惠后几分钟里的跟话，或者出自只在这种时候开口的人",
        "how much of the members' talk only follows a red packet, draw or offer within minutes, or comes from people who never speak otherwise",
    ),
    "between_campaigns": (
        "没有活动的日子，开口的成员是有活动那天的几成（1 是没有差别）",
        "members who speak on a day without campaign, against a day with one (1: no difference)",
    ),
    "orders": ("成员的话有多少只是下单、买卖", "how much of the members' talk only orders or trades"),
    "member_trade": (
        "买卖和推销的话，有多少是成员发的",
        "of all turns that offer something, how many come from members",
    ),
    # any signal
    "signal_share": ("发言里有多少含有这个信号", "how much of the talk holds the signal"),
    "signal_people": ("开口的成员里，有几成说过一次以上", "how many of the members who speak said it at least once"),
    "signal_answered": (
        "成员说的这种话，一天内有别人接的占几成",
        "how often another person answered such words of a member within a day",
    ),
    # what kind of group
    "name_share": ("名字是这种样子的人占几成（某某妈妈、3 栋 502）", "how many people's shown names look so"),
    "title_match": ("群名是不是这种样子", "whether the chat's title looks so"),
    "text_share": ("发言里有多少是这种样子", "how many turns hold such words"),
    "duty_share": ("发言里有多少只是收到、1、打卡", "how many turns are nothing but duty replies"),
    "order_lists": ("每周有几个订货的接龙", "order lists a week"),
    "speakers": ("一共有几个人说过话", "people who ever spoke"),
}
"""A test holds it against the registry."""
