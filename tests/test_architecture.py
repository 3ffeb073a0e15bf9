"""The house's laws: who may import whom, where a rule may live, how a verb is written."""

import ast
import importlib
import inspect
from collections.abc import Iterator

import pytest
from django.apps import AppConfig, apps
from django.db import models

from tests.project import APPS, files, imports, modules, name, public_functions, tree

LONGEST_FILE = 300
# Foreign keys whose rows are parts of one whole and go with it; every other one protects.
CASCADES = {
    "rates.RateCitation.rate",
    "rates.Relation.instrument",
    "rates.Relation.target",
    "royalties.Contribution.work",
    "royalties.DuplicatePair.first",
    "royalties.DuplicatePair.second",
    "royalties.OpeningFund.opening",
    "royalties.OpeningPayee.opening",
    "royalties.OpeningWork.opening",
    "royalties.PayeeTotal.sheet",
    "royalties.PenName.payee",
    "royalties.QuotaException.work",
    "royalties.RefusedScore.part",
    "royalties.RemunerationShare.contribution",
    "royalties.SheetLine.sheet_work",
    "royalties.SheetWork.sheet",
    "royalties.WorkPart.work",
}
# Public functions of services that write without an actor, and why.
NO_ACTOR = {
    "royalties.services.chain.add_event": "a part of freezing and cancelling a sheet, which record who did it",
    "royalties.services.duplicates.note_pairs": "a part of recording and importing, which record who did it",
    "royalties.services.month_totals.add_totals": "a part of freezing and cancelling a sheet, which record who did it",
    "royalties.services.rulings.renew_rulings": "a part of replacing a draft, which draft_from_file records",
    "royalties.services.saving.clear_sheet": "the first half of replacing a draft, which draft_from_file records",
    "royalties.services.saving.fill_sheet": "the second half of draft_from_file, which records who did it",
    "royalties.services.saving.save_totals": "a part of draft_from_file and of total_again, which record who did it",
    "royalties.services.steps.add_step": "a part of every verb on a sheet, each of which records who did it",
    "royalties.services.writing.empty_sheet": "the first half of changing a sheet, which building and signing record",
    "royalties.services.writing.write_sheet": "the second half of changing a sheet, which building and signing record",
}
WRITES = {"save", "create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create"}


def app_of(module: str) -> str:
    return module.split(".")[0]


@pytest.mark.once
def test_an_app_imports_only_what_stands_below_it():
    wrong = [
        f"{module} imports {imported}"
        for module in modules()
        if app_of(module) in APPS
        for imported in imports(module)
        if app_of(imported) == "config" or APPS.index(app_of(imported)) > APPS.index(app_of(module))
    ]
    assert wrong == []


@pytest.mark.once
def test_the_wiring_is_imported_by_nobody():
    assert [module for module in modules() if "config" in {app_of(name) for name in imports(module)}] == []


@pytest.mark.once
def test_a_foreign_key_points_only_to_what_stands_below():
    wrong = [
        f"{field} → {field.related_model.__name__}"
        for field in foreign_keys()
        if field.related_model._meta.app_label not in APPS[: APPS.index(field.model._meta.app_label) + 1]
    ]
    assert wrong == []


@pytest.mark.once
def test_a_foreign_key_protects_unless_it_was_thought_over():
    cascading = {str(field) for field in foreign_keys() if field.remote_field.on_delete is not models.PROTECT}
    assert cascading == CASCADES
    assert all(field.remote_field.on_delete in (models.PROTECT, models.CASCADE) for field in foreign_keys())


def foreign_keys() -> list[models.ForeignKey]:
    return [
        field
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey)
    ]


@pytest.mark.once
def test_no_module_imports_itself_by_a_roundabout_way():
    assert sorted(cycles()) == []


def cycles() -> Iterator[str]:
    done: set[str] = set()

    def walk(module: str, path: list[str]) -> Iterator[str]:
        if module in path:
            yield " → ".join([*path[path.index(module) :], module])
        elif module not in done:
            for imported in sorted(imports(module)):
                yield from walk(imported, [*path, module])
            done.add(module)

    for module in modules():
        yield from walk(module, [])


