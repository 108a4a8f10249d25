"""The wordings of WhatsApp's own sentences ("A added B, C and D") in the languages its phones speak, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTE = r'["“”„‟«»「」『』]'
_NAME = r"[^:：]+?"
"""A name in a sentence. One with a colon would make sentences of what people write about joining and leaving."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One wording. ``{a}`` is who did it, ``{t}`` to whom (several people, perhaps), ``{g}`` the group's new name."""

    kind: str
    """An event kind of ``tables.EVENTS``."""
    wording: str
    via: str | None = None
    me: str | None = None
    """``a`` or ``t`` where the verb alone says "you" (Creaste, Hai aggiunto)."""

    @property
    def pattern(self) -> str:
        """The wording as a regular expression for the whole sentence, with groups ``actor``, ``targets``, ``title``."""
        filled = self.wording.replace("{a}", rf"(?P<actor>{_NAME})").replace("{t}", rf"(?P<targets>{_NAME})")
        filled = filled.replace("{g}", rf"{_QUOTE}(?P<title>.*){_QUOTE}").replace("{q}", rf"{_QUOTE}.*{_QUOTE}")
        return rf"^(?:{filled})$"

    @property
    def bare(self) -> str:
        """The same without names of groups, so that several can be joined."""
        return re.sub(r"\(\?P<\w+>", "(?:", self.pattern)


S = Sentence

_ENGLISH = (
    S("other", r"(?:Your )?[Mm]essages .*(?:end-to-end|secured).*"),
    S("create", r"{a} created (?:the |this )?(?:group|community)(?: {g})?"),
    S("settings", r"{a} (?:added|removed|linked|unlinked) (?:this|the) group .*"),
    S("describe", r"{a} (?:changed|deleted|removed|updated|added|set) (?:the|this) group(?:'s)? description.*"),
    S("settings", r"{a} (?:changed|deleted|removed|updated) (?:this group's|the group's|the group) (?:icon|picture|photo).*"),
    S("rename", r"{a} changed (?:the subject|(?:the|this) group(?:'s)? (?:name|subject))(?: from {q})? to {g}"),
    S("rename", r"{a} changed (?:the subject|(?:the|this) group(?:'s)? (?:name|subject)).*"),
    S("mute", r"{a} changed (?:this group's|the|the group's) settings (?:to allow|so) only admins (?:to|can) send messages.*"),
    S("settings", r"{a} changed (?:this group's|the|the group's|this community's) (?:group )?settings.*"),
    S("settings", r"{a} (?:reset|revoked) (?:this|the) group(?:'s)? invite link.*"),
    S("settings", r"{a} turned (?:on|off) .*"),
    S("settings", r"{a} (?:set|updated|changed) the (?:disappearing )?message timer.*"),
    S("settings", r"{a} uses? a default timer .*"),
    S("pin", r"{a} pinned a message.*"),
    S("admin", r"{t}(?:'re| are| is) now an? (?:group |community )?admin.*", via="admin"),
    S("admin", r"{t}(?:'re| are| is) now the (?:group |community )?owner.*", via="owner"),
    S("admin", r"{a} made {t} an? (?:group |community )?admin.*", via="admin"),
    S("settings", r"[^:：]* no longer an? (?:group |community )?admin.*|{a} dismissed .+ as (?:an? )?admin.*"),
    S("join", r"[^:：]*? approved {t}'s request to join.*", via="request"),
    S("other", r"[^:：]* requested to join.*"),
    S("join", r"{t} joined (?:using|via|with|through) your (?:group )?invite.*", via="invite", me="a"),
    S("join", r"{t} joined (?:using|via|with|through) .*link.*", via="link"),
    S("join", r"{t} joined(?: from)?(?: (?:the|this) (?:group|community))?"),
    S("leave", r"{t} left(?: (?:the|this) (?:group|community))?"),
    S("invite", r"{t} (?:was|were) added(?: by {a})?", via="added"),
    S("remove", r"{t} (?:was|were) removed(?: by {a})?"),
    S("invite", r"{a} added {t}(?: to (?:the|this) group)?", via="added"),
    S("remove", r"{a} removed {t}(?: from (?:the|this) group)?"),
    S("call", r"(?:Missed |Unanswered |Silenced )?(?:[Gg]roup )?(?:[Vv]oice|[Vv]ideo) call.*"),
    S("call", r"{a} started a (?:group )?(?:voice |video )?call.*"),
    S("other", r"[^:：]*security code.* changed.*|[^:：]* changed (?:their|his|her|your|the|to a new) (?:phone )?number.*"),
    S("other", r"\+[\d ()-]+ changed to \+[\d ()-]+.*|{a} changed to \+[\d ()-]+"),
    S("other", r"(?:This|Your) (?:business|chat|account|company) .*|This group .*|You (?:blocked|unblocked) .*"),
)  # fmt: skip

