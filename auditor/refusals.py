"""Why the program refuses, and what to do about it, in Chinese and English: code → both.

Apart from :mod:`auditor.locale`, so that only a run that fails reads it. Errors for authors of packs are not here; they
speak of keys and columns and are told in English.
"""

from __future__ import annotations

from collections.abc import Mapping

from auditor.locale import PLATFORMS, Lang, fill, one

FILES: dict[str, tuple[str, str]] = {
    "no_such_file": ("没有这个文件", "there is no such file"),
    "no_file_called": ("没有“{name}”这个文件", "there is no file '{name}'"),
    "no_such_folder": ("没有这个文件夹", "there is no such folder"),
    "cannot_open": ("文件打不开：{reason}", "the file cannot be opened: {reason}"),
    "cannot_write": ("写不进这个文件：{reason}", "this file cannot be written: {reason}"),
    "tables_not_written": ("这些表写不进去：{reason}", "the tables cannot be written: {reason}"),
    "is_a_folder": ("这是文件夹，不是文件", "this is a folder, not a file"),
    "not_utf8": ("这不是 UTF-8 文本（第 {byte} 字节）", "this is not UTF-8 text (byte {byte})"),
    "is_a_file": ("这是一个文件，不是文件夹", "this is a file, not a folder"),
    "names_are_gone": (
        "这份结果存的时候就没有留名字（--names {names}）",
        "this result was saved without names (--names {names})",
    ),
    "check_again_with_names": (
        "要名字就从导出重新跑一遍 auditor check",
        "run auditor check on the export again to have them",
    ),
    "not_a_picture": ("这不是能放进报告的图片", "this is no picture for a report"),
    "picture_kinds": ("用 {kinds}", "use one of {kinds}"),
    "picture_too_large": (
        "图片超过 1 MB，会跟着每份报告走",
        "the picture is larger than 1 MB and travels in every report",
    ),
    "smaller_picture": ("换一张小一点的", "take a smaller one"),
    "no_such_kind": ("没有叫 {name} 的群样子或旁注", "no kind of group and no mark is called {name}"),
    "write_what": ("看不出要往这个文件里写什么", "what to write into this file?"),
    "overwrites_export": ("这样会盖掉正在读的那个文件", "this would overwrite the file that is read"),
    "no_memory": ("内存不够，装不下这个导出", "there is not enough memory for this export"),
    "mistake_of_ours": ("是程序自己出了错：{error}", "a mistake of ours: {error}"),
    "nothing_here": (
        "这里面没有聊天记录：只有图片音视频，或者什么都没有",
        "there is no chat in here, only media or nothing at all",
    ),
    "is_no_words": ("里面不是文字，图片也读不了", "there is no text in it, and pictures cannot be read"),
    "file_empty": ("文件是空的", "the file is empty"),
    "no_message_in_it": ("里面一条消息也没有", "there is not one message in it"),
    "nobody_wrote": (
        "这个导出里没有人说过话，只有系统提示",
        "nobody wrote anything in this export; there are only notices of the system",
    ),
    "no_message_read": ("一条消息也没读出来", "not one message could be read"),
    "too_much_came_in": ("送进来的超过 {limit} 字节", "more than {limit} bytes came in"),
    "folder_too_full": ("这个文件夹里超过 {limit} 个文件", "this folder holds more than {limit} files"),
    "archive_too_full": ("这个压缩包里超过 {limit} 个文件", "this archive holds more than {limit} files"),
    "archive_locked": ("这个压缩包有密码", "this archive is locked with a password"),
    "archive_damaged": ("这个压缩包坏了：{error}", "this archive is damaged: {error}"),
    "archive_incomplete": ("这个压缩包坏了，或者没下载完整", "this archive is damaged or not complete"),
    "unpacks_too_large": ("这个文件解压后超过 {limit} 字节", "this file unpacks to more than {limit} bytes"),
    "unpacks_too_much": (
        "这个文件解压后大了 {ratio} 倍还不止：聊天记录不会这样，压缩炸弹才会",
        "this file unpacks to more than {ratio} times its size: no chat does, archive bombs do",
    ),
    "line_too_long": (
        "这一行有 {size} MB 长，聊天记录里没有这样的行",
        "this line is {size} MB long, and no chat has such lines",
    ),
    "is_database": ("这是数据库，不是导出的聊天", "this is a database, not an exported chat"),
    "is_pdf": ("这是 PDF，不是导出的聊天", "this is a PDF, not an exported chat"),
    "is_picture": ("这是图片，不是导出的聊天", "this is a picture, not an exported chat"),
    "is_7z": ("这是 7z 压缩包，先解压", "this is a 7z archive: unpack it first"),
    "is_rar": ("这是 RAR 压缩包，先解压", "this is a RAR archive: unpack it first"),
    "is_gzip": ("这是 gzip 压缩包，先解压", "this is a gzip archive: unpack it first"),
    "is_not_text": ("这不是文字，不是导出的聊天", "this is not text, not an exported chat"),
    "not_read_yet": (
        "这像是“{app}”的导出，这种现在还读不了",
        "this looks like an export from {app}; such exports cannot be read yet",
    ),
    "no_format": (
        "认不出是哪种导出；{file} 的第一行是“{line}”",
        "no format fits; the first line of {file} is “{line}”",
    ),
}
"""Files that are not there, not readable or no chat."""

