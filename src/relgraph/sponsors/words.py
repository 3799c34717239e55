"""What sponsorships lack, and why somebody is proposed, in English and Chinese."""

from relgraph.core.language import Language
from relgraph.sponsors.model import SponsorLack, SponsorReason

LACKS = {
    SponsorLack.NOT_WITH_US: {Language.EN: "not known to be with us", Language.ZH: "是否在我方不明或已离职"},
    SponsorLack.LAPSED: {Language.EN: "lapsed", Language.ZH: "逾期未接触"},
    SponsorLack.MISMATCHED: {Language.EN: "far below the contact", Language.ZH: "层级过低"},
}
"""What is wrong with a sponsorship."""

REASONS = {
    SponsorReason.PARITY: {Language.EN: "rank", Language.ZH: "层级对等"},
    SponsorReason.LINE: {Language.EN: "line of business", Language.ZH: "条线一致"},
    SponsorReason.DEALINGS: {Language.EN: "past dealings", Language.ZH: "以往交往"},
    SponsorReason.ABILITY: {Language.EN: "keeps promises", Language.ZH: "兑现承诺"},
}
"""Why somebody is proposed."""
