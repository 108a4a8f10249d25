"""Which format is this? Then read it: the front door to ``chat/``."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from types import ModuleType

from auditor.chat.intake import open_source
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import Chat
from auditor.errors import ReadError, UsageError

FORMATS = (
    "whatsapp", "telegram", "wechat_chatlog", "wechat_weflow", "wechat_memotrace", "wechat_pywxdump", "chatlab", "table",
)  # fmt: skip
"""The format modules, in the order in which a tie is settled."""
LIKELY = 0.5


def read_chat(source: str | Path, *, chat: str | None = None, **options: object) -> Chat:
    """The one chat in ``source``, or the one named ``chat``."""
    chats = read_chats(source, chat=chat, **options)
    if chat is not None:
        named = [one for one in chats if one.title == chat]
        if not named:
            near = get_close_matches(chat, [one.title or "" for one in chats], 3, 0.3)
            raise UsageError(f"no chat is called {chat!r}", hint=f"did you mean {' / '.join(near)}?" if near else "")
        return named[0]
    if len(chats) > 1:
        names = ", ".join(f"{one.title or '?'} ({one.messages.height})" for one in chats[:12])
        raise UsageError(f"this export holds {len(chats)} chats: {names}", hint="name one with --chat NAME")
    return chats[0]


def read_chats(source: str | Path, **options: object) -> list[Chat]:
    """All chats in ``source``."""
    with open_source(source) as files:
        scored: dict[str, list[tuple[float, SourceFile]]] = {}
        for file in files:
            for name in FORMATS:
                try:
                    module = _module(name)
                except ImportError:
                    continue
                score = module.sniff(file)
                if score > 0:
                    scored.setdefault(name, []).append((score, file))
        best = max(scored, key=lambda name: (max(score for score, _ in scored[name]), -FORMATS.index(name)), default=None)
        if best is None or max(score for score, _ in scored[best]) < LIKELY:
            raise ReadError("no known format fits", where=Path(source).name, hint="auditor formats lists what can be read")
        chosen: Sequence[SourceFile] = [file for score, file in scored[best] if score >= LIKELY]
        given = ReadOptions(**{key: value for key, value in options.items() if value is not None})  # type: ignore[arg-type]
        return list(_module(best).read(chosen, given))


def _module(name: str) -> ModuleType:
    return import_module(f"auditor.chat.formats.{name}")