FORMATS: dict[str, tuple[str, str]] = {
    "json_unreadable": ("这个 JSON 读不了：{error}", "this JSON cannot be read: {error}"),
    "json_too_deep": ("这个 JSON 套得太深，不会是导出的聊天", "this JSON is nested too deeply to be an export"),
    "json_breaks_off": (
        "文件在第 {size} 字节处断了，消息还没完",
        "the file breaks off at byte {size}, before its messages end",
    ),
    "json_damaged": ("文件在第 {byte} 字节处坏了：{error}", "the file is damaged at byte {byte}: {error}"),
    "telegram_layout": (
        "这个 JSON 的样子不像 Telegram 导出的：{error}",
        "this JSON is not laid out like a Telegram export: {error}",
    ),
    "telegram_no_message": ("这个 Telegram 导出里一条消息也没有", "there is no message in this Telegram export"),
    "chatlab_no_header": ("这个 ChatLab 文件缺开头那一行", "the header line of this ChatLab file is missing"),
    "not_whatsapp": ("没有一行是 WhatsApp 消息的开头", "not one line begins as a WhatsApp message does"),
    "no_date_exists": (
        "按 {order} 读，里面没有一个日期是真有的",
        "not one date in it exists, read as {order}",
    ),
    "times_lack_year": ("这个导出的时间里没有年份", "the times of this export have no year"),
    "times_lack_date": ("这个导出的时间里没有日期", "the times of this export have no date"),
    "csv_unreadable": ("这个 CSV 读不了：{error}", "this CSV cannot be read: {error}"),
    "csv_lacks": ("这个 CSV 缺这几列：{columns}", "the CSV lacks the columns {columns}"),
    "csv_without_text": ("这个 CSV 既没有 msg 列也没有 content 列", "the CSV has neither a column msg nor content"),
    "table_unreadable": ("这张表读不了：{error}", "this table cannot be read: {error}"),
    "table_no_column": (
        "这张表里认不出哪一列是 {columns}",
        "this table has no column for {columns} that is known",
    ),
    "table_no_time": ("这张表没有一行的时间读得出来", "no row of this table has a time that can be read"),
    "table_month_open": (
        "看不出这张表的日期里哪个数是月：第一个是 {first}",
        "the dates of this table do not show which number is the month: the first is {first}",
    ),
    "workbook_unreadable": ("这个 Excel 文件读不了：{error}", "this workbook cannot be read: {error}"),
    "workbook_too_large": ("这个 Excel 文件解压后有 {size} 字节", "this workbook unpacks to {size} bytes"),
}
"""Exports that are damaged, or lack what a chat needs."""

