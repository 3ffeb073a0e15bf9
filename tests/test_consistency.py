"""What is written in two places agrees: migrations, templates, permissions, requirements, papers about commands."""

import ast
import re
from pathlib import Path

import pytest
from django import forms
from django.core.management import call_command, get_commands
from django.urls import get_resolver

from core.access import Permission
from tests.project import APPS, ROOT, files, modules, name, tree

# Django and its apps look for these by name.
BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html", "registration/login.html"}
BINARY = {".ttf", ".png", ".ico", ".woff", ".woff2", ".pdf", ".xlsx", ".gz", ".docx", ".jpg"}


@pytest.mark.once
def test_models_and_migrations_agree(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.once
def test_nothing_leans_on_a_machine_or_on_a_folder_outside():
    outside = ["../" + "shared", "/work" + "/", "/root" + "/", "/home" + "/", "/Users" + "/"]
    wrong = [
        f"{name(path)}: {place}"
        for path in files()
        if path.suffix not in BINARY and "vendor" not in path.parts
        for place in outside
        if place in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert wrong == []


@pytest.mark.once
def test_the_media_have_one_home():
    homes = {
        module
        for module, path in modules().items()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and node.value == "bulletin"
    }
    assert homes == {"rates.terms"}


@pytest.mark.once
def test_one_view_asks_before_something_is_done():
    asking = {
        module
        for module, path in modules().items()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and node.value == "core/confirm_page.html"
    }
    assert asking == {"core.pages"}


def test_every_template_is_used():
    text = "\n".join(path.read_text(encoding="utf-8") for path in files(".py", ".html"))
    unused = [template for template in templates() if template not in BY_NAME and text.count(f'"{template}"') == 0]
    assert unused == []


def templates() -> list[str]:
    found = [path for path in files(".html", ".svg", ".txt") if "templates" in path.relative_to(ROOT).parts]
    return [str(path).rpartition("/templates/")[2] for path in found]


@pytest.mark.once
def test_every_permission_is_asked_for():
    text = "\n".join(path.read_text(encoding="utf-8") for module, path in modules().items() if module != "core.access")
    assert [one.name for one in Permission if f"Permission.{one.name}" not in text] == []


@pytest.mark.once
@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_by_hash(lock):
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    pinned = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert len(pinned) > 20
    assert [
        line[:60] for line in pinned if not re.match(r"[\w.\[\]-]+==\S+( ;[^#]*)? +--hash=sha256:[0-9a-f]{64}", line)
    ] == []
    assert "://" not in text


@pytest.mark.once
@pytest.mark.parametrize("wish", ["requirements.in", "requirements-dev.in"])
def test_the_lock_holds_what_was_wished_for(wish):
    lines = (ROOT / wish).read_text(encoding="utf-8").splitlines()
    wished = [line.split("#")[0].strip() for line in lines if line[:1].isalpha()]
    locked = (ROOT / wish.replace(".in", ".txt")).read_text(encoding="utf-8").lower()
    assert wished
    assert [one for one in wished if f"\n{one.lower().replace('.yaml', '-yaml')} \\" not in f"\n{locked}"] == []


@pytest.mark.once
def test_every_command_that_is_written_about_exists():
    papers = [path for path in files(".md", ".html", ".py") if "vendor" not in path.parts]
    text = "\n".join(path.read_text(encoding="utf-8") for path in [*papers, ROOT / "Makefile", ROOT / ".env.example"])
    commands = set(re.findall(r"manage\.py ([a-z][a-z_]+)", text))
    targets = set(re.findall(r"(?:`|chạy: |run: )make ([a-z]+)", text))
    assert commands - get_commands().keys() == set()
    assert targets
    assert (
        targets - set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)) == set()
    )


@pytest.mark.once
def test_no_form_reads_a_number_as_django_does():
    """Its DecimalField takes 234.000 for 234: numbers are typed into text fields and read by core.money."""
    assert get_resolver().url_patterns
    wrong = [
        f"{form.__module__}.{form.__name__}.{field}"
        for form in _subclasses(forms.BaseForm)
        if form.__module__.split(".")[0] in APPS
        for field, kind in form.base_fields.items()
        if isinstance(kind, forms.DecimalField | forms.FloatField)
    ]
    assert wrong == []


def _subclasses(kind: type) -> set[type]:
    return {kind}.union(*(_subclasses(each) for each in kind.__subclasses__())) - {forms.BaseForm, forms.Form}


@pytest.mark.once
def test_scripts_can_be_run():
    scripts = [ROOT / "manage.py", ROOT / ".ci" / "setup", ROOT / ".ci" / "run", ROOT / "tests" / "with_postgres.py"]
    assert [name(path) for path in scripts if not is_executable(path)] == []


def is_executable(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o111)
