"""What people call somebody for short: 大刘 for 四号桥大刘, 李姐 for 3栋李姐, Bree for “Bree 💛 Glow Circle”.

Read off the name alone, by rules that can be told in a sentence each; whether a word in a text is meant for somebody is
not decided here (:mod:`auditor.names.naming`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.names.everyday import ENGLISH, TITLES
from auditor.names.surnames import SURNAMES

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
LEAST = 3
"""Letters of a word by which somebody is called."""
MOST_WORDS = 3
"""Words of a name; where more stand together it is a saying, and only the first of them may name anybody."""

_PIECES = re.compile(
    rf"(?P<han>[{HAN}]+)|(?P<word>[^\W\d_{HAN}]+(?:['’][^\W\d_{HAN}]+)*)|(?P<number>\d+)|(?P<space>\s+)|."
)

_SURNAMES = (frozenset(SURNAMES) - frozenset("马高于石夏白龚万钱覃常")) | frozenset(
    "傅金向洪严颜柳俞章鲁倪殷翟申耿左聂岳齐梅庄辛管祝霍阮纪欧鲍骆伍凌卫戚裴柯简涂卓瞿游焦"
)
"""Rarer ones beside the commonest, but for those that begin everyday words."""
_DOUBLE = ("欧阳", "上官", "司马", "诸葛", "司徒", "皇甫", "夏侯", "令狐", "慕容", "东方", "尉迟")

_MOTHER, _FATHER = ("妈妈", "麻麻", "妈"), ("爸爸", "粑粑", "爸")
_KIN = (*_MOTHER, *_FATHER, "爷爷", "奶奶", "外婆", "外公", "姥姥", "姥爷")
_MANNERS = (
    "老师", "阿姨", "叔叔", "师傅", "大姐", "大哥", "大叔", "大爷", "大妈", "大嫂", "医生", "教练", "博士", "先生", "女士", "小姐", "太太",
    "园长", "校长", "队长", "姐", "哥", "叔", "伯", "姨", "婶", "嫂", "总", "工", "太",
)  # fmt: skip
_OFFICES = ("班主任", "团长", "群主", "店长", "家委", "楼长", "组长", "会长", "老板", "老师")
"""Stand behind a name: 小鱼团长."""
_SERVICES = ("管理员", "负责人", "管家", "客服", "助手", "助理", "物业", "社工", "官方", "机器人")
"""Stand behind what is no person: 优选客服."""
_PET = "老小大阿"
_PLACES = "栋幢号楼单元室座期区院村里桥路街巷弄苑园城门班级届组群店社部湾镇乡"

_TAIL = re.compile(rf".+[{_PLACES}]([{HAN}]{{2,4}})$")
_LAST_CALLED = re.compile(rf".*([{_PET}][{HAN}]{{1,2}})$")
_FIRST_CALLED = re.compile(rf"([{_PET}][{HAN}]|([{HAN}])\2|[{HAN}](?:姐|哥|叔|姨|嫂))[{HAN}]{{2,}}$")
_MANNERED = re.compile(rf"([{HAN}]{{1,3}}?)({'|'.join((*_KIN, *_MANNERS))})$")
_LAST_MANNERED = re.compile(rf".*([{HAN}])({'|'.join(_MANNERS)})$")

_CALLED_WORD = re.compile(rf"[{_PET}][^\W\d_{HAN}]+")
_ORGANISATIONS = frozenset(
    """
    admin agency app bakery bot boutique cafe channel circle club co company events group help helpdesk inc llc ltd
    market media news official office online sales service services shop spa store studio support team
    """.split()
)
_FORMS_OF_ADDRESS = frozenset(
    "aunt auntie coach dad dj doc dr granny madam miss mr mrs ms mum nurse prof sir uncle".split()
)


Piece = tuple[str | None, str]
"""Kind (``han word number space``, null for a sign or emoji) and text."""


def short_names(name: str) -> tuple[set[str], set[str]]:
    """What the person with this display name may be called by, besides the name itself; and the surnames in it."""
    pieces = [(found.lastgroup, found[0]) for found in _PIECES.finditer(name)]
    found = _spoken(pieces)
    surnames: set[str] = set()
    for run in _runs(pieces):
        cores = _cores(run)
        found |= _called(cores)
        surnames |= {one for core in cores if (one := _surname_in(core))}
    found |= {one[0] for one in _CALLED_WORD.finditer(name)}
    return {one for one in found if len(one) > 1 and one not in TITLES} - {name}, surnames


def with_surname(surname: str) -> list[str]:
    """What somebody with this surname may be called: 老王, 王总, 王老师. It may as well be another's."""
    return [f"老{surname}", f"小{surname}", *(surname + manner for manner in _MANNERS if manner not in ("工", "太"))]


