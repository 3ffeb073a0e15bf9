"""A small good file of law, and what it takes to spoil it; and the law of 2026, which new law does not change."""

from pathlib import Path

import pytest

from rates.lawfile import LawFileError
from rates.loader import read_law

# A copy of rates/law as it was shipped in November 2026, for tests that count, change or name what the law says.
FROZEN_LAW = Path(__file__).parent.parent / "data" / "law"
FILES = "files: [law.yaml]\n"
GOOD = (
    """\
instruments:
- number: 1/2020/NĐ-CP
  kind: nghị định
  issuer: Chính phủ
  issued: 2020-01-15
  labels: {number: QUOTED, issued: QUOTED}
  dossier: [rates 1]
schedule_rows:
- medium: portal
  code: news
  genre: news
  label: Tin
  measure: tin
  order: 1
  clause: {instrument: 1/2020/NĐ-CP, clause: Điều 7}
  labels: {row: QUOTED}
  dossier: [rates 1]
rates:
- key: base_salary
  label: Lương cơ sở
  unit: đồng
  rows:
  - start: 2020-02-01
    recorded: 2020-01-15
    value: "1490000"
    labels: {amount: QUOTED, date: MEMORY}
    dossier: [rates 1]
    cites:
    - {instrument: 1/2020/NĐ-CP, clause: Điều 3}
- key: royalty/portal/news
  label: Khung
  unit: hệ số
  rows:
  - start: 2020-02-01
    recorded: 2020-01-15
    scope: province
    frame: {min: "1", max: "10"}
    rests_on: base_salary
    labels: {amount: QUOTED, date: QUOTED}
    dossier: [rates 1]
    cites:
    - {instrument: 1/2020/NĐ-CP, clause: Điều 7}
"""
    + FILES
)
VALUE_LINE = '    value: "1490000"\n'
FRAME_LINE = '    frame: {min: "1", max: "10"}\n'


def faults(folder: Path) -> list[str]:
    """This will return what the loader finds wrong in a folder."""
    with pytest.raises(LawFileError) as caught:
        read_law(folder)
    return caught.value.faults


def changed(old: str, new: str) -> str:
    """This will return the good file with one place changed."""
    assert GOOD.count(old) >= 1, f"not in the good file: {old!r}"
    return GOOD.replace(old, new, 1)
