"""All systems whose exports are imported (docs/import.md)."""

from enum import StrEnum

from relgraph.connect.hubspot.service import HUBSPOT
from relgraph.connect.linkedin.service import LINKEDIN
from relgraph.connect.log.service import LOG
from relgraph.connect.mail.service import MAIL
from relgraph.connect.msgraph.service import MSGRAPH
from relgraph.connect.orgchart.source import ORGCHART
from relgraph.connect.salesforce.service import SALESFORCE
from relgraph.connect.source import Source
from relgraph.connect.table.source import TABLE
from relgraph.connect.vcard.service import VCARD

SOURCES: tuple[Source, ...] = (
    TABLE,
    SALESFORCE,
    HUBSPOT,
    MSGRAPH,
    LINKEDIN,
    VCARD,
    MAIL,
    LOG,
    ORGCHART,
)

CSV = "csv"
"""relgraph's own folders, which `relgraph export` writes."""


class ImportSource(StrEnum):
    """What can be imported, by name: CSV, and each of the SOURCES."""

    CSV = CSV
    TABLE = "table"
    SALESFORCE = "salesforce"
    HUBSPOT = "hubspot"
    MSGRAPH = "msgraph"
    LINKEDIN = "linkedin"
    VCARD = "vcard"
    MAIL = "mail"
    LOG = "log"
    ORGCHART = "orgchart"
