"""What the registry of list pages keeps of each."""

from collections.abc import Callable
from dataclasses import dataclass, field

from core.models import Unit
from core.pages import ListPage


@dataclass(frozen=True)
class Listing:
    """A list page; finds holds, for six rows made, the query and how many rows it finds.

    {unit} in a query is the unit of the rows, {other} is another one. there is how many rows stand there before.
    """

    page: type[ListPage]
    make: Callable[[int, Unit], None]
    headings: list[str]
    finds: dict[str, int] = field(default_factory=dict)
    there: int = 0
    of_unit: bool = False

    def __str__(self) -> str:
        return self.page.url_name()