_GROUP = r"(?:此|本|该|該|这个|這個)?(?:群组|群組|群聊|群|社群|社区|社區)?"
_CHINESE = (
    S("other", r"[^:：]*端(?:到|对|對)端.*加密.*"),
    S("create", r"{a} ?已?(?:创建|建立|新建)了?(?:此|本|该|該|这个|這個|了)?(?:群组|群組|群|社群|社区|社區)(?: ?{g})?"),
    S("rename", rf"{{a}} ?已?(?:将|將|把|(?:更改|变更|變更|修改)了?){_GROUP}的?(?:主题|主題|主旨|名称|名稱|标题|標題)(?:(?:从|從|由)? ?{{q}})? ?(?:更改|变更|變更|修改|更新|改|设|設)?(?:为|為|成|至) ?{{g}}"),
    S("rename", rf"{{a}} ?已?(?:更改|变更|變更|修改)了?{_GROUP}的?(?:主题|主題|主旨|名称|名稱|标题|標題).*"),
    S("describe", rf"{{a}} ?已?(?:更改|变更|變更|修改|删除|刪除|更新|新增|添加)了?{_GROUP}的?(?:描述|说明|說明|简介|簡介).*"),
    S("settings", rf"{{a}} ?已?(?:更改|变更|變更|修改|删除|刪除|更新)了?{_GROUP}的?(?:图标|图像|头像|图片|圖示|圖像|頭像|圖片|照片|相片).*"),
    S("mute", r"{a} ?已?(?:更改|变更|變更|修改|将|將)了?.*(?:设置|设定|設定|設置).*(?:仅|僅|只).*管理[员員].*(?:发送|傳送|传送|发言|發言|發送).*"),
    S("settings", rf"{{a}} ?已?(?:更改|变更|變更|修改|将|將)了?{_GROUP}的?(?:设置|设定|設定|設置).*"),
    S("settings", r"{a} ?已?(?:重置|重设|重設)了?.*(?:链接|連結|鏈接).*"),
    S("settings", r"{a} ?已?(?:开启|開啟|启用|啟用|关闭|關閉|打开|打開|停用|更新|设置|設定)了?.*"),
    S("pin", r"{a} ?已?(?:置顶|置頂|釘選|钉选|固定)了?.*(?:消息|訊息|信息).*"),
    S("settings", r"[^:：]*不再是.*管理[员員].*"),
    S("admin", r"{t} ?(?:现在|現在|已|已经|已經)?(?:是|成为|成為)(?:群组|群組)?的?管理[员員]了?", via="admin"),
    S("admin", r"{a} ?已?(?:将|將|把) ?{t} ?(?:设为|設為|设置为|指定为|指定為)(?:群组|群組)?管理[员員]", via="admin"),
    S("join", r"[^:：]*? ?已?(?:批准|核准|接受|同意)了? ?{t} ?的?(?:加入|入群)?(?:请求|請求|要求|申请|申請).*", via="request"),
    S("other", r"[^:：]*(?:请求|請求|要求|申请|申請)加入.*"),
    S("join", r"{t} ?已?(?:使用|通过|透過|经由|經由)(?:你|您)的(?:邀请|邀請).*加入.*", via="invite", me="a"),
    S("join", r"{t} ?已?(?:使用|通过|透過|经由|經由|用).*(?:链接|連結|鏈接).*加入.*", via="link"),
    S("join", r"{t} ?已?(?:从|從|通过|透過|由)(?:此|本)?(?:社群|社区|社區)加入.*"),
    S("join", rf"{{t}} ?已?加入了?{_GROUP}"),
    S("leave", rf"{{t}} ?已?(?:退出|离开|離開)了?{_GROUP}了?"),
    S("remove", rf"{{t}} ?已?被 ?(?:{{a}} ?)?(?:移除|移出|踢出)了?{_GROUP}"),
    S("invite", rf"{{t}} ?已?被 ?(?:{{a}} ?)?(?:添加|新增|加入)(?:至|到|进|進)?{_GROUP}", via="added"),
    S("remove", rf"{{a}} ?已?(?:将|將|把) ?{{t}} ?(?:移除|移出|踢出|删除|刪除)了?{_GROUP}"),
    S("remove", r"{a} ?已?(?:移除|移出|踢出)了? ?{t}"),
    S("invite", rf"{{a}} ?已?(?:将|將|把) ?{{t}} ?(?:添加|新增|加入|加)(?:至|到|进|進)?{_GROUP}", via="added"),
    S("invite", r"{a} ?已?(?:添加|新增|邀请|邀請)了? ?{t}", via="added"),
    S("invite", r"{a} 已?加入了? {t}", via="added"),
    S("call", r"(?:未接|错过|錯過|无人接听).*(?:通话|通話|来电|來電|电话|電話).*|(?:群组|群組)?(?:语音|語音|视频|視訊)(?:通话|通話).*"),
    S("other", r"[^:：]*(?:安全码|安全代码|安全碼|安全代碼|安全性代碼).*|[^:：]*(?:手机|电话|手機|電話)(?:号码|號碼).*"),
    S("other", r"[^:：]*(?:企业|商家|商業|业务|公司).*(?:帐户|账户|帳戶|账号|帳號|服务|服務).*"),
    S("settings", r"{a} ?已?(?:更改|变更|變更|修改)了?(?:此|本|该|該).*|[^:：]*(?:限时消息|限時訊息|阅后即焚|自动销毁).*"),
)  # fmt: skip

