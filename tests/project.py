"""The project as files and syntax trees, for the tests of the house's laws."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
APPS = ("core", "rates", "royalties", "budgets", "reports")  # each may import those before it only
_NOT_OURS = {".git", ".venv", "var", ".ruff_cache", ".pytest_cache", ".hypothesis", "__pycache__"}


@cache
def files(*suffixes: str) -> list[Path]:
    """This will list the project's own files that end so, all of them if no ending is named."""
    return sorted(
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and not _NOT_OURS & set(path.relative_to(ROOT).parts)
        and (not suffixes or path.suffix in suffixes)
    )


def name(path: Path) -> str:
    """This will write a path as messages do: from the top of the project."""
    return str(path.relative_to(ROOT))


@cache
def modules() -> dict[str, Path]:
    """This will map the dotted names of the project's modules to their files, tests and migrations left out."""
    found = {}
    for path in files(".py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[0] in (*APPS, "config") and "migrations" not in parts:
            found[".".join(part for part in parts if part != "__init__")] = path
    return found


@cache
def tree(path: Path) -> ast.Module:
    """This will parse a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(module: str) -> set[str]:
    """This will name the project's modules that a module imports, wherever in its file the import stands."""
    found = set()
    for node in ast.walk(tree(modules()[module])):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            inner = {f"{node.module}.{alias.name}" for alias in node.names} & modules().keys()
            found |= inner or {node.module}
    return found & modules().keys()


def public_functions(path: Path) -> list[ast.FunctionDef]:
    """This will list the functions at the top of a file whose names do not begin with an underscore."""
    return [node for node in tree(path).body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
