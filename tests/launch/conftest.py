"""The shipped checklist, made ready once."""

from __future__ import annotations

import pytest

from auditor.launch.checklist import LoadedChecklist, load_checklist
from auditor.launch.judging import Judge
from auditor.packs.load import Packs, load_packs


@pytest.fixture(scope="session")
def packs() -> Packs:
    return load_packs()


@pytest.fixture(scope="session")
def loaded(packs: Packs) -> LoadedChecklist:
    return load_checklist(packs)


@pytest.fixture(scope="session")
def judge(loaded: LoadedChecklist, packs: Packs) -> Judge:
    return Judge.of(loaded, packs)


HOLDS = {
    "for-whom": "给城东业主里带娃的妈妈，互相分担接送",
    "whom-asked": "问了石榴姐和老周：“孩子放学那一小时最要命”",
    "what-you-gain": "我也要接孩子，少跑两趟",
    "first-ten": "石榴姐、老周、小林、阿杜、王姐、李叔",
    "pressing-need": "放学没人接孩子，只能请假",
    "first-week": "当天点名欢迎，三天内有一家搭伴接一次",
    "never": "不卖课，不推保险",
}
"""An answer that holds for every item with a ★."""