_SPANISH = (
    S(
        "other",
        r"[^:：]*cifrad[oa]s? de extremo a extremo.*|[^:：]*c[oó]digo de seguridad.*|[^:：]*n[uú]mero de tel[eé]fono.*",
    ),
    S("create", r"{a} cre[oó] (?:el|este) grupo(?: {g})?"),
    S("create", r"Creaste (?:el|este) grupo(?: {g})?", me="a"),
    S("rename", r"{a} cambi[oó] el (?:asunto|nombre)(?: del grupo| de este grupo)?(?: de {q})? (?:a|por) {g}"),
    S("rename", r"Cambiaste el (?:asunto|nombre)(?: del grupo| de este grupo)?(?: de {q})? (?:a|por) {g}", me="a"),
    S("describe", r"(?:{a} (?:cambi[oó]|elimin[oó])|Cambiaste|Eliminaste) la descripci[oó]n.*"),
    S("settings", r"(?:{a} (?:cambi[oó]|elimin[oó])|Cambiaste|Eliminaste) (?:el [ií]cono|la foto|la imagen).*"),
    S("mute", r"[^:：]*(?:cambi[oó]|Cambiaste) .*solo (?:los )?admin.* env[ií][ae]r? mensajes.*"),
    S(
        "settings",
        r"[^:：]*(?:los ajustes|la configuraci[oó]n|mensajes temporales|enlace de invitaci[oó]n del grupo).*",
    ),
    S("pin", r"{a} fij[oó] un mensaje.*"),
    S("admin", r"Ahora eres (?:un )?admin.*", via="admin", me="t"),
    S("admin", r"{t} ahora es (?:un )?admin.*", via="admin"),
    S("join", r"Te uniste.*(?:enlace|invitaci[oó]n).*", via="link", me="t"),
    S("join", r"{t} se uni[oó] .*(?:enlace|invitaci[oó]n).*", via="link"),
    S("join", r"{t} se uni[oó].*"),
    S("leave", r"{t} (?:sali[oó]|ha salido|abandon[oó])(?: del grupo| el grupo)?"),
    S("leave", r"(?:Saliste|Has salido)(?: del grupo)?", me="t"),
    S("invite", r"{a} te (?:a[ñn]adi[oó]|agreg[oó])", via="added", me="t"),
    S("invite", r"(?:A[ñn]adiste|Agregaste|Has a[ñn]adido) a {t}", via="added", me="a"),
    S("invite", r"Se (?:a[ñn]adi[oó]|agreg[oó]) a {t}", via="added"),
    S("invite", r"{a} (?:a[ñn]adi[oó]|agreg[oó]) a {t}", via="added"),
    S("invite", r"(?:Fuiste|Has sido|Se te) (?:a[ñn]adi|agreg).*", via="added", me="t"),
    S("remove", r"{a} te (?:elimin[oó]|sac[oó])", me="t"),
    S("remove", r"(?:Eliminaste|Sacaste) a {t}", me="a"),
    S("remove", r"{a} (?:elimin[oó]|sac[oó]|expuls[oó]) a {t}"),
    S("call", r"(?:Llamada|Videollamada).* perdida.*"),
)

