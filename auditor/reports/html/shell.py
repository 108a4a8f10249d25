"""The page that every HTML report stands on: head, letterhead, contents, foot, and what a browser may do with it.

A report is one file. Nothing is fetched and no script runs: the content-security policy allows the one style sheet by
its hash and pictures in ``data:`` addresses, nothing else. So no template may write a ``style`` attribute.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from auditor.locale import Lang, one
from auditor.reports.html.harmless import harmless, tongue
from auditor.reports.html.words import WORDS
from auditor.reports.media import Letterhead

TAGS: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}
_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp|avif|svg\+xml)[;,][A-Za-z0-9+/=;,:%._~!*'()-]*")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page that the contents lead to."""

    id: str
    title: str


def page(
    title: str,
    body: Markup,
    *,
    lang: Lang,
    letterhead: Letterhead,
    sections: Sequence[Section] = (),
    facts: Sequence[str] = (),
    foot: Sequence[str] = (),
) -> str:
    """A whole HTML file around ``body``, which comes from :func:`fragment`.

    ``title`` is the page's heading where the letterhead brings none; ``facts`` stand under it (what was read, when),
    ``sections`` become the contents, ``foot`` the small print. A logo that is no picture in a ``data:`` address is
    left out: nothing may be fetched.
    """
    css = style()
    logo = letterhead.logo if letterhead.logo and _PICTURE.fullmatch(letterhead.logo) else None
    return _environment(lang).get_template("shell.html.j2").render(
        tag=TAGS[lang], title=letterhead.title or title, client=letterhead.client, logo=logo, body=body, css=Markup(css),
        policy=policy(css), sections=sections, facts=facts, foot=foot,
    )  # fmt: skip


def fragment(template: str, *, lang: Lang, **values: Any) -> Markup:
    """One template of ``templates/`` filled in: part of a body. Whatever is put in is cleaned and escaped."""
    return Markup(_environment(lang).get_template(template).render(**values))


def policy(css: str) -> str:
    """What the browser may do: apply this very style sheet, show pictures that are in the file, nothing else."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


@cache
def style() -> str:
    """The style sheet, as it stands between the tags."""
    return files("auditor.reports.html").joinpath("templates/style.css").read_text(encoding="utf-8")


@cache
def _environment(lang: Lang) -> Environment:
    environment = Environment(
        loader=PackageLoader("auditor.reports.html"), autoescape=True, finalize=_finalize, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.globals["say"] = lambda code, **params: one(lang, WORDS, code, **params)
    environment.globals["lang"] = lang
    environment.filters["tongue"] = tongue
    return environment


def _finalize(value: Any) -> Any:
    """Every text on its way into a page is cleaned, whoever wrote the template; null is a dash, never ``None``."""
    if value is None:
        return "—"
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value