@pytest.mark.once
def test_imports_stand_at_the_top():
    hidden = [
        f"{name(path)}:{inner.lineno}"
        for path in files(".py")
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


@pytest.mark.once
def test_nothing_is_imported_relatively():
    relative = [
        f"{name(path)}:{node.lineno}"
        for path in files(".py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


@pytest.mark.once
def test_no_drawer_for_odds_and_ends():
    odds = {"utils.py", "util.py", "common.py", "misc.py", "signals.py"}
    assert [name(path) for path in files(".py") if path.name in odds or path.parent.name == "utils"] == []


@pytest.mark.once
def test_files_are_short():
    long = {
        name(path): lines
        for path in files(".py", ".html", ".css", ".js")
        if not {"migrations", "vendor"} & set(path.parts)
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


@pytest.mark.once
def test_money_and_factors_are_never_floats():
    floats = [
        f"{name(path)}:{node.lineno}"
        for path in modules().values()
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Call) and getattr(node.func, "id", None) == "float")
        or (isinstance(node, ast.Attribute) and node.attr == "FloatField")
    ]
    assert floats == []


@pytest.mark.once
def test_calculation_knows_no_framework():
    wrong = [
        f"{name(path)}:{node.lineno}"
        for module, path in modules().items()
        if "compute" in module.split(".")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any("django" in part for part in [getattr(node, "module", "") or "", *(alias.name for alias in node.names)])
    ]
    assert wrong == []


@pytest.mark.once
def test_no_signal_carries_a_rule():
    listening = [
        module
        for module, path in modules().items()
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "connect")
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.dispatch"))
    ]
    assert listening == ["core.apps"]


SERVICES = [
    (f"{module}.{function.name}", function)
    for module, path in modules().items()
    if "services" in module.split(".")
    for function in public_functions(path)
]


@pytest.mark.once
def test_a_verb_takes_its_arguments_by_name():
    verbs = [(verb, function) for verb, function in SERVICES if "atomic" in map(_last_name, function.decorator_list)]
    assert len(verbs) > 5
    assert [verb for verb, function in verbs if function.args.args or function.args.posonlyargs] == []
    assert [verb for verb, function in verbs if not _takes_actor(function)] == []


@pytest.mark.once
def test_whatever_writes_names_who_writes():
    nameless = {verb for verb, function in SERVICES if _writes(function) and not _takes_actor(function)}
    assert nameless == set(NO_ACTOR)


def _takes_actor(function: ast.FunctionDef) -> bool:
    return "actor" in {argument.arg for argument in function.args.kwonlyargs}


def _writes(function: ast.FunctionDef) -> bool:
    called = {_last_name(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
    return bool(called & (WRITES | {"record"}))


def _last_name(node: ast.expr) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


@pytest.mark.once
@pytest.mark.parametrize("module", [m for m in modules() if ".management." not in m])
def test_what_is_public_says_what_it_is_for(module):
    silent = []
    for thing in vars(importlib.import_module(module)).values():
        if getattr(thing, "__module__", None) != module or getattr(thing, "__name__", "_").startswith("_"):
            continue
        if inspect.isclass(thing):
            if issubclass(thing, AppConfig):
                continue
            silent += [thing.__name__] if not written(thing) else []
            silent += [f"{thing.__name__}.{method}" for method in undocumented_methods(thing)]
        elif inspect.isfunction(thing) and not (thing.__doc__ or "").startswith("This will "):
            silent.append(thing.__name__)
    assert silent == []


def written(thing) -> bool:
    """A dataclass without a docstring gets its signature as one."""
    return bool(thing.__doc__) and not thing.__doc__.startswith(f"{thing.__name__}(")


def undocumented_methods(thing: type) -> list[str]:
    """Methods that a class adds, as against those that it overrides."""
    return [
        key
        for key, value in vars(thing).items()
        if not key.startswith("_")
        and isinstance(value, property | classmethod | staticmethod | inspect.types.FunctionType)
        and not any(hasattr(base, key) for base in thing.__mro__[1:])
        and not (getattr(value, "__func__", value).__doc__ or "")
    ]
