"""What the supervisor tells the other processes (state.json), and what it is told to run (launch.json)."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from relgraph.graph.local.layout import Layout, write_private


class Phase(StrEnum):
    """Where the server is in its life, as its supervisor sees it."""

    STARTING = "starting"
    RUNNING = "running"
    STOPPING = "stopping"
    FAILED = "failed"


@dataclass(frozen=True)
class Launch:
    """What to run. The timeouts are in seconds; `aot_recording` is what the run leaves for faster starts."""

    command: list[str]
    port: int
    neo4j: str
    start_timeout: float
    stop_timeout: float
    aot_recording: Path | None

    def write(self, layout: Layout) -> None:
        """Leave it for the supervisor."""
        write_private(layout.launch, json.dumps(asdict(self), default=str))

    @classmethod
    def read(cls, layout: Layout) -> "Launch":
        """What the starting process left."""
        values = json.loads(layout.launch.read_text())
        recording = values["aot_recording"]
        return cls(**{**values, "aot_recording": recording and Path(recording)})


@dataclass(frozen=True)
class State:
    """What runs. Believe it only while the supervisor lock is held: a killed supervisor leaves it behind."""

    phase: Phase
    port: int
    neo4j: str
    supervisor_pid: int
    jvm_pid: int

    def write(self, path: Path) -> None:
        """Publish it, in one step."""
        write_private(path, json.dumps(asdict(self)))

    @classmethod
    def read(cls, path: Path) -> "State | None":
        """The published state; None when there is none yet."""
        try:
            values = json.loads(path.read_text())
        except FileNotFoundError:
            return None
        return cls(**{**values, "phase": Phase(values["phase"])})