_PORTUGUESE = (
    S(
        "other",
        r"[^:：]*criptografia de ponta a ponta.*|[^:：]*c[oó]digo de segurança.*|[^:：]*n[uú]mero de telefone.*",
    ),
    S("create", r"{a} criou (?:o|este) grupo(?: {g})?"),
    S("rename", r"{a} (?:mudou|alterou) o (?:nome|assunto)(?: do grupo| deste grupo)?(?: de {q})? para {g}"),
    S("describe", r"{a} (?:mudou|alterou|apagou|removeu) a descrição.*"),
    S("settings", r"{a} (?:mudou|alterou|apagou|removeu) (?:o ícone|a imagem|a foto).*"),
    S("mute", r"{a} (?:mudou|alterou) .*(?:só|apenas|somente) (?:os )?admin.* enviar mensagens.*"),
    S("settings", r"{a} (?:mudou|alterou|ativou|desativou|redefiniu) .*"),
    S("pin", r"{a} fixou uma mensagem.*"),
    S("admin", r"(?:Agora você é|Você agora é) (?:um )?admin.*", via="admin", me="t"),
    S("admin", r"{t} (?:agora )?é (?:agora )?(?:um )?admin.*", via="admin"),
    S("join", r"{t} entrou .*(?:link|convite).*", via="link"),
    S("join", r"{t} entrou.*"),
    S("leave", r"{t} saiu(?: do grupo)?"),
    S("invite", r"{a} adicionou {t}", via="added"),
    S("invite", r"{t} (?:foi|foram) adicionad[oa].*", via="added"),
    S("remove", r"{a} removeu {t}"),
    S("remove", r"{t} (?:foi|foram) removid[oa].*"),
    S("call", r"(?:Chamada|Ligação).* perdida.*"),
)

_GERMAN = (
    S("other", r"[^:：]*Ende-zu-Ende.*|[^:：]*Sicherheitsnummer.*|[^:：]*Telefonnummer.*"),
    S("create", r"{a} ha(?:t|st) (?:die|diese) Gruppe(?: {g})? erstellt"),
    S("rename", r"{a} ha(?:t|st) (?:den Betreff|den Gruppennamen|den Namen der Gruppe)(?: von {q})? (?:zu|in|auf|nach) {g} geändert"),
    S("describe", r"{a} ha(?:t|st) die (?:Gruppenbeschreibung|Beschreibung).*"),
    S("settings", r"{a} ha(?:t|st) (?:das|dieses|die) (?:Gruppenbild|Gruppen-?[Ii]con|Gruppensymbol|Bild).*"),
    S("mute", r"{a} ha(?:t|st) .*[Nn]ur Admins.*Nachrichten.*"),
    S("settings", r"{a} ha(?:t|st) .*(?:[Ee]instellungen|Einladungslink|[Nn]achrichten).*"),
    S("pin", r"{a} ha(?:t|st) eine Nachricht (?:angepinnt|angeheftet|fixiert).*"),
    S("admin", r"{t} (?:bist|ist) (?:jetzt|nun) (?:ein )?(?:Gruppen-?)?[Aa]dmin.*", via="admin"),
    S("join", r"{t} (?:bist|ist) .*[Ll]ink.*", via="link"),
    S("join", r"{t} (?:bist|ist) .*beigetreten"),
    S("leave", r"{t} ha(?:t|st) die Gruppe verlassen"),
    S("invite", r"{t} wurde(?:st|n)? (?:von {a} )?hinzugefügt", via="added"),
    S("remove", r"{t} wurde(?:st|n)? (?:von {a} )?entfernt"),
    S("invite", r"{a} ha(?:t|st) {t} hinzugefügt", via="added"),
    S("remove", r"{a} ha(?:t|st) {t} (?:aus der Gruppe )?entfernt"),
    S("call", r"Verpasste.*[Aa]nruf.*"),
)  # fmt: skip

