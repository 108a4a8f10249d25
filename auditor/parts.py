"""The pieces that every saved answer is made of: prose in both languages, a quoted message."""

from __future__ import annotations

from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

Confidence = Literal["high", "medium", "low"]
Effort = Literal["low", "medium", "high"]
Grade = Literal["A", "B", "C", "D"]
State = Literal["scored", "insight", "not_applicable", "not_enough_data", "manual", "muted", "error"]
Param = str | int | float | None


def six_digits(number: float) -> float:
    """``number`` as every saved answer writes it: six significant digits."""
    return float(f"{number:.6g}")


class Part(BaseModel):
    """A piece of a result: frozen, and nothing in it that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """With what stands under each field here; pydantic's own way would read this file anew for every audit."""
        schema = handler(core_schema)
        properties = handler.resolve_ref_schema(schema)["properties"]
        for name, told in _told(cls).items():
            properties[cls.model_fields[name].alias or name]["description"] = told
        return schema


def _told(model: type[Part]) -> dict[str, str]:
    """Field → the words under it, in the source of ``model`` and of what it is made from."""
    import ast
    import inspect

    told: dict[str, str] = {}
    for kind in reversed(model.__mro__[: model.__mro__.index(Part)]):
        (tree,) = ast.parse(inspect.getsource(kind)).body
        assert isinstance(tree, ast.ClassDef)
        for field, words in pairwise(tree.body):
            match field, words:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    told[name] = inspect.cleandoc(text)
    return told


class Prose(Part):
    """One sentence or more, in both languages."""

    zh: str
    en: str


class Says(Prose):
    """Prose with the code and the numbers it was made from."""

    code: str
    params: dict[str, Param] = Field(default_factory=dict)


class Evidence(Part):
    """A message somebody wrote, and why it is quoted."""

    message: int
    at: str
    person: str
    name: str
    text: str
    why: Prose


def json_of(answer: Part) -> str:
    """A whole answer as JSON, floats rounded. Raises :class:`ValueError` for a number that JSON does not have."""
    return laid_out(_rounded(answer.model_dump(mode="json", by_alias=True)))


def laid_out(value: Any) -> str:
    """Plain values as the JSON of an answer is laid out."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n"


def _rounded(value: Any) -> Any:
    """Floats to 6 significant digits, everywhere."""
    if isinstance(value, float):
        if not isfinite(value):
            raise ValueError(value)
        return six_digits(value)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return value
