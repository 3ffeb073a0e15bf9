"""A work goes only the ways that there are, and the state is written nowhere else than where the ways are read."""

import ast

import pytest
from django.core.exceptions import ValidationError

from royalties.models import Work
from royalties.states import WorkState
from tests.project import APPS, modules, tree
from tests.royalties.recording import DAY

WAYS = {
    ("recorded", "reviewed"),
    ("reviewed", "recorded"),
    ("reviewed", "scored"),
    ("scored", "reviewed"),
    ("scored", "on_sheet"),
    ("on_sheet", "scored"),
    ("on_sheet", "paid"),
}
PAIRS = [(before, after) for before in WorkState.values for after in WorkState.values]
MAKERS = {"Work", "create", "update", "get_or_create", "update_or_create"}
# Works that a board's own file brings begin on its sheet.
BY_ITSELF = {"royalties.services.saving"}


@pytest.fixture
def reviewer(system):
    return {"reviewed_by": system, "reviewed_at": "2026-07-11T00:00:00Z"}


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_one_work_goes_only_the_ways_that_there_are(before, after):
    work = Work(title="Tin", state=before)
    if (before, after) in WAYS:
        work.move_to(WorkState(after))
        assert work.state == after
        return
    with pytest.raises(ValidationError, match=f"«Tin» {WorkState(before).label}: không chuyển sang"):
        work.move_to(WorkState(after))
    assert work.state == before


def test_many_works_go_together_or_not_at_all(outlet, reviewer):
    for title, state in (("Một", "scored"), ("Hai", "scored"), ("Ba", "reviewed")):
        Work.objects.create(outlet=outlet, title=title, published_on=DAY, state=state, **reviewer)
    with pytest.raises(ValidationError, match="«Ba» đã kiểm duyệt: không chuyển sang «trên bảng thanh toán» được"):
        Work.objects.move_to(WorkState.ON_SHEET)
    assert sorted(Work.objects.values_list("state", flat=True)) == ["reviewed", "scored", "scored"]
    Work.objects.filter(state="scored").move_to(WorkState.ON_SHEET)
    assert sorted(Work.objects.values_list("state", flat=True)) == ["on_sheet", "on_sheet", "reviewed"]


@pytest.mark.once
def test_the_state_is_set_only_where_the_ways_are_read():
    setting = {
        module
        for module, path in modules().items()
        if module.split(".")[0] in APPS and ".migrations." not in module
        for node in ast.walk(tree(path))
        if _assigns(node) or _makes(node)
    }
    assert setting == BY_ITSELF


def _assigns(node: ast.AST) -> bool:
    if not isinstance(node, ast.Assign) or not _names_a_state(node.value):
        return False
    parts = [part for target in node.targets for part in ast.walk(target)]
    return any(isinstance(part, ast.Attribute) and part.attr == "state" for part in parts)


def _makes(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or getattr(node.func, "attr", getattr(node.func, "id", "")) not in MAKERS:
        return False
    return any(told.arg == "state" and _names_a_state(told.value) for told in node.keywords)


def _names_a_state(node: ast.AST) -> bool:
    return any(isinstance(part, ast.Name) and part.id == "WorkState" for part in ast.walk(node))
