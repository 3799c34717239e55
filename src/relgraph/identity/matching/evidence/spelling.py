"""Whether two words may be one, misspelt; and whether a word is pinyin, where another letter is another name."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA, Postfix

_SYLLABLES = """
a ai an ang ao e en er ou ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu pa pai pan pang pao pei
pen peng pi pian piao pie pin ping po pou pu ma mai man mang mao mei men meng mi mian miao mie min ming miu mo mou
mu fa fan fang fei fen feng fo fou fu da dai dan dang dao de dei deng di dian diao die ding diu dong dou du duan
dui dun duo ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo na nai nan nang nao ne
nei nen neng ni nian niang niao nie nin ning niu nong nu nuan nuo nv nyu la lai lan lang lao le lei leng li lia
lian liang liao lie lin ling liu long lou lu luan lun luo lv lyu ga gai gan gang gao ge gei gen geng gong gou gu
gua guai guan guang gui gun guo ka kai kan kang kao ke ken keng kong kou ku kua kuai kuan kuang kui kun kuo ha hai
han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong
jiu ju juan jue jun qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun xi xia xian xiang xiao xie xin
xing xiong xiu xu xuan xue xun zha zhai zhan zhang zhao zhe zhen zheng zhi zhong zhou zhu zhua zhuan zhuang zhui
zhun zhuo cha chai chan chang chao che chen cheng chi chong chou chu chuai chuan chuang chui chun chuo sha shai
shan shang shao she shen sheng shi shou shu shua shuai shuan shuang shui shun shuo ran rang rao re ren reng ri
rong rou ru ruan rui run ruo za zai zan zang zao ze zen zeng zi zong zou zu zuan zui zun zuo ca cai can cang cao
ce cen ceng ci cong cou cu cuan cui cun cuo sa sai san sang sao se sen seng si song sou su suan sui sun suo ya yan
yang yao ye yi yin ying yong you yu yuan yue yun wa wai wan wang wei wen weng wo wu
"""
_PINYIN = re.compile(rf"(?:{'|'.join(sorted(_SYLLABLES.split(), key=len, reverse=True))}){{1,2}}")
_SHORT, _LEAST, _LONG = 3, 5, 9
"""Letters from which on words can be near, and one slip, and two, leave a word recognisable."""
_ENDING = 2
"""The last letters tell Maria from Mario, Christian from Christina: there a slip is another name."""


@lru_cache(maxsize=50_000)
def is_pinyin(word: str) -> bool:
    """Whether a word is one syllable or two of Mandarin."""
    return _PINYIN.fullmatch(word) is not None


def slip(one: str, other: str) -> bool:
    """Whether two different words are one letter apart, or two where they are long: left out, doubled or swapped."""
    shorter = min(len(one), len(other))
    if shorter < _LEAST or abs(len(one) - len(other)) > 1:
        return False
    if one[0] != other[0] and sorted(one) != sorted(other):
        return False
    allowed = 2 if shorter >= _LONG else 1
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed and not (is_pinyin(one) and is_pinyin(other))


def slip_inside(one: str, other: str) -> bool:
    """As `slip`, before the ending."""
    return slip(one, other) and Postfix.similarity(one, other) >= _ENDING


def near(one: str, other: str) -> bool:
    """Whether two words are one letter apart, whatever it does: enough where much else speaks for one person."""
    return min(len(one), len(other)) >= _SHORT and OSA.distance(one, other, score_cutoff=1) <= 1
