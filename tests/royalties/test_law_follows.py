"""No amount is written in code: one value changed in the law's files, and everything follows."""

import shutil
from datetime import date, timedelta
from decimal import Decimal

import pytest

from rates.loader import read_law
from rates.queries import read_book
from rates.services import load_law
from royalties.cases.reading import read_cases
from royalties.cases.running import run_case
from royalties.services import draft_from_file, open_outlets
from tests.rates.lawfiles import FROZEN_LAW
from tests.royalties.files import good, works_xlsx

JULY = date(2026, 7, 1)
CASE = """
- name: A news item of July
  kind: royalty
  published_on: 2026-07-10
  medium: portal
  genre: news
  coefficient: "8"
  expect: {{unit_value: "{unit}", amount: "{amount}"}}
"""
CORRECTION = """  - start: 2026-07-01
    recorded: 2026-10-05
    value: "2600000"
    labels: {amount: QUOTED, date: QUOTED}
    dossier: [rates 4.3]
    cites:
    - {instrument: 161/2026/NĐ-CP, clause: Điều 3 khoản 2}
"""


@pytest.fixture
def changed_law(tmp_path):
    """Reads the law of 2026 with a text of one file replaced."""

    def change(file: str, old: str, new: str):
        folder = tmp_path / "law"
        shutil.copytree(FROZEN_LAW, folder, dirs_exist_ok=True)
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
        return read_law(folder)

    return change


def passes(tmp_path, *, unit: str, amount: str) -> bool:
    path = tmp_path / "case.yaml"
    path.write_text(CASE.format(unit=unit, amount=amount), encoding="utf-8")
    (case,) = read_cases(path)
    return run_case(read_book(), case) == []


def test_the_rate_the_cases_and_the_draft_follow_a_changed_value(office, system, changed_law, tmp_path):
    open_outlets(actor=system)
    path = works_xlsx(tmp_path / "works.xlsx", [good(1)])
    before = draft_from_file(actor=system, unit=office, period=JULY, path=path)
    assert before.gross == 2_024_000
    assert passes(tmp_path, unit="253000", amount="2024000")

    load_law(actor=system, law=changed_law("20_base_salary.yaml", '"2530000"', '"2600000"'))

    assert read_book().rate("unit_value", JULY).value == Decimal(260_000)
    assert read_book().rate("unit_value", JULY - timedelta(days=1)).value == Decimal(234_000)
    assert passes(tmp_path, unit="260000", amount="2080000")
    assert not passes(tmp_path, unit="253000", amount="2024000")
    after = draft_from_file(actor=system, unit=office, period=JULY, path=path)
    assert (after.pk, after.gross) == (before.pk, 2_080_000)
    assert after.fingerprint != before.fingerprint


def test_a_rate_recorded_again_later_leaves_what_was_known_the_day_before(system, province, changed_law):
    text = (FROZEN_LAW / "20_base_salary.yaml").read_text(encoding="utf-8")
    last_row = text[text.index("  - start: 2026-07-01") :]
    load_law(actor=system, law=changed_law("20_base_salary.yaml", last_row, last_row.rstrip() + "\n" + CORRECTION))

    known_before = read_book(as_known_on=date(2026, 10, 4))
    known_from = read_book(as_known_on=date(2026, 10, 5))
    assert known_before.rate("unit_value", JULY).value == Decimal(253_000)
    assert known_from.rate("unit_value", JULY).value == Decimal(260_000)
    assert read_book().rate("unit_value", JULY).value == Decimal(260_000)