def _runs(pieces: Sequence[Piece]) -> Iterator[str]:
    """Chinese characters that stand together, without the 栋 of 3栋; what stands before a number is an address."""
    for at, (kind, piece) in enumerate(pieces):
        before, after = pieces[at - 1][0] if at else None, pieces[at + 1][0] if at + 1 < len(pieces) else None
        if kind != "han" or after == "number":
            continue
        run = piece.lstrip(_PLACES) if before == "number" else piece
        run = run[:-1] if after == "word" and run[-1:] in _PET else run
        if run and run not in TITLES and not run.endswith(_SERVICES) and (after != "word" or _is_name(run)):
            yield run


def _sayings(pieces: Sequence[Piece]) -> Iterator[list[str]]:
    """Words of scripts with spaces that stand together, up to a number, sign, emoji or Chinese character."""
    words: list[str] = []
    for kind, piece in pieces:
        if kind == "word":
            words.append(piece)
        elif kind != "space":
            yield words
            words = []
    yield words


def _spoken(pieces: Sequence[Piece]) -> set[str]:
    """First name and surname, as written and as people type them in a hurry; none of a firm's."""
    for saying in _sayings(pieces):
        words = [word for word in saying if word.lower() not in _FORMS_OF_ADDRESS]
        if not words or any(word.lower() in _ORGANISATIONS for word in words):
            continue
        whole = len(words) <= MOST_WORDS and all(word[0].isupper() for word in words)
        taken = [words[0], *(word for word in words[1:] if whole and word.lower() not in ENGLISH)]
        forms = {form for word in taken for form in (word, word.lower(), word.capitalize(), word.upper())}
        return {form for form in forms if len(form) >= LEAST}
    return set()


def _called(cores: Sequence[str]) -> set[str]:
    """Short names in Chinese characters."""
    found = set()
    for core in cores:
        found.add(core)
        mannered = _MANNERED.match(core)
        if mannered and len(mannered[1]) > 1:
            found.add(mannered[1])
        elif core[0] in _SURNAMES and len(core) == 3 and not mannered:
            found.add(core[1:])
        elif core[:2] in _DOUBLE and len(core) == 4:
            found.add(core[2:])
        for kin in (_MOTHER, _FATHER):
            if mannered and mannered[2] in kin:
                found |= {mannered[1] + one for one in kin}
    return found


def _cores(run: str) -> list[str]:
    """``run`` without where somebody lives, what they do, and what they say about themselves; the closest first."""
    cut = [found[1] for pattern in (_TAIL, _LAST_CALLED, _FIRST_CALLED) if (found := pattern.match(run))]
    for office in _OFFICES:
        bare = run.removesuffix(office) if run.endswith(office) else run.removeprefix(office)
        if 2 <= len(bare) <= 3 and bare != run and bare[-1] not in _PLACES:
            cut.append(bare)
    mannered = _LAST_MANNERED.match(run)
    if mannered and mannered[1] in _SURNAMES:
        cut.append(mannered[1] + mannered[2])
    if not _TAIL.match(run) and (_is_name(run) or (not cut and len(run) <= 3)):
        cut.append(run)
    return cut


def _is_name(run: str) -> bool:
    """Whether it is built as people are called; 开心就好 is not."""
    return (
        (run[:1] in _PET and len(run) <= 3)
        or (run[:1] in _SURNAMES and len(run) <= 3)
        or (run[:2] in _DOUBLE and len(run) <= 4)
        or (len(run) == 2 and run[0] == run[1])
        or bool(_MANNERED.match(run))
    )


def _surname_in(core: str) -> str:
    """王 in 王建国, 王姐 and 老王; empty where there is none to be seen."""
    if core[:2] in _DOUBLE:
        return core[:2]
    mannered = _MANNERED.match(core)
    if mannered or (len(core) == 2 and core[0] in _PET):
        one = mannered[1] if mannered else core[1]
        return one if one in _SURNAMES else ""
    return core[0] if core[0] in _SURNAMES and len(core) <= 3 else ""