_FRENCH = (
    S("other", r"[^:：]*chiffrés? de bout en bout.*|[^:：]*code de sécurité.*|[^:：]*numéro de téléphone.*"),
    S("create", r"{a} (?:a|avez) créé (?:le|ce) groupe(?: {g})?"),
    S("rename", r"{a} (?:a|avez) (?:changé|modifié) (?:le sujet|l'objet|le nom)(?: du groupe| de ce groupe)?(?: de {q})? (?:en|à|pour|par) {g}"),
    S("describe", r"{a} (?:a|avez) (?:changé|modifié|supprimé) la description.*"),
    S("settings", r"{a} (?:a|avez) (?:changé|modifié|supprimé) (?:l'icône|la photo|l'image).*"),
    S("mute", r"{a} (?:a|avez) .*(?:seuls|uniquement) (?:les )?admin.*messages.*"),
    S("settings", r"{a} (?:a|avez) (?:changé|modifié|activé|désactivé|réinitialisé|mis à jour) .*"),
    S("pin", r"{a} (?:a|avez) épinglé un message.*"),
    S("admin", r"{t} (?:est|êtes) (?:maintenant|désormais) (?:un |une )?admin.*", via="admin"),
    S("join", r"{t} (?:a|avez) rejoint .*lien.*", via="link"),
    S("join", r"{t} (?:a|avez) rejoint.*"),
    S("leave", r"{t} (?:a|avez) quitté(?: le groupe)?"),
    S("invite", r"{t} (?:a|avez|ont) été ajouté.*", via="added"),
    S("remove", r"{t} (?:a|avez|ont) été (?:retiré|supprimé|exclu).*"),
    S("invite", r"{a} vous a ajouté.*", via="added", me="t"),
    S("remove", r"{a} vous a (?:retiré|supprimé|exclu).*", me="t"),
    S("invite", r"{a} (?:a|avez) ajouté {t}", via="added"),
    S("remove", r"{a} (?:a|avez) (?:retiré|supprimé|exclu) {t}"),
    S("call", r"Appel.* manqué.*"),
)  # fmt: skip

_ITALIAN = (
    S("other", r"[^:：]*crittografi.* end-to-end.*|[^:：]*codice di sicurezza.*|[^:：]*numero di telefono.*"),
    S("create", r"{a} ha creato (?:il|questo) gruppo(?: {g})?"),
    S("create", r"Hai creato (?:il|questo) gruppo(?: {g})?", me="a"),
    S("rename", r"(?:{a} ha|Hai) (?:cambiato|modificato) (?:l'oggetto|il nome)(?: del gruppo| di questo gruppo)?(?: da {q})? (?:in|a) {g}"),
    S("describe", r"(?:{a} ha|Hai) (?:cambiato|modificato|eliminato) la descrizione.*"),
    S("settings", r"(?:{a} ha|Hai) (?:cambiato|modificato|eliminato) (?:l'immagine|l'icona|la foto).*"),
    S("mute", r"(?:{a} ha|Hai) .*solo (?:gli )?amministratori.*messaggi.*"),
    S("settings", r"(?:{a} ha|Hai) (?:cambiato|modificato|attivato|disattivato|reimpostato|aggiornato) .*"),
    S("pin", r"{a} ha fissato un messaggio.*"),
    S("admin", r"Ora sei (?:un )?amministrator.*", via="admin", me="t"),
    S("admin", r"{t} ora è (?:un )?amministrator.*", via="admin"),
    S("join", r"{t} si è unit[oa].*link.*", via="link"),
    S("join", r"{t} si è unit[oa].*"),
    S("leave", r"{t} (?:ha abbandonato|è uscit[oa])(?: dal gruppo| il gruppo)?"),
    S("leave", r"(?:Hai abbandonato|Sei uscit[oa]).*", me="t"),
    S("invite", r"{a} ti ha aggiunto", via="added", me="t"),
    S("invite", r"{a} ha aggiunto {t}", via="added"),
    S("invite", r"Hai aggiunto {t}", via="added", me="a"),
    S("remove", r"{a} ti ha rimosso", me="t"),
    S("remove", r"{a} ha rimosso {t}"),
    S("remove", r"Hai rimosso {t}", me="a"),
    S("call", r"(?:Chiamata|Videochiamata).* persa.*"),
)  # fmt: skip

