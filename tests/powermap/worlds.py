"""A small account with a deal, of which much is known and some is not, and what was known in spring."""

from datetime import date

from tests.draw import Drawing

SPRING, SUMMER = date(2026, 3, 1), date(2026, 8, 30)
NEW = {"since": SUMMER}


def draw_deal(d: Drawing) -> Drawing:
    """Acme: chief over boss over clerk and expert; nobody is known above odd, nor who decides."""
    d.org("us", "vendor", name="us").person("ann", at="us").person("abe", at="us").org("foe", "competitor")
    d.person("fay", at="foe").org("acme", name="安科", english_name="Acme").unit("it", "acme", name="信息部")
    d.person("chief", at="acme", title="CEO", layer=1).person("boss", at="acme", title="CIO", unit="it", layer=2)
    d.person("clerk", at="acme", unit="it", layer=4, title="clerk").person("odd", at="acme")
    d.person("expert", at="acme", unit="it", layer=3, title="expert", until=SUMMER)
    d.add("position", SUMMER, person="expert", organization="acme", unit="it", title="chief expert", layer=2)
    d.person("gone", at="acme", until=SUMMER).person("late", at="acme", layer=2)
    d.reports("boss", "chief").reports("clerk", "boss").reports("clerk", "expert", "dotted")
    d.reports("expert", "boss", until=SUMMER).reports("expert", "chief", **NEW).reports("late", "chief")
    d.opportunity("deal", "acme", name="数据平台", english_name="Data platform", since=date(2026, 1, 5))
    d.role("chief", "deal", "A", since=SPRING).role("clerk", "deal", "S", "C").role("clerk", "deal", "E", **NEW)
    d.role("expert", "deal", "I").role("gone", "deal", "I", until=SUMMER).role("odd", "deal", "S")
    d.support("chief", "deal", None, since=SPRING).support("clerk", "deal", 0, since=SPRING)
    d.support("clerk", "deal", 2, since=SUMMER).support("expert", "deal", -1, since=date(2026, 8, 1))
    d.support("late", "deal", 1, since=SUMMER)
    d.influence("expert", "chief", 0.8, basis="mentor").influence("clerk", "boss").influence("expert", "ann", 0.9)
    d.friction("clerk", "expert", basis="budget")
    d.tie("ann", "chief").tie("abe", "clerk", 0.6, last_contact=date(2026, 8, 3)).tie("fay", "clerk", 0.4)
    return d.add("relationship_assessment", SUMMER, rater="ann", contact="clerk", account="acme", closeness=2)
