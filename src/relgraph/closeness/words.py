"""What closeness and support together mean, in English and Chinese."""

from relgraph.closeness.model import Quadrant
from relgraph.core.language import Language

QUADRANTS = {
    Quadrant.LIKELY_SUPPORT: {Language.EN: "likely support", Language.ZH: "可望支持"},
    Quadrant.NONE_TO_EXPECT: {Language.EN: "no support to expect", Language.ZH: "难望支持"},
    Quadrant.BARELY_KNOWN: {Language.EN: "backs us, barely known: high risk", Language.ZH: "支持但不熟，风险高"},
    Quadrant.FRIENDLY_WITHOUT_BACKING: {
        Language.EN: "friendly without backing: our reading is wrong",
        Language.ZH: "亲近但不支持，我方判断有误",
    },
    Quadrant.NEUTRAL: {Language.EN: "neutral", Language.ZH: "中间"},
    Quadrant.UNKNOWN: {Language.EN: "unknown: too little assessed", Language.ZH: "未知，评定不足"},
}
"""What each quadrant is called."""