SAVED: dict[str, tuple[str, str]] = {
    "not_a_result": ("这不是 auditor 存下来的结果", "this is not a result that auditor saved"),
    "not_for_comparison": (
        "前后对比只能写成文字、Markdown 或 JSON",
        "a comparison is written as text, Markdown or JSON",
    ),
    "result_damaged": ("这份结果里 {place} 这一处不对", "this result is wrong at {place}"),
    "result_newer": (
        "这份结果是更新的版本写的（格式 {number}，这里只认到 {known}）",
        "a newer version wrote this result (schema {number}; this one knows {known})",
    ),
    "result_not_kept": (
        "这份结果是 0.1.0 写的，没存下重新评分要用的数",
        "version 0.1.0 wrote this result, which lacks the numbers that judging again needs",
    ),
}
"""Saved results that cannot be read back or judged again."""

LAUNCH: dict[str, tuple[str, str]] = {
    "not_answers": ("这不是上线前的回答", "these are no answers before launch"),
    "answers_newer": (
        "这份回答是更新的版本写的（{number}）",
        "these answers were written by a newer version ({number})",
    ),
    "answers_of_another": (
        "这份回答答的是“{name}”，不是“{known}”",
        "these answers belong to the checklist '{name}', not to '{known}'",
    ),
    "answers_not_utf8": ("这份回答不是 UTF-8 文本", "these answers are not UTF-8 text"),
    "answers_not_yaml": ("从这里起读不下去了", "from here on this cannot be read"),
    "answer_not_text": ("“{name}”的回答不是文字", "the answer to '{name}' is not text"),
    "no_item_called": ("没有叫“{name}”的一条", "nothing here is called '{name}'"),
    "no_answers_yet": ("还没有回答，这里又没法问你", "there are no answers yet, and nobody can be asked here"),
    "file_is_yours": (
        "已经有一个 {file}，里面不是上线前的回答",
        "there is a {file} already, and it holds something else",
    ),
    "overwrites_answers": ("这样会盖掉你的回答", "this would overwrite your answers"),
    "not_a_text": ("--text 里的“{text}”看不懂", "--text '{text}' is not understood"),
}
"""Answers before launch that cannot be read or are not there."""

ASKED: dict[str, tuple[str, str]] = {
    "many_chats": (
        "这里面有 {count} 个聊天（群名和条数）：{chats}",
        "there are {count} chats in here (name and messages): {chats}",
    ),
    "many_more_chats": (
        "这里面有 {count} 个聊天（群名和条数）：{chats}；还有 {more} 个",
        "there are {count} chats in here (name and messages): {chats}; and {more} more",
    ),
    "no_chat_named": ("这里面没有叫“{name}”的聊天", "there is no chat '{name}' in here"),
    "nobody_called": ("这个聊天里没有人叫“{name}”", "nobody in this chat is called '{name}'"),
    "no_rule_called": ("没有叫“{name}”的规则或规则包", "no rule or pack is called '{name}'"),
    "no_pack_called": ("没有叫“{name}”的规则包", "no pack is called '{name}'"),
    "no_pack_or_signal": ("没有叫“{name}”的规则包或信号", "no pack or signal is called '{name}'"),
    "nothing_called": ("规则包里没有叫“{name}”的东西", "nothing in the packs is called '{name}'"),
    "no_profile": ("没有“{name}”这类群", "there is no profile '{name}'"),
    "not_a_date": ("{option} 后面的“{text}”不是日期", "{option} '{text}' is not a date"),
    "since_after_until": ("--since {since} 比 --until {until} 还晚", "--since {since} comes after --until {until}"),
    "before_the_chat": (
        "{option} {day} 那天，这个聊天还没开始",
        "{option} {day} lies before the chat begins",
    ),
    "after_the_chat": ("{option} {day} 以后，这个聊天没有消息", "{option} {day} lies after the last message"),
    "no_date_order": ("没有“{order}”这种日期顺序", "there is no date order '{order}'"),
    "dates_cannot_be": (
        "这个文件的日期不可能是 {order}：第一个是 {first}",
        "the dates of this file cannot be {order}: the first is {first}",
    ),
    "no_time_zone": ("没有“{zone}”这个时区", "there is no time zone '{zone}'"),
    "not_a_pair": ("--columns 里的“{pair}”不成一对", "--columns '{pair}' is not a pair"),
    "columns_unknown": ("--columns 不认识“{column}”这一列", "--columns knows no column '{column}'"),
    "not_our_column": ("“{column}”不是通用表格的列", "'{column}' is no column of the plain table"),
    "table_lacks_header": ("表里没有“{column}”这一列", "the table has no column '{column}'"),
    "not_a_score": (
        "--fail-under {wish}：分数在 0 到 100 之间",
        "--fail-under '{wish}': a score lies between 0 and 100",
    ),
    "no_such_question": ("--fail-under 不认识“{name}”这一问", "--fail-under knows no question '{name}'"),
    "not_a_weight": (
        "--weight {wish}：写哪一问、多重，0 到 5",
        "--weight '{wish}': say which question and how heavy, 0 to 5",
    ),
    "no_question_to_weigh": ("--weight 不认识“{name}”这一问", "--weight knows no question '{name}'"),
    "no_question_called": ("没有叫“{name}”的一问", "no question is called '{name}'"),
    "no_config_here": ("这里和上面的文件夹都没有 auditor.yml", "there is no auditor.yml here or in a folder above"),
    "muted_twice": ("“{name}”在这里静音了两次", "'{name}' is muted here twice"),
    "no_members": ("--members 0：一个群总有成员", "--members 0: a group has members"),
    "no_member_list": ("没有这份成员名单", "there is no such list of members"),
    "member_list_empty": ("这份名单里没有名字", "there are no names in this list"),
}
"""Names, dates, columns and settings that cannot be taken as asked."""

