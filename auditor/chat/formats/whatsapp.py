"""WhatsApp's "Export chat": ``_chat.txt`` from an iPhone or ``WhatsApp Chat with X.txt`` from an Android phone, or the zip."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import polars as pl

from auditor.chat.dates import DateOrder
from auditor.chat.encoding import decode_head
from auditor.chat.formats.whatsapp_authors import Told, part_authors
from auditor.chat.formats.whatsapp_headers import find_shapes, take_stamps, tell_times
from auditor.chat.formats.whatsapp_people import key_of, number_people
from auditor.chat.formats.whatsapp_sentences import EXPORTER, read_sentences, split_names
from auditor.chat.lines import find_headers, hang_lines, lock_shapes, read_lines, sample_lines
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import EVENTS_SCHEMA, MESSAGES, Chat, Note, ReadReport, frame
from auditor.errors import ReadError

NAME = "whatsapp"
PLATFORM = "whatsapp"
HELP = {
    "zh": "打开群聊，点群名（或右上角「⋮ › 更多」）› 导出聊天 › 不含媒体文件，把得到的 zip 或 txt 存下来，原样交给 auditor。",
    "en": "Open the chat, tap its name (or ⋮ › More) › Export chat › Without media, save the zip or text, and give it to "
    "auditor as it is.",
}
