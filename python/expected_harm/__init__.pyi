import datetime
import os
from collections.abc import Iterator, Sequence
from typing import Any, Literal, Protocol, SupportsFloat, TypeAlias, TypedDict, TypeVar, type_check_only

__version__: str
__all__ = [
    "Assessment", "Section", "assess", "assess_batch", "beliefs", "card", "cite", "inputs", "link",
    "policies", "presets", "solve",
]  # fmt: skip

# A number, or a text as people write it. `inputs()` lists the inputs, their ranges and their defaults.
_Value: TypeAlias = SupportsFloat | str | Sequence[SupportsFloat | str] | None
_Names: TypeAlias = str | Sequence[str]

class Section:
    def __init__(self, members: dict[str, Any]) -> None: ...
    def __getattr__(self, name: str) -> Any: ...
    def __getitem__(self, name: str) -> Any: ...
    def __iter__(self) -> Iterator[str]: ...
    def __len__(self) -> int: ...
    def __hash__(self) -> int: ...
    def keys(self) -> Any: ...

@type_check_only
class _Interval(Section):
    p05: float
    p50: float
    p95: float

class Assessment(Section):
    version: int
    software: str
    scenario: Section
    assessment: Section
    warnings: tuple[str, ...]
    orders_of_magnitude: float
    reference_steps: float
    mean_risk_per_reference_step: float
    risk: float
    risk_interval: _Interval | None
    risk_if_mean_were_certain: float
    expected_deaths: float
    deaths_interval: _Interval | None
    micromorts: float
    one_in: float | None
    pace: Section
    curve: tuple[Section, ...]
    def __init__(self, document: str, query: str) -> None: ...
    def to_json(self) -> str: ...
    def link(self, site: str | None = None) -> str: ...
    def card(self, file: str | os.PathLike[str] | None = None, **options: Any) -> str | bytes: ...
    def cite(self, site: str, **options: Any) -> str: ...
    def _repr_html_(self) -> str: ...

@type_check_only
class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@type_check_only
class _ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None) -> object: ...

_Table = TypeVar("_Table", bound=_ArrowStream | _ArrowArray)

def assess(*, link: str | None = None, lens: _Names = (), **inputs: _Value) -> Assessment: ...
def assess_batch(
    table: _Table,
    *,
    columns: _Names = (),
    lens: _Names = (),
    link: bool = False,
    site: str | None = None,
    prefix: str = "",
    threads: int | None = None,
    base: str | None = None,
    **inputs: _Value,
) -> _Table: ...
def solve(
    *, until: SupportsFloat | str | None = None, total: SupportsFloat | str | None = None, link: str | None = None,
    **inputs: _Value,
) -> Section: ...  # fmt: skip
def link(*, site: str | None = None, link: str | None = None, **inputs: _Value) -> str: ...
def card(
    file: str | os.PathLike[str] | None = None,
    *,
    format: Literal["svg", "png"] | None = None,
    theme: Literal["light", "dark"] = "light",
    site: str | None = None,
    link: str | None = None,
    **inputs: _Value,
) -> str | bytes: ...
def cite(
    site: str,
    *,
    date: datetime.date | str | None = None,
    format: Literal["text", "bibtex"] = "text",
    link: str | None = None,
    **inputs: _Value,
) -> str: ...

@type_check_only
class _Input(TypedDict):
    name: str
    label: str
    must_be: str
    default: str | None
    help: str

def inputs() -> list[_Input]: ...
def presets() -> list[dict[str, Any]]: ...
def policies() -> list[dict[str, Any]]: ...
def beliefs() -> list[dict[str, Any]]: ...
