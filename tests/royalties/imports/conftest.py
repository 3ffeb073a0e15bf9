"""An office with outlets and a recorder, and files on their way into it."""

import pytest
import time_machine

from core.models import User
from royalties.models import Outlet, WorksImport
from royalties.services.imports import apply_import, upload_import
from tests.royalties.portal_file import layouts
from tests.screens import holder
from tests.worker import run_jobs


@pytest.fixture
def august():
    with time_machine.travel("2026-08-01T09:00:00+07:00"):
        yield


@pytest.fixture
def outlet(unit) -> Outlet:
    return Outlet.objects.get(unit=unit, medium="portal")


@pytest.fixture
def recorder(unit) -> User:
    return holder("recorder", unit, "thu-ky")


@pytest.fixture
def upload(outlet, recorder):
    """Uploads a file as the recorder and lets the worker read it, unless told to wait."""

    def make(content: bytes | None = None, *, read: bool = True, name: str = "thang-7.xlsx") -> WorksImport:
        content = content or layouts.list_of_articles()
        works_import = upload_import(actor=recorder, outlet=outlet, file_name=name, content=content)
        return after_jobs(works_import) if read else works_import

    return make


@pytest.fixture
def applied(upload, recorder) -> WorksImport:
    works_import = upload()
    apply_import(actor=recorder, works_import=works_import)
    return after_jobs(works_import)


def after_jobs(works_import: WorksImport) -> WorksImport:
    """This will let the worker empty its queue, and read the import again."""
    run_jobs()
    return WorksImport.objects.get(pk=works_import.pk)
