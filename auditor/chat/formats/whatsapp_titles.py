"""What a WhatsApp chat is called: its name stands in the name of the exported file or archive and nowhere in the text."""

from __future__ import annotations

import re

from auditor.chat.source import SourceFile, written

_TITLES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"WhatsApp[ -]Chat (?:with|mit|met|avec|con|com|dengan) (.+)",
        r"WhatsApp[ -]Chat ?[-–] ?(.+)",
        r"(?:Chat (?:de |do |di )?WhatsApp|Conversa do WhatsApp|Discussion WhatsApp) (?:con|com|avec|dengan|with|-) (.+)",
        r"Чат WhatsApp (?:с|-) (.+)",
        r"[与與和](.+?)[的之] ?WhatsApp ?(?:聊天|对话|對話)(?:记录|紀錄|記錄)?",
        r"WhatsApp ?(?:聊天|对话|對話)(?:记录|紀錄|記錄)? ?[-–] ?(.+)",
        r"(.+?)とのWhatsApp(?:の)?(?:チャット|トーク)",
        r"(.+?)(?:님)?과의 WhatsApp 대화",
    )
)
_SUFFIX = re.compile(r"\.(?:txt|zip)$", re.IGNORECASE)
_COPY = re.compile(r"(?: ?\(\d+\))+$")
_NAMELESS = re.compile(r"_?chat(?:[ _-]?\d+)?|-|export|whatsapp", re.IGNORECASE)


def file_title(file: SourceFile) -> str | None:
    """The chat's name as the phone put it into the name of the file, its folder or its archive."""
    folders = file.name.split("/")[:-1]
    around = [written(file.path.parent.name)] if file.path is not None else []
    for name in (file.base, *reversed(folders), file.container or "", *around):
        stem = _COPY.sub("", _SUFFIX.sub("", name.strip()))
        for pattern in _TITLES:
            if found := pattern.fullmatch(stem):
                return found[1].strip()
    return None


def file_stem(file: SourceFile) -> str | None:
    """The name of a file that somebody has named himself; null for ``_chat.txt`` and its like."""
    stem = _COPY.sub("", file.base.rpartition(".")[0] or file.base)
    return None if _NAMELESS.fullmatch(stem) else stem
