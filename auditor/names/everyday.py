"""Words that people also go by: in a text they name somebody only where they are plainly used as a name."""

from __future__ import annotations

ENGLISH = frozenset(
    """
    able air all amber and angel any april archer art ash august autumn baby bear beau bee bell belle berry best bill
    bird black blue bob book boss bright brook brown bunny butterfly buddy candy captain cash cat charity chase cherry
    christian chuck clay clover coach cookie coral crystal cute dad daisy dash dawn day dean dear dog dot dream duke
    dusty early earl ever eve faith family fan fern fish flower forest fox frank free friday friend gem gene ginger girl
    glen glow gold golden good grace grant gray green grey guy happy harmony hazel heart heather heaven hero holly home
    honest honey hope hunter ice iris ivy jack jade jasmine jay jean jewel job john josh joy july june just justice
    kit king lady lake lance lee life light lily little lord lotus love lovely lucky luna magic major mama mark mars
    mary mason max may meadow melody mercy merry micro mike mint miss mom monday moon morning mother mum need new nick
    night noble nova ocean olive opal orange page papa paris park pat patience peace peach pearl penny pepper per pet
    phoenix pink pip poppy pretty price prince princess queen rain rainbow ray real red reed rich river rob robin rock
    rocky rod rose rosemary ruby rusty sage sandy saturday season see shine silver simple sir sky sleepy smile snow sol
    song spring star stone storm sue sugar summer sun sunday sunny sunrise sunset sunshine sweet tea teddy the theme
    thursday tiger tom tracy trip true tuesday violet wade ward wave way wednesday west white wild will win winter wish
    wolf wood world worth wren yes you young zen
    about after again always another around back bad because been before being big bit both but call can car check city
    come cool could crazy daily did different does done down each easy eat else end even every everyone fast fat few find
    fine first five food for forever four fresh from full fun game games get give glad going great half hard has have
    head hello help her here hey high him his hot house how hungry into its keep kid kids know land large last late
    lazy leave left let like local lone long look lost lot low mad make man many maybe men middle mister money more most
    mountain much music name near never next nice nine not now off often oil okay old once one only open other our out
    over own part party people place play plus power pro proud pub put quick quiet read ready right road room round run
    sad safe same save say school sea sell send seven she ship short show sick side silent silly six slow small smart
    some someone soon sorry south east north stay still stop street strong super take talk tall team tell ten thank
    thanks that their them then there these they thin thing think this those three time tiny today together too top
    town travel trust try two under until upon urban very video wait walk want warm was watch water web week well were
    what when where which while who whole why wine with woman women word work working would write wrong year years yet
    your yours
    """.split()
)
"""In small letters."""

MONTHS = frozenset(("april", "may", "june", "july", "august"))

CHINESE = frozenset(
    """
    阳光 读书 快乐 幸福 开心 平安 健康 努力 加油 自由 梦想 希望 未来 美好 简单 平淡 淡然 安静 静静 慢慢 微笑 温暖 暖暖 天天
    天使 宝贝 宝宝 朋友 生活 时光 岁月 回忆 故事 青春 永远 随缘 知足 感恩 善良 坚强 勇敢 奋斗 成长 学习 认真 明白 清风 清晨
    春天 夏天 秋天 冬天 四季 晴天 雨天 早安 晚安 晚风 微风 海风 蓝天 白云 云朵 彩虹 月亮 月光 太阳 星空 星星 星辰 大海 海洋 河流 高山
    森林 草原 花开 花朵 小雨 大雨 小雪 大雪 下雨 雪花 雨季 三月 四月 五月 六月 七月 八月 九月 十月 石头 木头 沙子 泥土 水滴 火花
    苹果 桃子 橙子 橘子 桔子 柚子 葡萄 西瓜 草莓 荔枝 石榴 芒果 柠檬 樱桃 香蕉 蓝莓 菠萝 栗子 瓜子 花生 毛豆 豆腐 土豆 番茄 冬瓜
    南瓜 玉米 糯米 小米 大米 大麦 麦子 萝卜 鸡蛋 牛奶 豆浆 咖啡 面包 饼干 蛋糕 糖果 可乐 汤圆 丸子 年糕 竹子 茉莉 玫瑰 牡丹 荷花
    向日葵 兔子 小狗 小猫 小鸟 小鱼 大鱼 猫咪 蝴蝶 蜜蜂 小草 小花 大树 小树 小红 红包 年年 岁岁 日日 多多 满满 好好
    小安 大方 小心 小白 小黑 大山 小河 大河 小桥 小路 大路 老街 老兵 老路 大力 大利 小丑 大头 小康 文化 明天 建设 国庆 元旦 中秋
    何必 如果 一直 其实 也许 安心 用心 真心 爱心 心情 专业 管家
    """.split()
)

TITLES = frozenset(
    """
    老师 老板 老总 老大 老人 老家 老公 老婆 老乡 老友 老妈 老爸 老爷 老年 老少 老客 老牌 老店 老房 老字号 小姐 小哥 小妹 小弟 小孩
    小区 小学 小时 小店 小朋友 小伙伴 小伙 小组 小管家 小客服 小助手 小秘书 小程序 小卖部 小超市 小厨 小吃 小宝 大宝 大家 大哥 大姐
    大叔 大爷 大妈 大嫂 大婶 大人 大学 大厦 大全 大师 大厨 大概 大队 阿姨 阿公 阿婆 阿妈 阿爸 阿哥 阿妹 阿弟 姐姐 哥哥 妹妹 弟弟
    妈妈 爸爸 奶奶 爷爷 外婆 外公 叔叔 婆婆 宝妈 宝爸 学姐 学长 师傅 医生 教练 博士 园长 师姐 师哥 二宝 群主 团长 客服 主任 班主任 管理员 店长 楼长 家委
    """.split()
)
"""What anybody may be called: never one person's name."""

RUN_ON = frozenset(
    """
    任何 如何 为何 几何 奈何 谢谢 感谢 多谢 致谢 双方 对方 地方 官方 配方 我方 大方 提高 分钟 时钟 秒钟 多少 周末 每周 上周 下周 本周
    一周 两周 这周 阶段 时段 路段 片段 手段 电路 晚上 早上 马上 网上 一起 可以 所以 如果 苹果 结果 水果 效果 因为 认为 作为 以为 总是
    总共 总算 总之 总会 大小 最大 太大 不大 多大 很大 巨大 扩大 变大 长大 加大 多小 太小 最小 不小 很小 缩小 变小 好老 太老 古老 养老
    到老 变老 敬老 不老 哥们 姐妹 小时 小孩 小区 小学 小心 大家 大概 大约 大学 大人 大门 人们 老人 老家 老师 老板 老公 老婆 老乡 老是
    发言 里程 课程 过程 工程 流程 行程 日程 全程 剩余 其余 多余 业余 树叶 茶叶 公园 花园 校园 家园 幼儿园 种田 农田 油田 森林 园林
    千万 万一 不安 平安 安全 晚安 早安 公安 小安排 重要 主要 需要 就要 快要 江苏
    """.split()
)
"""Words that a name may seem to begin or end in: 何老师 does not stand in 任何老师."""
