"""What a WhatsApp body is: words, or what WhatsApp writes in place of a picture, a poll, a deleted message.

The app puts U+200E before what it writes itself: always on iPhones, never on Android phones; there the wording decides.
"""

from __future__ import annotations

import polars as pl

MARK = "\u200e"
"""Before text that the app has written."""

_OMITTED = (
    r"(?:omitted|omitid|oculta|omis|ausgeschlossen|ausgelassen|weggelassen|omess|weggelaten|без медиафайлов|пропущен"
    r"|略去|省略|忽略|なし|除外|제외|생략|dihilangkan|tidak disertakan|छोड़|नहीं|utelämna|utelatt|udeladt|pominięto|katıl|dahil edilmedi)"
)
_ATTACHED = (
    r"(?:attached|angehängt|anhang|adjunt|anexad|anexo|joint|pièce jointe|allegat|bijgevoegd|вложен|прикреплен|прикреплён|файл"
    r"|附加|附件|添付|첨부|terlampir|lampiran|संलग्न|अटैच|bifoga|vedlagt|załączon|eklen)"
)
_FILE = r"[^\n<>]*\.[A-Za-z0-9]{2,5}"
_KINDS = (
    ("sticker", r"sticker|贴纸|贴图|貼圖|貼紙|наклейк|стикер|ステッカー|スタンプ|스티커|stiker|स्टिकर|adesiv|figurinha|autocollant|\bstk-|gif|动图"),
    ("contact", r"contact|kontakt|contatto|contato|联系人|聯絡|名片|連絡先|연락처|контакт|kontak|संपर्क|\.vcf"),
    ("location", r"location|standort|ubicaci|localiza|posizione|lokasi|местоположен|геопози|位置|위치|स्थान"),
    ("video", r"video|vídeo|vidéo|видео|视频|影片|動画|ビデオ|동영상|비디오|वीडियो|\bvid-|\.(?:mp4|mov|3gp|avi|mkv|m4v|webm)\b"),
    ("voice", r"audio|voice|\bptt-|sprach|аудио|голос|音频|语音|音訊|語音|音声|オーディオ|오디오|음성|ऑडियो|suara|\.(?:opus|m4a|aac|amr|mp3|ogg|wav)\b"),
    ("image", r"image|photo|picture|bild|foto|imagen|imagem|immagin|afbeelding|gambar|изображен|фото|图片|图像|圖片|圖像|相片|照片|画像|写真|사진|이미지|चित्र|फ़ोटो|\bimg-|\.(?:jpe?g|png|heic|webp)\b"),
    ("file", r"document|dokument|文件|文档|檔案|文書|ドキュメント|문서|документ|दस्तावेज़|\.[a-z0-9]{2,5}\b"),
)  # fmt: skip
"""Kinds by what stands in the place of the picture: the app's words, or the name of the file."""

