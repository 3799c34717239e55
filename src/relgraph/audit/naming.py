"""How whatever findings refer to is called."""

from collections.abc import Iterable
from datetime import date

from relgraph.audit.findings_model import Finding
from relgraph.audit.model import Failure, Subject, SubjectKind
from relgraph.audit.service import Naming, name_subjects
from relgraph.graph.client import Reader


async def names_of(reader: Reader, found: Iterable[Finding], others: Iterable[str], as_of: date) -> dict[str, Naming]:
    """Names of all that findings refer to, and of other ids; by id."""
    subjects: list[Subject] = []
    for finding in found:
        evidence = {"evidence": finding.evidence, "contact": finding.contact, "through": finding.through}
        about = {"kind": finding.kind, "id": finding.subject, "opportunity": finding.opportunity}
        subjects.append(Failure.model_validate({**about, "other": finding.account, **evidence}))
        subjects += [Subject(kind=finding.kind, id=id_) for id_ in (finding.other, finding.assigned) if id_]
    subjects += [Subject(kind=SubjectKind.ORGANIZATION, id=id_) for id_ in others]
    return await name_subjects(reader, subjects, as_of)
