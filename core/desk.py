"""What waits for an account today: tasks, each the rows of a list asked a question, so that number and list agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from core.access import Role
from core.models import Unit
from core.pages import ListPage, count_rows, say_count


@dataclass(frozen=True)
class Task:
    """Rows of a list that wait for who holds one of the roles; asked is the query that the list finds them by.

    For roles of a unit the list has a filter named unit, by which each unit's rows are told apart.
    """

    said: str
    to_do: str
    page: type[ListPage]
    asked: dict[str, str]
    roles: frozenset[Role]
    is_late: bool = False


@dataclass(frozen=True)
class Waiting:
    """A task that has rows today, in one unit where the role is held in one; url leads to exactly these rows."""

    task: Task
    unit: Unit | None
    url: str
    number: int

    @property
    def count(self) -> str:
        """The number of rows, up to the cap of lists."""
        return say_count(self.number)


def waiting_for(request: HttpRequest, tasks: Iterable[Task], held: Iterable[tuple[str, Unit | None]]) -> list[Waiting]:
    """This will find what waits for the roles that the account holds, unit by unit; a number costs no query per row.

    held: the roles of today, each with its unit, or none for the whole province.
    """
    held = list(held)
    found = []
    for task in tasks:
        # A role that is held twice, once lent, waits for the same rows once.
        places = dict.fromkeys(unit for role, unit in held if role in task.roles)
        found += [_ask(request, task, unit) for unit in places]
    return [waiting for waiting in found if waiting.number]


def _ask(request: HttpRequest, task: Task, unit: Unit | None) -> Waiting:
    asked = task.asked | ({"unit": str(unit.pk)} if unit else {})
    rows = task.page.filterset_class(asked, queryset=task.page.rows_for(request.user), request=request).qs
    return Waiting(task, unit, f"{reverse(task.page.url_name())}?{urlencode(asked)}", count_rows(rows))