BATCH: dict[str, tuple[str, str]] = {
    "no_batch": ("这不是文件夹，也不是 clients.yml", "this is neither a folder nor a clients.yml"),
    "no_exports_here": ("这个文件夹里没有像导出的文件", "nothing in this folder looks like an export"),
    "no_such_export": ("没有“{name}”这个导出", "there is no export '{name}'"),
    "packs_differ": (
        "那台机器上的规则包和这里的不一样",
        "the packs on the machine that did this are not those of this one",
    ),
    "process_died": (
        "看它的进程两次都中途死了（{error}）",
        "the process that judged it died twice ({error})",
    ),
    "no_cluster_extra": ("没有装 Dask，连不了集群", "Dask is not installed, so there is no cluster to reach"),
    "no_scheduler": ("这个地址没有 Dask 调度器应答：{reason}", "no Dask scheduler answers at this address: {reason}"),
}
"""Batches that cannot be begun, and groups in them that were not judged."""

TYPED: dict[str, tuple[str, str]] = {
    "no_such_command": ("没有 {name} 这个命令", "there is no command {name}"),
    "no_such_option": ("没有 {name} 这个选项", "there is no option {name}"),
    "argument_missing": ("少了 {name}", "{name} is missing"),
    "command_missing": ("少了要做什么", "the command is missing"),
    "option_empty": ("{name} 后面要跟一个值", "{name} wants a value"),
    "option_not_one_of": ("{name} 后面的“{value}”不认识", "{name} does not know '{value}'"),
    "option_not_number": ("{name} 后面要跟一个整数", "{name} wants a whole number"),
    "option_too_small": ("{name} 最小是 {bound}", "{name} is {bound} at least"),
    "option_too_large": ("{name} 最大是 {bound}", "{name} is {bound} at most"),
    "option_out_of_range": ("{name} 在 {least} 到 {most} 之间", "{name} lies between {least} and {most}"),
    "too_many_words": ("多了这些：{words}", "there is more than was asked for: {words}"),
}
"""Commands and options that are not typed as they must be."""

