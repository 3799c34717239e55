"""How much it says that two share a name: bits by how rare it is among those who are looked at and at large."""

from collections import Counter
from collections.abc import Iterable
from math import log2

from relgraph.identity.matching.evidence.names import Forms, Name

_AT_LARGE = 2000
"""So many people of the world at large are counted along: a book of ten people does not make 王伟 rare."""
_MOST_FREQUENT_FAMILIES = """
wang li zhang liu chen 王 李 张 刘 陈
"""
_FREQUENT_FAMILIES = """
yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang song xie tang smith kim lee park nguyen
garcia 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗 郑 梁 宋 谢 唐
"""
_FREQUENT_GIVENS = """
wei jing li min fang jun lei yan jie tao ming chao john james robert michael william david maria mary
"""
_COMMON_FAMILIES = """
han feng yu dong xiao cheng cao yuan deng shen peng lu jiang jia ding xue ye yan tian du johnson williams brown
jones miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas taylor moore jackson martin
muller schmidt schneider fischer weber singh kumar patel 韩 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 彭 吕 苏 卢 蒋 蔡 贾
丁 魏 薛 叶
"""
_COMMON_GIVENS = """
xin hui yu hong hua ping gang yong na xia juan bin bo qiang peng long hao kai lin ying dan ting xue feng richard
thomas charles joseph daniel matthew mark paul steven andrew peter george anna susan linda karen lisa sarah laura
patricia jennifer elizabeth jose juan carlos luis michael thomas andreas stefan christian ali mohammed 伟 芳 娜 敏
静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 玲 桂英 秀英 秀兰 建国 建华
"""
_FAMILY = {
    **dict.fromkeys(_COMMON_FAMILIES.split(), 1 / 250),
    **dict.fromkeys(_FREQUENT_FAMILIES.split(), 1 / 80),
    **dict.fromkeys(_MOST_FREQUENT_FAMILIES.split(), 1 / 25),
}
_GIVEN = {**dict.fromkeys(_COMMON_GIVENS.split(), 1 / 250), **dict.fromkeys(_FREQUENT_GIVENS.split(), 1 / 80)}
"""The share of people at large, roughly, who bear a name: half of them Chinese, half of them Western."""
_OTHER_FAMILY, _OTHER_GIVEN = 1 / 6000, 1 / 2500


class Rarity:
    """Counts the names of people once, and tells bits from then on."""

    def __init__(self, people: Iterable[tuple[Name, ...]]) -> None:
        self._families: Counter[str] = Counter()
        self._givens: Counter[str] = Counter()
        self._people = 0
        for names in people:
            self._people += 1
            both = [way for name in names for way in (name, name.turned()) if way is not None]
            # A form of several stands for them all: those of one part are counted together.
            self._families.update({form for name in both for form in name.family})
            self._families.update({name.han[0] for name in names if name.han})
            givens = {form for name in both if name.given for form in (*name.given_whole, *name.given[0])}
            self._givens.update(givens)
            self._givens.update({name.han[1] for name in names if name.han})

    def family(self, forms: Forms) -> float:
        """Bits for a family name that both have; of several spellings the most frequent one counts."""
        return min(self._bits(self._families[form], _FAMILY.get(form, _OTHER_FAMILY)) for form in forms)

    def given(self, forms: Forms) -> float:
        """Bits for a given name that both have."""
        return min(self._bits(self._givens[form], _GIVEN.get(form, _OTHER_GIVEN)) for form in forms)

    def seen_given(self, form: str) -> int:
        """How many people bear this given name."""
        return self._givens[form]

    def seen_family(self, form: str) -> int:
        """How many people bear this family name."""
        return self._families[form]

    def _bits(self, count: int, share: float) -> float:
        return -log2((count + _AT_LARGE * share) / (self._people + _AT_LARGE))
