"""The tables of HubSpot that are read: by the labels of its exports, or by internal names."""

from relgraph.connect.tabular.shape import TableShape, plain

_ID = ("recordid", "hsobjectid")
_OF_SALESFORCE = {"accountid", "accountname", "opportunityid", "whoid", "reportstoid"}
"""Reports of Salesforce have a contact's id, too."""
_COMPANIES = ("associatedcompanyids", "associatedcompanyid", "associatedcompany", "associatedcompanies")

COMPANY = TableShape(
    "companies",
    {
        "id": (*_ID, "companyid"),
        "name": ("companyname", "name"),
        "type": ("type",),
        "website": ("companydomainname", "domain", "websiteurl", "website"),
        "owner": ("companyowner",),
    },
    needs=(frozenset({"name"}),),
    never=frozenset({"firstname", "lastname", "dealname", "dealstage"}),
)
CONTACT = TableShape(
    "contacts",
    {
        "id": (*_ID, "contactid"),
        "first": ("firstname",),
        "last": ("lastname",),
        "title": ("jobtitle",),
        "email": ("email", "emailaddress"),
        "phone": ("phonenumber", "phone"),
        "mobile": ("mobilephonenumber", "mobilephone"),
        "linkedin": ("linkedinurl", "linkedinprofile", "hslinkedinurl", "linkedinbio"),
        "buying_role": ("buyingrole", "hsbuyingrole"),
        "companies": _COMPANIES,
        "owner": ("contactowner",),
    },
    needs=(frozenset({"last"}), frozenset({"first", "email"}), frozenset({"email", "id"})),
    never=frozenset({"dealname", "dealstage"}),
)
DEAL = TableShape(
    "deals",
    {
        "id": (*_ID, "dealid"),
        "name": ("dealname",),
        "stage": ("dealstage",),
        "created": ("createdate",),
        "close": ("closedate",),
        "companies": _COMPANIES,
        "contacts": ("associatedcontactids", "associatedcontactid", "associatedcontacts", "associatedcontact"),
        "owner": ("dealowner",),
    },
    needs=(frozenset({"name", "stage"}),),
    days=("created", "close"),
)
SHAPES = (COMPANY, CONTACT, DEAL)
"""In the order in which they are read: what others refer to comes first."""


def shape_of(_name: str, columns: list[str]) -> TableShape | None:
    """What a file holds, by its header: HubSpot calls its exports as somebody likes."""
    found = {plain(column) for column in columns}
    if not found & {*_ID, "companyid", "contactid", "dealid"} or (found & _OF_SALESFORCE and not found & {*_ID}):
        return None
    return next((shape for shape in (DEAL, CONTACT, COMPANY) if shape.fits(columns)), None)
