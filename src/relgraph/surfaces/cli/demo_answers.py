"""The demo asks over HTTP like any client; here the answers become the domain's models again, for the same tables."""

import json
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from relgraph.audit.rules.model import CoverageReport, NamedFailure, Reason, Rule, RuleResult
from relgraph.core.assets import asset_dir
from relgraph.core.errors import RelgraphError
from relgraph.hubs.model import Hub
from relgraph.paths.model import Hop, PathAnswer, WarmPath
from relgraph.people.model import PersonCard

TIMEOUT = 300.0  # seconds: Neo4j plans each question when it is first asked, which takes a busy machine minutes
Answer = dict[str, Any]
_EVIDENCE = {"roles": "roles", "ties": "ties", "strength": "strength", "lastContact": "last_contact"}


@dataclass(frozen=True)
class Client:
    """Asks the questions of demo/questions.graphql at a relgraph that serves."""

    url: str
    as_of: date

    def ways_in(self, target: str, opportunity: str) -> PathAnswer:
        """The strongest paths to a person, for an opportunity."""
        return path_answer(self._ask("WaysIn", target=target, opportunity=opportunity)["pathsTo"])

    def hubs(self, account: str) -> list[Hub]:
        """The strongest hubs of an account."""
        return [hub(answer) for answer in self._ask("Hubs", account=account)["hubs"]["nodes"]]

    def holes(self, opportunity: str) -> CoverageReport:
        """Where an opportunity is not covered."""
        return coverage_report(self._ask("Holes", opportunity=opportunity)["coverageHoles"])

    @cached_property
    def _questions(self) -> str:
        return (asset_dir("demo") / "questions.graphql").read_text(encoding="utf-8")

    def _ask(self, operation: str, **variables: str) -> Answer:
        given = {**variables, "asOf": self.as_of.isoformat()}
        body = {"query": self._questions, "operationName": operation, "variables": given}
        request = urllib.request.Request(  # noqa: S310  (our own server's address)
            f"{self.url}/graphql",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Accept": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310
                answer: Answer = json.load(response)
        except urllib.error.HTTPError as error:
            answer = json.load(error)
        except TimeoutError:
            raise RelgraphError(
                f"The API did not answer '{operation}' within {TIMEOUT:g} s.",
                remedy="Run the command again when the machine has less to do; what was loaded is kept.",
            ) from None
        if answer.get("errors"):
            raise RelgraphError(f"The API answered '{operation}' with: {answer['errors'][0]['message']}")
        data: Answer = answer["data"]
        return data


def path_answer(answer: Answer) -> PathAnswer:
    """A `PathAnswer` of the API."""
    return PathAnswer(
        targets=[_card(target) for target in answer["targets"]],
        paths=[_path(path) for path in answer["nodes"]],
        truncated=answer["truncated"],
        complete_above=answer["completeAbove"],
        cut_short=answer["cutShort"],
    )


def hub(answer: Answer) -> Hub:
    """A `Hub` of the API."""
    return Hub.model_validate({**_named_as_in_python(answer), "person": _card(answer["person"])})


def coverage_report(answer: Answer) -> CoverageReport:
    """A `CoverageReport` of the API, with names where the domain has ids: it is for reading."""
    results = [
        RuleResult(
            rule=_rule(result["rule"]).model_copy(update={"reasons": _reasons(result["notAssessed"])}),
            population=result["population"],
            unknown=result["unknown"],
            not_assessed=result["notAssessed"] and result["notAssessed"]["code"],
            holes=[_hole(h) for h in result["holes"]],
        )
        for result in answer["results"]
    ]
    opportunity = answer["opportunity"]
    return CoverageReport(
        account=answer["account"]["name"],
        opportunity=opportunity and opportunity["name"],
        as_of=answer["asOf"],
        results=results,
    )


def _path(answer: Answer) -> WarmPath:
    between = [{**_named_as_in_python(one), "person": _card(one["person"])} for one in answer["intermediaries"]]
    told = {"hops": [_hop(hop) for hop in answer["hops"]], "intermediaries": between}
    return WarmPath.model_validate({**_named_as_in_python(answer), **told})


def _hop(answer: Answer) -> Hop:
    others = [_used(other) for other in answer["alternatives"]]
    return Hop.model_validate(
        {**_used(answer), "origin": _card(answer["origin"]), "to": _card(answer["to"]), "alternatives": others}
    )


def _used(answer: Answer) -> Answer:
    origin = answer["strengthOrigin"]
    told = {"relation": answer["relation"].lower(), "strength_origin": origin and origin.lower()}
    return {**_named_as_in_python(answer), **told}


def _card(answer: Answer) -> PersonCard:
    kind = answer["organizationKind"]
    named = {"id": answer["externalId"], "unit": answer["unitName"], "organization": answer["organizationName"]}
    named["organization_id"] = None  # the API's is opaque, and says nothing to a reader
    return PersonCard.model_validate(
        {**_named_as_in_python(answer), **named, "organization_kind": kind and kind.lower()}
    )


def _rule(answer: Answer) -> Rule:
    known = _named_as_in_python(answer)
    known["id"] = known.pop("rule_id")
    scope = [what.lower() for what in answer["scope"]]
    # What the tables do not show is not asked for.
    unasked = {"purpose": "", "evidence": "", "evidence_zh": ""}
    return Rule.model_validate({**known, **unasked, "severity": answer["severity"].lower(), "scope": scope})


def _reasons(answer: Answer | None) -> tuple[Reason, ...]:
    return (Reason.model_validate(_named_as_in_python(answer)),) if answer else ()


def _hole(answer: Answer) -> NamedFailure:
    evidence = {name: answer[camel] for camel, name in _EVIDENCE.items() if answer[camel] not in (None, [])}
    named = {"name": answer["name"], "english_name": answer["englishName"], "title": answer["title"]}
    # As above: opaque.
    return NamedFailure.model_validate({**named, "kind": answer["subjectKind"].lower(), "id": "", "evidence": evidence})


def _named_as_in_python(answer: Answer) -> Answer:
    return {re.sub(r"[A-Z]", lambda letter: f"_{letter[0].lower()}", name): value for name, value in answer.items()}