_RUSSIAN = (
    S("other", r"[^:：]*сквозн.* шифрован.*|[^:：]*[Кк]од безопасности.*|[^:：]*номер телефона.*"),
    S("create", r"{a} (?:создал\S*) (?:эту )?группу(?: {g})?"),
    S("rename", r"{a} (?:изменил\S*|сменил\S*) (?:тему|название)(?: группы)?(?: с {q})? на {g}"),
    S("describe", r"{a} (?:изменил\S*|удалил\S*) описание.*"),
    S("settings", r"{a} (?:изменил\S*|удалил\S*) (?:значок|картинку|фото|иконку|изображение).*"),
    S("mute", r"{a} изменил\S* .*(?:только админ.*сообщени|сообщени.*только админ).*"),
    S("settings", r"{a} (?:изменил\S*|включил\S*|выключил\S*|отключил\S*|сбросил\S*|обновил\S*) .*"),
    S("pin", r"{a} закрепил\S* сообщение.*"),
    S("admin", r"Теперь вы (?:группы )?админ.*|Вы теперь админ.*", via="admin", me="t"),
    S("admin", r"{t} теперь админ.*", via="admin"),
    S("join", r"{t} (?:присоединил\S*|вступил\S*) .*(?:ссылк|приглашени).*", via="link"),
    S("join", r"{t} (?:присоединил\S*|вступил\S*).*"),
    S("leave", r"{t} (?:покинул\S*|вышел\S*|вышла|вышли)(?: из)?(?: группу| группы)?"),
    S("invite", r"Вас добавили", via="added", me="t"),
    S("invite", r"{t} (?:был\S* )?добавлен\S*", via="added"),
    S("invite", r"{a} добавил\S* {t}", via="added"),
    S("remove", r"{a} (?:удалил\S*|исключил\S*) {t}"),
    S("call", r"[Пп]ропущенн.* (?:аудио|видео)?(?:звонок|вызов).*"),
)

_INDONESIAN = (
    S("other", r"[^:：]*end-to-end.*|[^:：]*kode keamanan.*|[^:：]*nomor telepon.*"),
    S("create", r"{a} (?:telah )?membuat grup(?: ini)?(?: {g})?"),
    S("rename", r"{a} (?:telah )?mengubah (?:subjek|nama grup|subjek grup)(?: dari {q})? (?:menjadi|ke) {g}"),
    S("describe", r"{a} (?:telah )?(?:mengubah|menghapus) deskripsi.*"),
    S("settings", r"{a} (?:telah )?(?:mengubah|menghapus) (?:ikon|foto|gambar).*"),
    S("mute", r"{a} (?:telah )?mengubah .*hanya admin.*pesan.*"),
    S("settings", r"{a} (?:telah )?(?:mengubah|mengaktifkan|menonaktifkan|mengatur ulang|memperbarui) .*"),
    S("pin", r"{a} (?:telah )?menyematkan pesan.*"),
    S("admin", r"{t} sekarang (?:adalah )?(?:seorang )?admin.*", via="admin"),
    S("join", r"{t} (?:telah )?bergabung .*tautan.*", via="link"),
    S("join", r"{t} (?:telah )?bergabung.*"),
    S("leave", r"{t} (?:telah )?keluar(?: dari grup)?"),
    S("invite", r"{a} (?:telah )?menambahkan {t}", via="added"),
    S("invite", r"{t} (?:telah )?ditambahkan", via="added"),
    S("remove", r"{a} (?:telah )?mengeluarkan {t}"),
    S("remove", r"{t} (?:telah )?dikeluarkan"),
    S("call", r"[Pp]anggilan .*tak terjawab.*"),
)

_HINDI = (
    S("other", r"[^:：]*एंड-टू-एंड.*|[^:：]*सुरक्षा कोड.*|[^:：]*फ़ोन नंबर.*"),
    S("create", r"{a} ?ने (?:यह |इस )?(?:ग्रुप|समूह)(?: {g})?(?: ग्रुप)? (?:को )?बनाया"),
    S("create", r"{a} ?ने {g} (?:ग्रुप|समूह) बनाया"),
    S("rename", r"{a} ?ने .*(?:नाम|विषय).*{g}.*(?:बदला|किया|दिया|में बदल.*)"),
    S("describe", r"{a} ?ने .*(?:विवरण|डिस्क्रिप्शन|जानकारी).*"),
    S("join", r"{t} .*लिंक.*(?:शामिल|जुड़|जॉइन).*", via="link"),
    S("invite", r"{a} ने {t} को (?:जोड़ा|ऐड किया)", via="added"),
    S("remove", r"{a} ने {t} को (?:हटाया|हटा दिया|निकाला|निकाल दिया)"),
    S("leave", r"{t} (?:ने ग्रुप छोड़ दिया|ग्रुप से निकल गए|निकल गए|चले गए|ग्रुप छोड़कर चले गए)"),
    S("call", r"(?:मिस्ड|छूटी).*कॉल.*"),
)

