"""A command line that cannot be understood, told as every other refusal: what, and what to do, in the reader's language.

The parser of the command line speaks English only. What it noticed is read from its errors by their names, which are
the same in every version of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.errors import UsageError
from auditor.locale import Lang, language

_WRONG = (
    (re.compile(r"'(?P<value>.*)' is not one of (?P<names>.*)\.$", re.S), "option_not_one_of", "one_of"),
    (re.compile(r"not a valid int|should be a valid int"), "option_not_number", "see_help"),
    (
        re.compile(r"greater than or equal to (?P<bound>\d+)|in the range x ?>= ?(?P<least>\d+)"),
        "option_too_small",
        "see_help",
    ),
    (re.compile(r"less than or equal to (?P<bound>\d+)"), "option_too_large", "see_help"),
    (re.compile(r"not in the range (?P<least>\d+) ?<= ?x ?<= ?(?P<most>\d+)"), "option_out_of_range", "see_help"),
)
"""What the parser says of a value → code and hint."""


def spoken(words: Sequence[str]) -> Lang:
    """The language asked for among ``words``, else the locale's; known before anything is parsed."""
    given = None
    for word, after in zip(words, [*words, ""][1:], strict=True):
        if word == "--":
            break
        if word == "--lang":
            given = after
        elif word.startswith("--lang="):
            given = word.partition("=")[2]
    return language(given if given in ("zh", "en") else None)


def is_mistyped(error: Exception) -> bool:
    """Whether the parser of the command line raised ``error``, and not a part of ours."""
    return hasattr(error, "format_message") and hasattr(error, "exit_code")


def retold(error: Exception) -> UsageError:
    """The same in a sentence of ours; the parser's own words where it noticed something unforeseen."""
    context = getattr(error, "ctx", None)
    command = getattr(context, "command_path", None) or "auditor"
    message = str(getattr(error, "message", "") or "")
    kind = type(error).__name__
    name = str(getattr(error, "option_name", "") or "") or _parameter(error)
    if kind == "NoSuchOption":
        near = list(getattr(error, "possibilities", None) or ())
        hint = "did_you_mean_one_of" if near else "see_help"
        return UsageError("no_such_option", hint=hint, name=name, near=" / ".join(sorted(near)), command=command)
    if kind == "MissingParameter":
        return UsageError("argument_missing", hint="see_help", name=name, command=command)
    if kind == "BadOptionUsage":
        return UsageError("option_empty", hint="see_help", name=name, command=command)
    if unknown := re.match(r"No such command '(.*?)'\.(?: Did you mean (.*)\?)?", message, re.S):
        hint = "did_you_mean_one_of" if unknown[2] else "see_help"
        near_to = (unknown[2] or "").replace("'", "")
        return UsageError("no_such_command", hint=hint, name=unknown[1], near=near_to, command=command)
    if message.startswith("Missing command"):
        return UsageError("command_missing", hint="see_help", command=command)
    if more := re.match(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", message, re.S):
        return UsageError("too_many_words", hint="see_help", words=more[1], command=command)
    for pattern, code, hint in _WRONG:
        if found := pattern.search(message):
            said = {key: value.replace("'", "") for key, value in found.groupdict().items() if value}
            said["bound"] = said.get("bound") or said.get("least", "")
            return UsageError(code, hint=hint, name=name, command=command, **said)
    format_message = getattr(error, "format_message", None)
    return UsageError(str(format_message() if callable(format_message) else error), hint="see_help", command=command)


def _parameter(error: Exception) -> str:
    """The option as it is typed, or the argument as help calls it."""
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    typed = [name for name in getattr(parameter, "opts", ()) if name.startswith("--")]
    return str(typed[0] if typed else getattr(parameter, "metavar", None) or getattr(parameter, "name", ""))
