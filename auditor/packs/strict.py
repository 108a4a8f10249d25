"""A strict YAML document as a model: what is wrong is refused with file, line, column and the nearest valid key."""

from __future__ import annotations

import difflib
import re
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from auditor.errors import PackError
from auditor.packs.yaml_strict import Document
from auditor.packs.yaml_strict import Path as Keys

Model = TypeVar("Model", bound=BaseModel)


def as_model(document: Document, model: type[Model], manual: str) -> Model:
    """``document`` as a ``model``; ``manual`` is the page that shows what may stand in it.

    :raises PackError: the first thing that is wrong.
    """
    if not isinstance(document.value, dict):
        raise PackError("not_a_mapping", where=document.place(()), hint="manual_shows", manual=manual)
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        raise _refusal(document, error, model, manual) from None


def _refusal(document: Document, error: ValidationError, model: type[BaseModel], manual: str) -> PackError:
    """The first complaint, in words, at its place."""
    from auditor.refusals import STRICT

    complaints = error.errors(include_url=False)
    # A mistyped key is both an unknown one and a missing one: the unknown one says more.
    first = next((one for one in complaints if one["type"] == "extra_forbidden"), complaints[0])
    path = tuple(part for part in first["loc"] if not (isinstance(part, str) and part == "[key]"))
    where = document.place(path)
    name = ".".join(str(part) for part in path)
    if first["type"] == "extra_forbidden":
        known = keys_at(model, path[:-1])
        near = "".join(difflib.get_close_matches(str(path[-1]), known, 1))
        hint = "did_you_mean" if near else "known_keys"
        return PackError("key_unknown", where=where, hint=hint, key=path[-1], near=near, keys=", ".join(known))
    if first["type"] == "missing":
        return PackError("key_missing", where=where, hint="manual_shows_needs", name=name, manual=manual)
    if first["loc"] != path:
        return PackError("not_kebab", where=where, name=name)
    while path and path not in document.places:  # pydantic adds the branch of a union it tried: as_of.date
        path = path[:-1]
    name = ".".join(str(part) for part in path)
    said = first["msg"].removeprefix("Value error, ").replace("Input should", "it should")
    code = f"value_{first['type']}"
    code = code if code in STRICT else "value_wrong"  # which quotes what the library says
    about = first.get("ctx", {})
    bounds = {bound: f"{about[bound]:g}" for bound in ("ge", "le") if bound in about}
    choices = ", ".join(re.findall("'([^']*)'", about.get("expected", "")))
    return PackError(
        code if name else said, where=where, hint="manual_shows", name=name, said=said, manual=manual,
        choices=choices, **bounds,
    )  # fmt: skip


def keys_at(model: type[BaseModel], path: Keys) -> list[str]:
    """Names of the keys that may stand at ``path`` of a model."""
    kind: Any = model
    for part in path:
        kind = _inside(kind, part)
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return []
    return sorted(field.alias or name for name, field in kind.model_fields.items())


def _inside(kind: Any, part: str | int) -> Any:
    """The type of what stands under ``part`` in a value of type ``kind``; null when nothing is known of it."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        found = (field.annotation for name, field in kind.model_fields.items() if part in (name, field.alias))
        return _plain(next(found, None))
    return _plain(get_args(kind)[-1]) if get_args(kind) else None


def _plain(kind: Any) -> Any:
    """``X`` for ``X | None`` and for an annotated ``X``."""
    if hasattr(kind, "__metadata__"):
        return _plain(kind.__origin__)
    models = [part for part in get_args(kind) if isinstance(part, type) and issubclass(part, BaseModel)]
    return models[0] if models and type(None) in get_args(kind) and get_origin(kind) not in (dict, list) else kind