STRICT: dict[str, tuple[str, str]] = {
    "not_a_mapping": ("这个文件要写成“名字: 值”一行一行的样子", "this file is a mapping of keys to values"),
    "key_unknown": ("这里没有“{key}”这一项", "the key '{key}' is not known here"),
    "known_keys": ("这里可以写：{keys}", "known keys here: {keys}"),
    "key_missing": ("少了 {name}", "{name} is missing"),
    "not_kebab": (
        "{name}：名字用小写字母和连字符，像 ad-share",
        "{name}: a name is lower case with hyphens, like `ad-share`",
    ),
    "not_yaml": ("从这里起读不下去了，YAML 写得不对（{problem}）", "this is not valid YAML: {problem}"),
    "quote_sentences": (
        "有冒号、逗号、括号的话要加引号，或者另起一块",
        "sentences with a colon or a comma need quotes or a block of their own",
    ),
    "control_character": ("这里有一个看不见的控制字符", "a control character stands here"),
    "nested_too_deeply": ("套得太深了", "nested too deeply"),
    "alias_repeats": ("这里用别名（*name）重复了别处的内容", "an alias (*name) repeats another part of the file"),
    "tag_unknown": ("这里不认识 {tag} 这个标签", "the tag {tag} is not known here"),
    "not_a_number": ("“{text}”不是一个数", "'{text}' is no number"),
    "key_twice": ("“{key}”这一项写了两次", "the key '{key}' stands here twice"),
    "value_wrong": ("{name} 这里写得不对：{said}", "{name}: {said}"),
    "manual_shows": ("可以写什么，看 {manual}", "{manual} shows what may stand here"),
    "manual_shows_needs": ("必须写什么，看 {manual}", "{manual} shows what is needed"),
    "value_string_type": ("{name}：这里要写文字；纯数字请加引号", "{name}: it should be a valid string"),
    "value_string_too_short": ("{name}：不能空着", "{name}: it should not be empty"),
    "value_int_type": ("{name}：这里要写整数", "{name}: it should be a valid integer"),
    "value_int_parsing": ("{name}：这里要写整数", "{name}: it should be a valid integer"),
    "value_float_type": ("{name}：这里要写数", "{name}: it should be a valid number"),
    "value_float_parsing": ("{name}：这里要写数", "{name}: it should be a valid number"),
    "value_bool_type": ("{name}：这里写 true 或 false", "{name}: it should be a valid boolean"),
    "value_list_type": ("{name}：这里要一列，写成 [甲, 乙]", "{name}: it should be a valid list"),
    "value_dict_type": ("{name}：这里要成对的写法，像 audience: 5", "{name}: it should be a valid dictionary"),
    "value_model_type": (
        "{name}：这里要成对的写法，像 rule: vitality/alive",
        "{name}: it should be a mapping of keys to values",
    ),
    "value_too_short": ("{name}：太少了（{said}）", "{name}: {said}"),
    "value_date_from_datetime_parsing": (
        "{name}：日期写成 2026-03-01",
        "{name}: it should be a date such as 2026-03-01",
    ),
    "value_date_parsing": ("{name}：日期写成 2026-03-01", "{name}: it should be a date such as 2026-03-01"),
    "value_greater_than_equal": ("{name}：太小了，至少 {ge}", "{name}: it should be at least {ge}"),
    "value_less_than_equal": ("{name}：太大了，最多 {le}", "{name}: it should be at most {le}"),
    "value_until_before_since": (
        "{name}：until 比 since 还早",
        "{name}: `until` comes before `since`",
    ),
    "value_literal_error": ("{name}：只能写其中一个：{choices}", "{name}: it should be one of {choices}"),
}
"""Files of packs and settings that say what they may not, or lack what they need."""