_OWN = (
    "You deleted this message", "您删除了这条消息", "你删除了这条消息", "您已删除这条消息", "你已删除这条消息", "您已删除此消息",
    "你已删除此消息", "你已刪除此訊息", "您已刪除此訊息", "你刪除了這則訊息", "您刪除了這則訊息", "Eliminaste este mensaje",
    "Você apagou esta mensagem", "Apagou esta mensagem", "Du hast diese Nachricht gelöscht", "Vous avez supprimé ce message",
    "Hai eliminato questo messaggio", "Вы удалили данное сообщение", "Вы удалили это сообщение", "Anda telah menghapus pesan ini",
    "Anda menghapus pesan ini", "आपने यह मैसेज डिलीट किया", "आपने यह मैसेज डिलीट कर दिया", "このメッセージを削除しました",
    "내가 삭제한 메시지입니다", "Je hebt dit bericht verwijderd",
)  # fmt: skip
"""What stands in the place of a message that its writer, the one who exported, has deleted."""
_GONE = (
    "This message was deleted", "这条消息已删除", "此消息已删除", "该消息已删除", "此訊息已刪除", "這則訊息已刪除", "此訊息已被刪除",
    "Se eliminó este mensaje", "Este mensaje fue eliminado", "Mensaje eliminado", "Mensagem apagada", "Esta mensagem foi apagada",
    "Diese Nachricht wurde gelöscht", "Ce message a été supprimé", "Questo messaggio è stato eliminato", "Данное сообщение удалено",
    "Это сообщение удалено", "Сообщение удалено", "Pesan ini telah dihapus", "Pesan ini dihapus", "यह मैसेज डिलीट कर दिया गया",
    "यह मैसेज डिलीट कर दिया गया है", "このメッセージは削除されました", "삭제된 메시지입니다", "이 메시지는 삭제되었습니다",
    "Dit bericht is verwijderd",
)  # fmt: skip
_OWN_FORMS = [phrase + end for phrase in _OWN for end in ("", ".", "。")]
_DELETED = [*_OWN_FORMS, *(phrase + end for phrase in _GONE for end in ("", ".", "。"))]
_BY_ADMIN = r"^(?:This message was deleted by admin |You deleted this message as admin|(?:此|这条|這則)(?:消息|訊息)已(?:被|由)?管理[员員])"
_UNSEEN = (
    r"^(?:Waiting for this message|正在等待此消息|正在等待此訊息|正在等待这条消息|Esperando (?:el|este) mensaje|Aguardando mensagem"
    r"|Warten auf diese Nachricht|En attente de ce message|In attesa del messaggio|Ожидание данного сообщения|null$)"
)
_EDITED = r"\s*\x{200E}?<[^<>\n]*(?:edited|编辑|編輯|編集|edit[óoa]|bearbeitet|modifi|изменен|수정|편집|diedit|एडिट|bewerkt)[^<>\n]*>$"
_POLL = r"^\x{200E}?(?:POLL|投票|ENCUESTA|UMFRAGE|ENQUETE|SONDAGE|SONDAGGIO|ОПРОС|JAJAK PENDAPAT|PEILING|アンケート|투표|पोल)\s*[:：]"
_OPTION = r"(?m)^\x{200E}?(?:OPTION|选项|選項|OPCIÓN|OPÇÃO|OPZIONE|ВАРИАНТ|OPSI|オプション|선택지|विकल्प)\s*[:：]\s*"
_VOTES = r"(?m)\s*[（(][\d,.]+ ?[^()（）\d\n]{1,20}[)）]$"
_MAP = r"(?i)^(?:[^\n:：]{0,20}[:：]\s*)?https?://(?:maps\.google\.[a-z.]+/|www\.google\.[a-z.]+/maps|goo\.gl/maps|maps\.app)[^\s]*$"
_LIVE = r"(?i)^\x{200E}?(?:live location shared|实时位置|即時位置|ubicación en tiempo real|live-standort)"
_ENDS = r"(?:>|\)|omitted|略去|省略|忽略)$"


def suspect(body: pl.Expr) -> pl.Expr:
    """Whether the first line of a body may hold something else than words; :func:`tell_kinds` looks at these few."""
    signs = (
        body == "",
        body.str.starts_with("<"),
        body.str.contains(_ENDS),
        body.str.contains(f"{MARK}|maps"),
        body.str.contains(rf"{_POLL}|{_UNSEEN}|{_BY_ADMIN}"),
        body.is_in(_DELETED),
    )
    return pl.any_horizontal(*signs).fill_null(False)


def suspect_below(more: pl.Expr) -> pl.Expr:
    """The same of the lines below the first."""
    return (more.str.contains(MARK, literal=True) | more.str.ends_with(">")).fill_null(False)


def tell_kinds(texts: pl.Series) -> pl.DataFrame:
    """``kind``, ``text`` (what was written besides), ``edited``, ``own`` (deleted by the exporter) and ``generated`` (in
    the app's own words, but in none that are known) of each body.
    """
    bodies = texts.alias("whole").to_frame()
    distinct = bodies.unique(maintain_order=True).with_columns(pl.col("whole").str.contains(_EDITED).alias("edited"))
    body = pl.when("edited").then(pl.col("whole").str.replace(_EDITED, "")).otherwise("whole")
    distinct = distinct.with_columns(body.alias("body"))
    marked = pl.col("body").str.contains(MARK, literal=True)
    told = pl.concat([_slots_by_mark(distinct.filter(marked)), _slots_by_wording(distinct.filter(~marked))])
    return bodies.join(_kinds(told), on="whole", how="left", maintain_order="left").drop("whole")


