"""A Vega or Vega-Lite specification → SVG that may stand in a page, and nothing else.

The library measures text with whatever fonts a machine has, so no specification here lets it lay out by text: sizes
are fixed (``autosize`` none), labels are cut by us, and the page's own fonts apply. What comes out is taken apart and
put together again from a short list of elements and attributes, with numbers to two decimals: no style, link, script
or name of the library's gets through, and the same picture is the same bytes everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup, escape

from auditor.reports.html.harmless import harmless

VEGA = "https://vega.github.io/schema/vega/v5.json"
LITE = "https://vega.github.io/schema/vega-lite/v5.json"
_ELEMENTS = frozenset({"g", "path", "line", "rect", "circle", "text", "tspan"})
_ATTRIBUTES = frozenset(
    "d x y x1 x2 y1 y2 width height r cx cy transform fill fill-opacity stroke stroke-width stroke-opacity opacity "
    "stroke-dasharray stroke-linecap stroke-linejoin stroke-miterlimit text-anchor font-size font-weight".split()
)
_NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?|-?\d+e-\d+")


def draw(spec: Mapping[str, Any]) -> Markup:
    """``spec`` as inline SVG. Texts in it may come from strangers; they are cleaned here."""
    import vl_convert

    safe = _cleaned(spec)
    svg = vl_convert.vegalite_to_svg(safe) if safe["$schema"] == LITE else vl_convert.vega_to_svg(safe)
    root = ElementTree.fromstring(svg)
    box = _short(root.get("viewBox", "0 0 0 0"))
    inner = "".join(_told(child) for child in root)
    return Markup(f'<svg viewBox="{box}" aria-hidden="true" focusable="false">{inner}</svg>')


def places(spec: Mapping[str, Any], mark: str) -> list[tuple[float, float]]:
    """Where the items of ``mark`` come to stand, in their order: for a layout that only the library can make."""
    import vl_convert

    scene = vl_convert.vega_to_scenegraph(_cleaned(spec))["scenegraph"]
    marks = [part for frame in scene["items"] for part in frame["items"]]
    items = next(part["items"] for part in marks if part.get("name") == mark)
    return [(round(item.get("x", 0.0), 1), round(item.get("y", 0.0), 1)) for item in items]


def _cleaned(value: Any) -> Any:
    """Every text in ``value`` without what XML forbids: one control character would end the whole process."""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, Mapping):
        return {key: _cleaned(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_cleaned(item) for item in value]
    return value


def _told(element: ElementTree.Element) -> str:
    """``element`` in the few words allowed; empty where it draws nothing."""
    name = element.tag.rpartition("}")[2]
    if name not in _ELEMENTS or element.get("display") == "none" or element.get("class") == "background":
        return ""
    inner = "".join(_told(child) for child in element)
    text = element.text or ""
    if name in ("text", "tspan"):
        inner = str(escape(text)) + inner
    elif name == "g" and not inner:
        return ""
    kept = [(key, _short(value)) for key, value in element.items() if key in _ATTRIBUTES]
    kept = [
        (key, value) for key, value in kept if (key, value) not in (("transform", "translate(0,0)"), ("opacity", "1"))
    ]
    if name == "g" and not kept:
        return inner
    said = "".join(f' {key}="{escape(value)}"' for key, value in kept)
    return f"<{name}{said}>{inner}</{name}>" if inner else f"<{name}{said}/>"


def _short(text: str) -> str:
    """Numbers to two decimals."""
    return _NUMBER.sub(lambda found: f"{round(float(found[0]), 2) + 0.0:g}", text)