_JAPANESE = (
    S("other", r"[^:：]*エンドツーエンド.*|[^:：]*セキュリティコード.*|[^:：]*電話番号.*"),
    S("create", r"{a}(?:さん)?(?:が|は)(?:この)?グループ(?:{g})?を?作成しました"),
    S("rename", r"{a}(?:さん)?(?:が|は)(?:グループ名|グループの件名|件名|グループの名前)を(?:{q}から)?{g}に変更しました"),
    S("describe", r"{a}(?:さん)?(?:が|は)グループの説明.*"),
    S("settings", r"{a}(?:さん)?(?:が|は)グループの(?:アイコン|写真|画像).*"),
    S("mute", r"{a}(?:さん)?(?:が|は).*管理者のみ.*メッセージ.*"),
    S("settings", r"{a}(?:さん)?(?:が|は).*(?:設定|招待リンク|消えるメッセージ|タイマー).*(?:変更|リセット|オン|オフ|更新).*"),
    S("join", r"{t}(?:さん)?(?:が|は).*リンク.*参加しました", via="link"),
    S("join", r"{t}(?:さん)?(?:が|は)(?:グループに)?参加しました"),
    S("leave", r"{t}(?:さん)?(?:が|は)(?:グループを)?(?:退出|退会)しました"),
    S("invite", r"{t}(?:さん)?が追加されました", via="added"),
    S("invite", r"{a}(?:さん)?(?:が|は){t}(?:さん)?を追加しました", via="added"),
    S("remove", r"{a}(?:さん)?(?:が|は){t}(?:さん)?を(?:削除|退出)(?:しました|させました)"),
    S("admin", r"{t}(?:さん)?(?:が|は)管理者になりました", via="admin"),
    S("call", r"(?:音声|ビデオ)?通話?の?不在着信.*"),
)  # fmt: skip

_KOREAN = (
    S("other", r"[^:：]*(?:종단간|종단 간|엔드투엔드).*암호화.*|[^:：]*보안 코드.*|[^:：]*전화번호.*"),
    S("create", r"{a}(?:님)?이 (?:{g} |이 )?그룹을 (?:만들었습니다|생성했습니다)"),
    S("rename", r"{a}(?:님)?이 (?:그룹 )?(?:제목|이름|주제)을 (?:{q}에서 )?{g} ?(?:\(?으\)?로|로) (?:변경|바꿨).*"),
    S("describe", r"{a}(?:님)?이 그룹 설명.*"),
    S("settings", r"{a}(?:님)?이 .*(?:그룹 아이콘|그룹 사진|설정|초대 링크를|사라지는 메시지).*"),
    S("join", r"{t}(?:님)?이 .*링크.*(?:참여|참가|입장|들어).*", via="link"),
    S("join", r"{t}(?:님)?이 (?:그룹에 )?(?:참여|참가|입장)했습니다"),
    S("leave", r"{t}(?:님)?이 (?:그룹에서 |그룹을 )?(?:나갔습니다|떠났습니다|퇴장했습니다)"),
    S("invite", r"{t}(?:님)?이 추가되었습니다", via="added"),
    S("invite", r"{a}님이 {t}(?:님)?을 (?:추가|초대)했습니다", via="added"),
    S("remove", r"{a}님이 {t}(?:님)?을 (?:삭제했습니다|제거했습니다|내보냈습니다|강퇴했습니다)"),
    S("call", r"부재중 .*전화.*|부재중 .*통화.*"),
)

LANGUAGES: tuple[tuple[Sentence, ...], ...] = (
    _ENGLISH, _CHINESE, _SPANISH, _PORTUGUESE, _GERMAN, _FRENCH, _ITALIAN, _RUSSIAN, _INDONESIAN, _HINDI, _JAPANESE,
    _KOREAN,
)  # fmt: skip
"""The wordings of each language, the special before the general. English, Chinese (both scripts) as seen in exports; the
others as far as they are known."""
