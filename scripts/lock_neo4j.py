"""Write src/relgraph/graph/local/neo4j.lock anew, e.g. for another Neo4j. A maintainer's tool; needs `mvn`.

    python scripts/lock_neo4j.py 2026.08.1

Maven resolves the runtime dependencies of the two Neo4j artifacts below and downloads them into its
cache; the lock lists every jar with the SHA-256 of what was downloaded. Maven itself checks each
download against the checksum published next to it. Review the diff before committing it.
"""

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from relgraph.graph.local.jars import LOCK_FILE, Jar, maven_cache

ROOTS = ("org.neo4j:neo4j", "org.neo4j.app:neo4j-server")
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>relgraph</groupId><artifactId>lock</artifactId><version>1</version>
<dependencies>{dependencies}</dependencies></project>
"""
HEADER = """\
# Neo4j {version}
# Every jar of the local Neo4j: group:artifact:version[:classifier] sha256 bytes
# Made by scripts/lock_neo4j.py from `mvn dependency:list -DincludeScope=runtime`; do not edit by hand.
"""


def dependency_list(version: str, folder: Path) -> str:
    """What `mvn dependency:list` says about the runtime of this Neo4j version."""
    dependencies = "".join(
        f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId>"
        f"<version>{version}</version></dependency>"
        for group, artifact in (root.split(":") for root in ROOTS)
    )
    (folder / "pom.xml").write_text(POM.format(dependencies=dependencies))
    output = folder / "list.txt"
    # Resolving also downloads; `-C` fails where a published checksum differs.
    command = ["mvn", "-B", "-q", "-C", "dependency:list", "-DincludeScope=runtime", f"-DoutputFile={output}"]
    subprocess.run(command, cwd=folder, check=True)
    return output.read_text()


def jars(listing: str) -> list[Jar]:
    """The jars of a dependency list: `group:artifact:jar[:classifier]:version:scope` a line."""
    found = []
    for coordinate in re.findall(r"^\s+(\S+:jar:\S+)", listing, re.MULTILINE):
        group, artifact, _jar, *classifier, version, _scope = coordinate.split(":")
        jar = Jar(group, artifact, version, classifier[0] if classifier else "", sha256="", size=0)
        content = (maven_cache() / jar.path).read_bytes()
        found.append(jar._replace(sha256=hashlib.sha256(content).hexdigest(), size=len(content)))
    return sorted(found)


def main() -> None:
    """Resolve, hash, write."""
    parser = argparse.ArgumentParser(description="Write the lock of the local Neo4j's jars anew.")
    parser.add_argument("version", help="Neo4j version, e.g. 2026.08.1")
    version = parser.parse_args().version
    with tempfile.TemporaryDirectory() as folder:
        locked = jars(dependency_list(version, Path(folder)))
    LOCK_FILE.write_text(HEADER.format(version=version) + "".join(f"{jar}\n" for jar in locked))
    megabytes = sum(jar.size for jar in locked) / 1e6
    sys.stdout.write(f"{LOCK_FILE.name}: {len(locked)} jars, {megabytes:.0f} MB\n")


if __name__ == "__main__":
    main()
