"""A community-health auditor for exported group chats.

    from auditor import audit, load_packs, read_chat

    chat = read_chat("WhatsApp Chat with 读书会.zip")
    result = audit(chat, load_packs())
    print(result.verdict.kind, result.overall.score)

The names below are the public door; everything heavy behind it is loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

# Bound at once because the function and its module share a name; the module itself imports late.
from auditor.audit import audit

__version__ = "0.1.0"
__all__ = ["AuditorError", "Result", "__version__", "audit", "load_packs", "read_chat"]

if TYPE_CHECKING:
    from auditor.chat.read import read_chat
    from auditor.errors import AuditorError
    from auditor.packs.load import load_packs
    from auditor.result import Result

_HOMES = {
    "load_packs": "auditor.packs.load",
    "read_chat": "auditor.chat.read",
    "Result": "auditor.result",
    "AuditorError": "auditor.errors",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that ``auditor --help`` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'auditor' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
