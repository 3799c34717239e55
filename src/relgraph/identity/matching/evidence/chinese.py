"""Chinese names: simplified characters, surnames, and how both are read.

pypinyin reads a character as it is read in most words; as a surname many are read otherwise.
"""

import re
from functools import lru_cache
from itertools import islice, product

import opencc
from pypinyin import Style, lazy_pinyin, pinyin

from relgraph.core.names import words

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
HAN_NAME = re.compile(rf"{_HAN}+(?:[·•]{_HAN}+)*")
_TO_SIMPLIFIED = opencc.OpenCC("t2s")
_VARIANTS = str.maketrans("锺淼堃喆衞羣峯", "钟淼坤哲卫群峰")
_LONGEST = 4
"""Characters of a personal name; longer runs are none, or are foreign names in Chinese, which have no surname."""
_READINGS, _WAYS = 2, 4

_SPELT = """
单 shan 曾 zeng 解 xie 仇 qiu 翟 zhai 盖 ge 查 zha 任 ren 区 ou 朴 piao 华 hua 尹 yin 纪 ji 宓 mi,fu 繁 po 员 yun
秘 bi 冼 xian 洗 xian 覃 qin,tan 燕 yan 应 ying 葛 ge 召 shao 折 she 隗 wei,kui 种 chong 缪 miao,mou 乜 nie 能 nai
逄 pang 黑 he 谌 chen,shen 乐 yue,le 令 ling 佴 nai 祭 zhai 宁 ning 那 na 车 che 尉 wei 訾 zi 褚 chu 俞 yu 晁 chao
句 gou 卜 bu 幺 yao 强 qiang 郇 xun,huan 瞿 qu 柏 bai 贾 jia 沈 shen 石 shi 万 wan 叶 ye 阚 kan 都 du 牟 mu,mou
曲 qu 冯 feng 贲 ben 眭 sui 笪 da 郄 qie,xi 郗 chi,xi 仉 zhang 呙 guo 臧 zang 费 fei,bi 薄 bo 洪 hong 干 gan
过 guo 哈 ha 合 he 红 hong 降 jiang 靳 jin 阙 que 撒 sa 莘 shen,xin 盛 sheng 殷 yin 长 chang
"""
_PAIRS = _SPELT.split()
SURNAMES = {surname: tuple(read.split(",")) for surname, read in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}
"""How single surnames are read whose character has other readings; first as most families read it."""
COMPOUND_SURNAMES = {
    "欧阳": "ouyang", "司马": "sima", "诸葛": "zhuge", "上官": "shangguan", "司徒": "situ", "东方": "dongfang",
    "独孤": "dugu", "南宫": "nangong", "夏侯": "xiahou", "皇甫": "huangfu", "尉迟": "yuchi", "公孙": "gongsun",
    "慕容": "murong", "长孙": "zhangsun", "宇文": "yuwen", "轩辕": "xuanyuan", "令狐": "linghu", "万俟": "moqi",
    "司空": "sikong", "闻人": "wenren", "端木": "duanmu", "西门": "ximen", "百里": "baili", "呼延": "huyan",
    "澹台": "tantai", "淳于": "chunyu", "单于": "chanyu", "太史": "taishi", "申屠": "shentu", "公羊": "gongyang",
    "赫连": "helian", "钟离": "zhongli", "鲜于": "xianyu", "濮阳": "puyang", "宗政": "zongzheng", "东郭": "dongguo",
    "完颜": "wanyan", "拓跋": "tuoba", "叶赫": "yehe", "纳兰": "nalan",
}  # fmt: skip
_HONORIFICS = re.compile(
    r"总经理|董事长|副总|总监|经理|主任|处长|科长|局长|院长|部长|教授|博士|医生|律师|老师|先生|女士|小姐|同志|总|处|局"
)


@lru_cache(maxsize=20_000)
def simplified(text: str) -> str:
    """In simplified characters, one for one."""
    told: str = _TO_SIMPLIFIED.convert(text)
    return told.translate(_VARIANTS)


def surname_and_given(name: str) -> tuple[str, str]:
    """A name in simplified characters as surname and given name; the latter is empty where a form of address follows.

    Of 王总 and 李经理 only the surname is known. Names of foreigners (约翰·史密斯) give the family last.
    """
    if "·" in name or "•" in name:
        parts = re.split("[·•]", name)
        return parts[-1], "".join(parts[:-1])
    if len(name) > _LONGEST + 1:
        return "", name
    cut = 2 if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else 1  # noqa: PLR2004  (a compound surname has two)
    surname, rest = name[:cut], name[cut:]
    return surname, "" if _HONORIFICS.fullmatch(rest) else rest


@lru_cache(maxsize=2_000)
def surname_readings(surname: str) -> tuple[str, ...]:
    """A surname in pinyin, as all families that bear it read it, without tones and marks."""
    if surname in COMPOUND_SURNAMES:
        return (COMPOUND_SURNAMES[surname],)
    return SURNAMES.get(surname) or _latin("".join(lazy_pinyin(surname, v_to_u=True)))


@lru_cache(maxsize=20_000)
def readings(text: str) -> tuple[str, ...]:
    """Characters in pinyin, written as one: as they are read together, then as each may be read alone."""
    together = lazy_pinyin(text, v_to_u=True)
    # A name that is longer has readings by the thousand.
    alone = [_alone(character) for character in text[:_LONGEST]] if len(text) <= _LONGEST else []
    ways = ["".join(together), *("".join(way) for way in islice(product(*alone), _WAYS) if way)]
    return tuple(dict.fromkeys(form for way in ways for form in _latin(way)))


@lru_cache(maxsize=20_000)
def _alone(character: str) -> tuple[str, ...]:
    return tuple(pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=True)[0][:_READINGS])


def _latin(text: str) -> tuple[str, ...]:
    """In plain letters: `lü` as `lu`, `lv` and `lyu`."""
    return tuple(form for word in words(text) for part in word for form in part.forms)
