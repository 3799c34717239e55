"""All systems whose exports are imported (docs/import.md)."""

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
