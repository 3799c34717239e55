"""Write the schema of playbooks, `schema/playbook.schema.json`: `python -m relgraph.playbook.export_schema`."""

import json

from relgraph.core.assets import playbook_schema_file
from relgraph.playbook.schema import file_schema


def written() -> str:
    """The schema of an installation's file, as JSON for people and editors."""
    return json.dumps(file_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    playbook_schema_file().write_text(written(), encoding="utf-8")