def _slots_by_mark(marked: pl.DataFrame) -> pl.DataFrame:
    """``slot``, what stands in the place of a picture, and ``caption``, where the app has set its mark."""
    pieces = pl.col("body").str.split(MARK)
    parted = marked.with_columns(
        pieces.list.last().str.strip_chars().alias("slot"),
        pieces.list.head(pieces.list.len() - 1).list.join("").str.strip_chars(" \n•").alias("caption"),
    )
    is_slot = pl.col("slot").str.contains(rf"(?i)^<.*{_ATTACHED}.*>$|^.{{0,60}}{_OMITTED}|^<[^<>\n]*>$")
    return parted.with_columns(pl.when(is_slot).then("slot").alias("slot"))


def _slots_by_wording(bare: pl.DataFrame) -> pl.DataFrame:
    """The same where there is no mark: then only known wordings count, for people write in brackets too."""
    line = pl.col("body").str.extract(r"^([^\n]*)").str.strip_chars()
    whole = ~pl.col("body").str.contains("\n", literal=True)
    is_slot = (
        (whole & line.str.contains(rf"(?i)^<[^<>]*(?:{_OMITTED}|{_ATTACHED})[^<>]*>$"))
        | line.str.contains(rf"(?i)^{_FILE} \([^()]*{_ATTACHED}[^()]*\)$")
        | (whole & line.str.contains(r"^(?:image|video|audio|sticker|GIF|document|Contact card) omitted$"))
        | (
            whole
            & line.str.contains(
                r"^(?:图片|图像|照片|视频|音频|语音|贴图|贴纸|文件|圖片|照片|影片|音訊|語音|貼圖|文件|GIF ?|聯絡人?)(?:已略去|已省略|已忽略)$"
            )
        )
    )
    return bare.with_columns(
        pl.when(is_slot).then(line).alias("slot"), pl.col("body").str.extract(r"(?s)^[^\n]*\n(.*)$").alias("caption")
    )


def _kinds(told: pl.DataFrame) -> pl.DataFrame:
    plain = pl.col("body").str.strip_chars(f"{MARK} \n")
    slot = pl.col("slot")
    by_words = [pl.when(slot.str.contains(f"(?i){words}")).then(pl.lit(kind)) for kind, words in _KINDS]
    kind = (
        pl.when(plain.is_in(_DELETED) | plain.str.contains(_BY_ADMIN))
        .then(pl.lit("recalled"))
        .when(slot.is_not_null())
        .then(pl.coalesce(*by_words, pl.lit("other")))
        .when(pl.col("body").str.contains(_POLL) & pl.col("body").str.contains(_OPTION))
        .then(pl.lit("poll"))
        .when(plain.str.contains(_MAP) | plain.str.contains(_LIVE))
        .then(pl.lit("location"))
        .when(plain.str.contains(_UNSEEN) | (plain == ""))
        .then(pl.lit("other"))
        .otherwise(pl.lit("text"))
    )
    options = plain.str.replace(_POLL, "").str.replace_all(_OPTION, "").str.replace_all(_VOTES, "").str.strip_chars()
    return told.with_columns(kind.alias("kind")).select(
        "whole",
        "kind",
        pl.when(slot.is_not_null())
        .then(pl.col("caption").fill_null("").str.strip_chars("\n "))
        .when(pl.col("kind") == "poll")
        .then(options)
        .when(pl.col("kind") == "text")
        .then(pl.col("body").str.strip_prefix(MARK))
        .otherwise(pl.lit(""))
        .alias("text"),
        "edited",
        plain.is_in(_OWN_FORMS).alias("own"),
        (pl.col("body").str.starts_with(MARK) & (pl.col("kind") == "text")).alias("generated"),
    )