HINTS: dict[str, tuple[str, str]] = {
    "see_before_launch": (
        "在终端里跑 auditor launch 会写出一份，照着改就行",
        "auditor launch writes one in a terminal; change that",
    ),
    "answer_in_terminal": (
        "在终端里跑 auditor launch，或者给一个写好的：auditor launch launch.yml",
        "run auditor launch in a terminal, or give a file: auditor launch launch.yml",
    ),
    "name_another_file": (
        "换个文件名：auditor launch 我的回答.yml",
        "give another name: auditor launch my-answers.yml",
    ),
    "give_checklist": ("加 --checklist 给出那份清单", "give that one with --checklist"),
    "quote_it": (
        "有冒号、引号或者以符号开头的话，整句放进引号里，或者写 |- 另起一行",
        "put a sentence with a colon, a quotation mark or a sign at its start into quotes, or write |- and begin a new line",
    ),
    "write_text": (
        "写成 --text name=群名 或 --text poster=@海报.txt；有 name announcement welcome poster",
        "write --text name=… or --text poster=@poster.txt; there are name, announcement, welcome and poster",
    ),
    "did_you_mean": ("是不是“{near}”？", "did you mean '{near}'?"),
    "did_you_mean_one_of": ("是不是 {near}？", "did you mean {near}?"),
    "one_of": ("选一个：{names}", "say one of {names}"),
    "type_its_words": (
        "把上面的字打出来，存成文本文件",
        "type out what it says and save that as a text file",
    ),
    "check_path": ("看看路径写对没有", "check the path"),
    "check_pack_path": ("看看 --pack 后面的路径写对没有", "check the path after --pack"),
    "check_rights": ("看看你有没有读它的权限", "check that you may read it"),
    "writable_file": ("换一个你能写、真有的文件夹里的文件名", "name a file in a folder that exists and is yours"),
    "another_folder": ("用 --output 换一个文件夹", "choose another folder with --output"),
    "another_name": ("换个名字", "give another name"),
    "folder_name": ("给一个文件夹的名字", "give the name of a folder"),
    "make_it_first": ("先建好它", "make it first"),
    "end_it_in": ("文件名用 {suffixes} 结尾，或者加 --format", "end it in {suffixes}, or say --format"),
    "give_the_export": (
        "给导出的文本、JSON 或表格；怎么导出，看 auditor formats",
        "give the exported text, JSON or table; auditor formats shows how to export",
    ),
    "how_to_export": ("怎么导出，看 auditor formats", "auditor formats shows how to export"),
    "export_again": ("重新导出一次", "export the chat again"),
    "copy_again": ("重新拷一份，或者重新导出", "copy or export it again"),
    "export_again_cut_off": (
        "重新导出一次；可能是拷贝的时候断了",
        "export the chat again; the file may have been cut off while it was copied",
    ),
    "export_again_interrupted": (
        "导出或者拷贝的时候断了：重新导出一次",
        "the export or the copying was interrupted: export the chat again",
    ),
    "export_again_unchanged": (
        "重新导出一次，result.json 不要改动",
        "export the chat again and give the result.json unchanged",
    ),
    "result_json_unchanged": (
        "给 Telegram Desktop 导出的 result.json，不要改动",
        "give the result.json that Telegram Desktop wrote, unchanged",
    ),
    "export_again_dates": ("重新导出一次，看看日期选对没有", "export the chat again and check the chosen dates"),
    "export_again_or_csv": (
        "重新导出一次，或者另存为 UTF-8 的 CSV",
        "export the chat again, or save it as UTF-8 CSV",
    ),
    "chatlab_first_line": (
        '第一行应该以 {"_type":"header","chatlab":… 开头；重新导出一次',
        'its first line should begin with {"_type":"header","chatlab":…; export the chat again',
    ),
    "whatsapp_export": ("给 WhatsApp 导出的文本或 zip", "give the text or the zip that WhatsApp exports"),
    "check_is_chat": ("看看这是不是导出的聊天", "check that the file is an exported chat"),
    "give_a_part": ("只给其中一段", "give a part of it"),
    "give_the_chat": ("只给聊天那一个文件", "give the chat file itself"),
    "unpack_first": ("先解压", "unpack it first"),
    "convert_it": (
        "先转成 ChatLab，或者整理成一张表，有时间、谁、内容三列就行；写法看 auditor formats",
        "convert it to ChatLab, or make a table with time, sender and text; auditor formats shows both",
    ),
    "only_your_own": (
        "里面只有你自己发的话，看不出一个群；把频道的消息整理成一张表，有时间、谁、内容三列就行",
        "it holds only what you wrote yourself, which shows no group: make a table of the channel with time, sender and text",
    ),
    "telegram_json": (
        "在 Telegram Desktop 里重新导出一次，格式选 JSON（机器可读）",
        "export again in Telegram Desktop, and choose machine-readable JSON",
    ),
    "known_formats": (
        "认得哪些导出、怎么导出，看 auditor formats",
        "auditor formats shows which exports can be read, and how to make them",
    ),
    "nearest_format": (
        "最像 {format}，但还不够像：别改导出的文件，或者看 auditor formats 重新导出",
        "it is most like {format}, but not enough: give the export unchanged, or make it again as auditor formats shows",
    ),
    "first_unread": ("第一处没看懂的是“{line}”", "the first thing that was not understood: '{line}'"),
    "export_is_empty": ("导出是空的", "the export is empty"),
    "say_date_order": ("加 --date-order 说清楚", "say --date-order"),
    "say_date_order_or_iso": (
        "加 --date-order dmy 或 --date-order mdy，或者把日期写成 2024-05-01",
        "say --date-order dmy or --date-order mdy, or write dates as 2024-05-01",
    ),
    "leave_date_order": ("别加 --date-order，让文件自己定", "leave --date-order out, and the file decides"),
    "say_year": ("加 --year 2024，或者导出成 JSON", "say it with --year 2024, or export as JSON"),
    "date_in_name": (
        "把日期写进文件名，比如 chat-2024-05-01.txt，或者导出成 JSON",
        "put the date into the name of the file, such as chat-2024-05-01.txt, or export as JSON",
    ),
    "say_columns": (
        "加 --columns time=…,sender=…,text=…；它的列有：{headers}",
        "say --columns time=…,sender=…,text=…; its columns are {headers}",
    ),
    "write_times": (
        "时间写成 2024-05-01 08:00:00，或者用 --columns time=… 说是哪一列",
        "write times as 2024-05-01 08:00:00, or say which column holds them: --columns time=…",
    ),
    "check_quotes": (
        "看看有换行的格子引号对不对，或者另存为 UTF-8 的 CSV",
        "check the quotation marks around cells with line breaks, or save the table again as UTF-8 CSV",
    ),
    "save_as_csv": ("把那一页另存为 CSV", "save the sheet as CSV"),
    "our_columns": ("选一个：{names}", "ours are {names}"),
    "its_columns": ("它的列有：{headers}", "its columns are {headers}"),
    "write_pairs": ("写成 time=日期,sender=谁,text=内容", "write time=Date,sender=From,text=Message"),
    "choose_chat": ("用 --chat 群名 选一个", "choose one with --chat NAME"),
    "choose_chat_in_list": ("在 clients.yml 里给它写一行 chat: 群名", "say chat: NAME for it in clients.yml"),
    "chats_there": ("有这些：{chats}", "there is: {chats}"),
    "inspect_lists_names": ("名字都在 auditor inspect 里", "auditor inspect lists the names"),
    "list_names_all": ("名字都在 auditor rules list 里", "auditor rules list names them all"),
    "chat_lasts": ("消息从 {first} 到 {last}", "its messages run from {first} to {last}"),
    "write_date": ("写成 2024-05-10", "write it as 2024-05-10"),
    "exchange": ("把两个日期对调", "exchange the two"),
    "write_zone": ("写 +08:00，或者 Asia/Shanghai 这样的名字", "write +08:00 or a name such as Asia/Shanghai"),
    "write_score": ("写 50 或 vitality=40", "write 50 or vitality=40"),
    "write_weight": ("写 audience=5", "write audience=5"),
    "number_the_app_shows": ("写手机上显示的人数", "give the number the app shows"),
    "file_or_number": ("给一个文件，或者一个数", "give a file or a number"),
    "save_as_utf8": ("另存为 UTF-8", "save it as UTF-8"),
    "one_name_a_line": ("一行写一个名字", "one name a line"),
    "name_one_file": ("给里面的一个文件", "name one of the files in it"),
    "run_with_debug": (
        "加 --debug 再跑一次，把打印的报给我们；导出可以只留下出问题的那一行",
        "run it again with --debug, and report what it prints; an export can be cut down to the line that hurts",
    ),
    "give_a_result": (
        "给 auditor check 聊天 -o 结果.json 写出来的文件",
        "give a file that auditor check EXPORT -o result.json wrote",
    ),
    "make_result_again": (
        "文件改动过或者没写完：重新跑一次 auditor check 聊天 -o 结果.json",
        "the file was changed or cut short: run auditor check EXPORT -o result.json again",
    ),
    "check_again": (
        "用聊天记录重新跑一次 auditor check 聊天 -o 结果.json",
        "run auditor check EXPORT -o result.json on the chat again",
    ),
    "newer_auditor": ("换新版的 auditor 来读", "read it with a newer auditor"),
    "name_config_file": ("说出文件名，或者先写一个 auditor.yml", "name the file, or write an auditor.yml first"),
    "folder_or_list": ("给一个放导出的文件夹，或者一个 clients.yml", "give a folder of exports, or a clients.yml"),
    "same_version": (
        "两边装同一个版本，规则包的路径和内容也要一样",
        "install the same version, and the same packs under the same paths",
    ),
    "check_it_alone": (
        "单独跑一次 auditor check {export} --debug，把打印的报给我们",
        "run auditor check {export} --debug by itself, and report what it prints",
    ),
    "check_it_alone_memory": (
        "多半是内存不够：--jobs 1 再跑一次，或者只导出其中一段",
        "most likely memory ran out: run again with --jobs 1, or export a part of the chat",
    ),
    "install_cluster": (
        "pip install 'community-auditor[cluster]'；不加 --scheduler 就用这台机器的所有核",
        "pip install 'community-auditor[cluster]'; without --scheduler all cores of this machine are used",
    ),
    "start_scheduler": (
        "先 dask scheduler，再看地址和端口写对没有",
        "start it with dask scheduler, and check host and port",
    ),
    "keep_one": ("留一个", "keep one"),
    "keep_one_of_line": ("第 {line} 行已经写过，留一个", "it stood on line {line} before; keep one"),
    "delete_it": ("删掉它", "delete it"),
    "leave_it_out": ("去掉它", "leave it out"),
    "write_it_out": ("照原样再写一遍", "write it out"),
    "write_or_delete": ("往里写点什么，或者删掉这个文件", "write something into it, or delete the file"),
    "check_indents": ("看看缩进对不对", "check the indentation"),
    "number_or_quotes": ("写一个数；要当文字就加引号", "write a number, or put text into quotes"),
    "see_help": ("用法：{command} --help", "{command} --help shows how"),
}
"""What to do."""

