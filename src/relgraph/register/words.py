"""What is missing in the register, in English and Chinese."""

from relgraph.core.language import Language
from relgraph.register.model import RegisterLack

_TOLD = {
    RegisterLack.NO_POSITION_CLASS: ("position class unknown", "职位等级未知"),
    RegisterLack.NO_RELATIONSHIP_CLASS: ("relationship class unknown", "关系等级未知"),
    RegisterLack.NO_SEAT: ("no seat known", "任职未知"),
    RegisterLack.NO_LAYER: ("layer unknown", "层级未知"),
    RegisterLack.NO_A_OWNER: ("no A-owner", "无A角"),
    RegisterLack.TWO_A_OWNERS: ("more than one A-owner", "A角多于一人"),
    RegisterLack.NO_B_OWNER: ("no B-owner", "无B角"),
    RegisterLack.OWNER_LEFT: ("an owner has left", "责任人已离职"),
}


def label(lack: RegisterLack, language: Language) -> str:
    """What is missing, in a few words."""
    english, chinese = _TOLD[lack]
    return english if language is Language.EN else chinese
