"""Small CSV folders to import."""

from collections.abc import Mapping
from pathlib import Path

_TRAFFIC = ("t:traffic.cd63a06ca9e89a54fd46", "t:traffic.3eb10c7b807e9b9b7b89")

CANONICAL = {
    "organizations": (
        "id,kind,name,english_name,aliases,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:acme,customer,艾克米,Acme,Acme Inc;A\\;B,,,crm,2026-01-01T00:00:00Z,zoe,,\n"
        "t:us,vendor,Us,,,,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "units": (
        "id,organization,parent,name,english_name,function,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:net,t:acme,t:ops,Networks,,it,,,t,2026-01-01T00:00:00Z,zoe,,\n"
        "t:ops,t:acme,,Operations,,operations,,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "people": (
        "id,name,english_name,aliases,declines_introductions,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:ann,Ann,,,,,,t,2026-01-01T00:00:00Z,zoe,,\n"
        't:bob,"Bob ""B"", Jr.",,,false,,,t,2026-01-01T00:00:00Z,zoe,,\n'
        "t:cyd,赛德,Cyd,,true,2020-01-01,,t,2026-01-01T00:00:00Z,zoe,english_name;name,\n"
    ),
    "identifiers": (
        "id,person,organization,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "domain:acme.test,,t:acme,,,t,2026-01-01T00:00:00Z,zoe,,\n"
        "email:bob@acme.test,t:bob,,2024-01-01,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "opportunities": (
        "id,account,name,english_name,stage,outcome,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:deal,t:acme,Deal,,contract,won,2025-01-01,2026-02-01,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "positions": (
        "id,person,organization,unit,title,english_title,layer,primary,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:seat1,t:ann,t:us,,,,,,,,t,2026-01-01T00:00:00Z,zoe,,\n"
        "t:seat2,t:bob,t:acme,t:net,主任,Head,3,true,2024-01-01,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "reporting_lines": (
        "id,person,manager,line,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:line,t:bob,t:cyd,solid,,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "ties": (
        "id,person_a,person_b,strength,basis,last_contact,origin,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:tie,t:ann,t:bob,0.5,alumni,2026-03-01,,,2025-01-01,t,2026-01-01T00:00:00Z,zoe,,\n"
        "t:tie,t:ann,t:bob,0.75,alumni,,corrected,2025-01-01,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "influences": (
        "id,influencer,influenced,weight,basis,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:sway,t:cyd,t:bob,0.25,mentor,,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "frictions": (
        "id,person_a,person_b,basis,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:rub,t:bob,t:cyd,budget,,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "roles": (
        "id,person,opportunity,role,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:role,t:bob,t:deal,E,,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "supports": (
        "id,person,opportunity,level,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:stance,t:bob,t:deal,,2025-02-01,2025-03-01,t,2026-01-01T00:00:00Z,zoe,,\n"
        "t:stance,t:bob,t:deal,-1,2025-03-01,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "owners": (
        "id,owner,contact,role,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\nt:own,t:ann,t:bob,A,,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "key_contacts": (
        "id,person,account,position_class,relationship_class,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:key,t:bob,t:acme,S,2,,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "tier_assessments": (
        "id,rater,account,tier,reason,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:tier,t:ann,t:acme,ordinary,,,2026-02-01,t,2026-01-01T00:00:00Z,zoe,,\n"
        "t:tier,t:ann,t:acme,partner,a frame contract,2026-02-01,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "relationship_assessments": (
        "id,rater,contact,account,closeness,support,reason,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:rel,t:ann,t:bob,t:acme,-3,,met once,,2026-02-01,t,2026-01-01T00:00:00Z,zoe,,\n"
        "t:rel,t:ann,t:bob,t:acme,0,3,,2026-02-01,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "assessments": (
        "id,rater,contact,aspect,level,evidence,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:six,t:ann,t:bob,guidance,-1,,,2026-02-01,t,2026-01-01T00:00:00Z,zoe,,\n"
        "t:six,t:ann,t:bob,guidance,3,walked us through the rules,2026-02-01,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "sponsorships": (
        "id,sponsor,account,contact,purpose,cadence_days,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:top,t:ann,t:acme,t:bob,a talk a quarter,90,,,t,2026-01-01T00:00:00Z,zoe,,\n"
        "t:whole,t:ann,t:acme,,,,2026-02-01,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "interactions": (
        "id,kind,at,minutes,channel,purpose,outcome,next_step,stage,preparing,opening,needs,proposal,objections,closing,"
        "account,unit,opportunity,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:call,call,,,,,,,,,,,,,,,,,2026-02-01,,t,2026-01-01T00:00:00Z,zoe,,\n"
        "t:visit,company_visit,2026-03-01T09:30:00+08:00,90,on site,the roadmap,they liked it,a pilot,lead,slides,"
        "by Ann,speed,a pilot,price,a date,t:acme,t:net,t:deal,2026-03-01,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "participants": (
        "id,person,interaction,part,came,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:there1,t:ann,t:visit,hosted,true,,,t,2026-01-01T00:00:00Z,zoe,,\n"
        "t:there2,t:bob,t:visit,,,,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "asks": (
        "id,asker,asked,about,weight,outcome,interaction,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:ask1,t:ann,t:bob,who evaluates,heavy,granted,t:visit,2026-02-01,2026-03-01,t,2026-01-01T00:00:00Z,zoe,,\n"
        "t:ask2,t:ann,t:bob,,,,,2026-02-01,,crm,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "commitments": (
        "id,promiser,promisee,promise,due,closed,interaction,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:word1,t:ann,t:bob,a reference,2026-04-01,late,t:visit,2026-03-01,2026-05-01,t,2026-01-01T00:00:00Z,zoe,,\n"
        "t:word2,t:bob,t:ann,a date,,,,2026-03-01,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "news": (
        "id,claim,audience,said_by,said_to,interaction,account,unit,opportunity,person,competitor,"
        "valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:heard1,they have a budget,team,t:bob,t:ann,t:visit,t:acme,t:net,t:deal,t:cyd,t:us,"
        "2026-03-01,,t,2026-01-01T00:00:00Z,zoe,,\n"
        "t:heard2,cyd leaves,,,,,,,,t:cyd,,2026-03-01,2026-04-01,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "confirmations": (
        "id,person,news,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:so,t:cyd,t:heard1,2026-03-05,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "judgements": (
        "id,one,other,of,verdict,automatic,score,reasons,withdrawn_at,withdrawn_by,put_aside,"
        "valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        "t:two,t:ann,t:cyd,person,different,false,0.5,alike,2026-02-01T00:00:00Z,zoe,,,,t,2026-01-01T00:00:00Z,zoe,,\n"
    ),
    "traffic": (
        "id,sender,receiver,channel,month,count,active_days,first,last,days,"
        "valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of\n"
        f"{_TRAFFIC[0]},t:ann,t:bob,call,2026-03,3,2,2026-03-04,2026-03-20,,,,t,,,,\n"
        f"{_TRAFFIC[1]},t:bob,t:ann,mail,2026-03,7,,,,3;7;31,,,t,,,,\n"
    ),
}
"""Two rows or so of every kind, written as an export writes them."""

ROWS = sum(text.count("\n") - 1 for text in CANONICAL.values())

PEOPLE = "id,name\nt:ann,Ann\nt:bob,Bob\nt:cyd,Cyd\n"


def folder(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder with these files, named without ending."""
    path.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (path / f"{name}.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def contents(path: Path) -> dict[str, str]:
    """The CSV files of a folder by name, without ending."""
    return {file.stem: file.read_bytes().decode() for file in sorted(path.glob("[!.]*.csv"))}
