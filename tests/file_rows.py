"""An Excel file whose works are recorded, under a key that lists can ask for."""

from django.utils import timezone

from core.models import User
from royalties.models import Outlet, WorksImport

KEY = 987_654


def make_file(outlet: Outlet, clerk: User) -> WorksImport:
    """This will make the file, or find it where it was made before."""
    done = {"state": "applied", "applied_by": clerk, "applied_at": timezone.now(), "compared_at": timezone.now()}
    facts = {"unit": outlet.unit, "outlet": outlet, "file_name": "thang-1.xlsx", "size": 1000}
    file, _ = WorksImport.objects.get_or_create(
        pk=KEY, defaults={**facts, **done, "created_by": clerk, "asked_by": clerk}
    )
    return file
