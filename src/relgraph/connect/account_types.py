"""What types of accounts are called in customer relationship management, by what an organisation is to us."""

from relgraph.connect.words import Said, WordList
from relgraph.kinds.organization import OrganizationKind

_WORDS: dict[OrganizationKind, tuple[str, ...]] = {
    OrganizationKind.CUSTOMER: (
        "Customer",
        "Customer - Direct",
        "Customer - Channel",
        "Prospect",
        "客户",
        "直接客户",
        "潜在客户",
        "Kunde",
        "Direktkunde",
        "Interessent",
    ),
    OrganizationKind.PARTNER: (
        "Partner",
        "Reseller",
        "Channel Partner / Reseller",
        "Installation Partner",
        "Technology Partner",
        "Integrator",
        "合作伙伴",
        "经销商",
        "代理商",
        "Wiederverkäufer",
        "Händler",
    ),
    OrganizationKind.COMPETITOR: ("Competitor", "竞争对手", "Wettbewerber", "Konkurrent", "Mitbewerber"),
    # A vendor of customer relationship management is somebody who sells to us; relgraph's vendor is us.
    OrganizationKind.OTHER: ("Other", "Analyst", "Investor", "Press", "Vendor", "Supplier", "其他", "供应商", "Andere"),
}


def account_type_words(said: Said) -> WordList[OrganizationKind]:
    """The words for types of accounts, with those of `[account_types]`."""
    kinds = {kind.value: kind for kind in _WORDS}
    return WordList("account_types", _WORDS, lambda value: kinds.get(value.casefold()), said, ", ".join(kinds))
