"""YAML read strictly: what looks like a word stays a word, and every value knows its line.

Closes what bites authors of packs: duplicate keys (the last would win in silence), ``no``/``on`` as booleans, ``22:30`` as
the number 1350, dates as objects, aliases that expand without end, tags. Text in, plain values and a map of places out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from auditor.errors import PackError

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML document as plain values, with the place of each."""

    origin: str
    """The file's name as shown in messages."""
    value: Any
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    """Path → 1-based line and column; of a mapping's entry, the place of its key."""

    def place(self, path: Path) -> str:
        """``file:line:column`` of the nearest known ancestor of ``path``."""
        while path and path not in self.places:
            path = path[:-1]
        line, column = self.places.get(path, (1, 1))
        return f"{self.origin}:{line}:{column}"


class _CoreLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The core schema of YAML 1.2: only true, false, null, integers and decimal numbers are not strings."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  PyYAML's own protocol


_CoreLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_CoreLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""])
_CoreLoader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^[-+]?(?:0|[1-9][0-9]*)$"), list("-+0123456789")
)
_CoreLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?(?:0|[1-9][0-9]*)\.[0-9]+$"), list("-+0123456789")
)

MOST_DEPTH = 20
_CORE = tuple(f"tag:yaml.org,2002:{kind}" for kind in ("str", "bool", "null", "int", "float", "seq", "map"))


def parse(text: str, origin: str) -> Document:
    """Read one document. Raises :class:`PackError` with file, line and column."""
    try:
        loader = _CoreLoader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{origin}:{mark.line + 1}:{mark.column + 1}" if mark else origin
        raise PackError(
            "not_yaml",
            where=where,
            hint="quote_sentences",
            problem=error.problem or error.context,
        ) from None
    except yaml.reader.ReaderError:
        # Its own position counts bytes in one build of the library and characters in another.
        stray = yaml.reader.Reader.NON_PRINTABLE.search(text)
        before = text[: stray.start()] if stray else ""
        where = f"{origin}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
        raise PackError("control_character", where=where, hint="delete_it") from None
    if node is None:
        raise PackError("file_empty", where=origin, hint="write_or_delete")
    document = Document(origin, None, {})
    value = _plain(node, (), document, set())
    return Document(origin, value, document.places)


def _plain(node: yaml.Node, path: Path, document: Document, seen: set[int]) -> Any:
    mark = node.start_mark
    document.places.setdefault(path, (mark.line + 1, mark.column + 1))
    if len(path) > MOST_DEPTH:
        raise PackError("nested_too_deeply", where=document.place(path), hint="check_indents")
    if id(node) in seen:
        raise PackError("alias_repeats", where=document.place(path), hint="write_it_out")
    seen.add(id(node))
    if not node.tag.startswith(_CORE):
        raise PackError("tag_unknown", where=document.place(path), hint="leave_it_out", tag=node.tag)
    if isinstance(node, yaml.ScalarNode):
        try:
            return _scalar(node)
        except ValueError:
            raise PackError(
                "not_a_number", where=document.place(path), hint="number_or_quotes", text=node.value[:40]
            ) from None
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, index), document, seen) for index, item in enumerate(node.value)]
    assert isinstance(node, yaml.MappingNode)
    made: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        here = (*path, key)
        place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if key in made:
            raise PackError(
                "key_twice",
                where=f"{document.origin}:{place[0]}:{place[1]}",
                hint="keep_one_of_line",
                key=key,
                line=document.places[here][0],
            )
        document.places[here] = place
        made[key] = _plain(value_node, here, document, seen)
    return made


def _scalar(node: yaml.ScalarNode) -> Any:
    kind = node.tag.rsplit(":", 1)[-1]
    if kind == "bool":
        return node.value == "true"
    if kind == "int":
        return int(node.value)
    if kind == "float":
        return float(node.value)
    return None if kind == "null" else node.value
