"""Two people draft the same month at once: PostgreSQL keeps one draft, whole."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from core.models import Unit
from core.services import load_units, system_actor
from rates.services import load_law
from royalties.models import Payee, PaymentSheet, SheetWork, Work
from royalties.services import draft_from_file, open_outlets
from tests.royalties.files import good, works_xlsx


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_parallel_drafts_of_one_month_are_one_draft(frozen_law, tmp_path):
    actor = system_actor()
    load_units(actor=actor)
    load_law(actor=actor, law=frozen_law)
    open_outlets(actor=actor)
    unit = Unit.objects.get(code="vp-ubnd")
    paths = [
        works_xlsx(tmp_path / f"{copy}.xlsx", [good(number, **{"Hệ số": copy + 1}) for number in range(1, 6)])
        for copy in range(6)
    ]

    def draft(path):
        try:
            sheet = draft_from_file(actor=actor, unit=unit, period=date(2026, 7, 1), path=path)
            return sheet.pk, sheet.gross
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=6) as pool:
        results = list(pool.map(draft, paths))

    sheet = PaymentSheet.objects.get()
    assert {pk for pk, _ in results} == {sheet.pk}
    assert sorted(gross for _, gross in results) == [1_265_000, 2_530_000, 3_795_000, 5_060_000, 6_325_000, 7_590_000]
    assert sheet.gross in {gross for _, gross in results}
    assert sum(work.gross for work in SheetWork.objects.all()) == sheet.gross
    assert (Work.objects.count(), Payee.objects.count()) == (5, 1)