SYSTEM: dict[str, str] = {
    "Permission denied": "没有权限",
    "Operation not permitted": "没有权限",
    "No such file or directory": "没有这个文件或文件夹",
    "Is a directory": "这是文件夹",
    "Not a directory": "路径里有一段不是文件夹",
    "File exists": "已经有同名的文件",
    "File name too long": "名字太长",
    "No space left on device": "磁盘满了",
    "Read-only file system": "这个磁盘只能读",
    "Input/output error": "磁盘读写出错",
    "Too many levels of symbolic links": "快捷方式绕成了圈",
}
"""What operating systems say, in Chinese."""

REFUSALS = {**FILES, **FORMATS, **SAVED, **LAUNCH, **ASKED, **BATCH, **TYPED, **STRICT, **HINTS}


def tell(code: str, lang: Lang, params: Mapping[str, object]) -> str:
    """The sentence of ``code`` with its params; a code nobody wrote a sentence for is a sentence itself."""
    if code not in REFUSALS:
        return code
    said = dict(params)
    if lang == "zh" and "reason" in said:
        said["reason"] = SYSTEM.get(str(said["reason"]), said["reason"])
    if "app" in said:
        said["app"] = one(lang, PLATFORMS, str(said["app"]))
    return fill(REFUSALS[code][lang == "en"], said)
