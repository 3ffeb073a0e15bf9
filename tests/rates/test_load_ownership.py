"""What is gone from the files goes where nothing rests on it; what people entered is theirs."""

from datetime import date
from decimal import Decimal

import pytest

from core.models import Decision
from rates.loader import read_law
from rates.models import Instrument, Rate, RateCitation, Relation, ScheduleRow
from rates.services import EnteredByPeopleError, LawInUseError, load_law
from royalties.models import Outlet, Work, WorkPart
from tests.core.accounts import unit
from tests.rates.lawfiles import GOOD

MORE = """\
instruments:
- number: 2/2020/NĐ-CP
  kind: nghị định
  issuer: Chính phủ
  issued: 2020-03-01
  labels: {number: QUOTED, issued: QUOTED}
  dossier: [rates 1]
  relations:
  - {kind: amends, target: 1/2020/NĐ-CP, on: 2020-03-01, label: QUOTED}
schedule_rows:
- medium: portal
  code: photo
  genre: photo
  label: Ảnh
  measure: ảnh
  order: 2
  clause: {instrument: 2/2020/NĐ-CP, clause: Điều 7}
  labels: {row: QUOTED}
  dossier: [rates 1]
"""


@pytest.fixture
def load(system, tmp_path):
    """Loads a small made-up law, with or without its second file, more.yaml."""

    def loading(*texts: str) -> dict[str, int]:
        for old in tmp_path.glob("*.yaml"):
            old.unlink()
        for name, text in zip(("law.yaml", "more.yaml"), texts, strict=False):
            (tmp_path / name).write_text(text, encoding="utf-8")
        return {name: count for name, count in load_law(actor=system, law=read_law(tmp_path)).items() if count}

    return loading


def numbers() -> set[str]:
    return set(Instrument.objects.values_list("number", flat=True))


def test_each_kind_is_counted_by_its_name(load):
    assert load(GOOD, MORE) == {"văn bản": 2, "quan hệ văn bản": 1, "dòng biểu mức": 2, "mức mới": 2}
    assert load(GOOD, MORE) == {}
    assert Decision.objects.filter(action="nạp luật").count() == 1


def test_all_that_is_loaded_is_marked_as_the_files_own(load):
    load(GOOD, MORE)
    for model in (Instrument, Relation, ScheduleRow, Rate):
        assert model.objects.count() > 0
        assert model.objects.filter(shipped=False).count() == 0


def test_what_is_gone_from_the_files_and_used_by_nobody_goes(load):
    load(GOOD, MORE)
    assert load(GOOD) == {"văn bản bỏ": 1, "quan hệ văn bản bỏ": 1, "dòng biểu mức bỏ": 1}
    assert (numbers(), Relation.objects.count()) == ({"1/2020/NĐ-CP"}, 0)
    assert list(ScheduleRow.objects.values_list("code", flat=True)) == ["news"]
    assert load(GOOD) == {}


def test_an_instrument_that_was_renumbered_takes_its_rates_with_it(load):
    load(GOOD)
    assert load(GOOD.replace("1/2020/NĐ-CP", "7/2020/NĐ-CP")) == {
        "văn bản": 1,
        "văn bản bỏ": 1,
        "dòng biểu mức": 1,
        "mức sửa": 2,
    }
    assert numbers() == {"7/2020/NĐ-CP"}


def own_rate(**columns) -> Rate:
    """A row of the province as people enter one, citing the decree of the second file."""
    given = {
        "key": "royalty/portal/photo",
        "label": "Ảnh",
        "measure": "hệ số",
        "scope": "province",
        "start": date(2020, 3, 1),
        "recorded": date(2020, 3, 1),
        "form": "frame",
        "maximum": Decimal(2),
        "status": "verified",
    }
    return Rate.objects.create(**given | columns)


def test_an_instrument_that_a_row_of_people_cites_is_not_dropped(load):
    load(GOOD, MORE)
    RateCitation.objects.create(
        rate=own_rate(), instrument=Instrument.objects.get(number="2/2020/NĐ-CP"), clause="Điều 7", order=0
    )
    with pytest.raises(LawInUseError, match="nêu văn bản đã bị bỏ khỏi rates/law: Nghị định 2/2020/NĐ-CP"):
        load(GOOD)
    assert numbers() == {"1/2020/NĐ-CP", "2/2020/NĐ-CP"}
    assert (Relation.objects.count(), ScheduleRow.objects.count()) == (1, 2)


@pytest.mark.parametrize("acting", [True, False])
def test_an_instrument_in_a_relation_of_people_is_not_dropped(load, acting):
    load(GOOD, MORE)
    gone = Instrument.objects.get(number="2/2020/NĐ-CP")
    own = Instrument.objects.create(number="9/2026/QĐ-UBND", kind="quyết định", issuer="UBND tỉnh")
    ends = (gone, own) if acting else (own, gone)
    Relation.objects.create(instrument=ends[0], target=ends[1], kind="guides", label="QUOTED")
    with pytest.raises(LawInUseError, match="2/2020/NĐ-CP"):
        load(GOOD)
    assert Relation.objects.filter(shipped=False).count() == 1


def test_a_schedule_row_that_a_work_was_rated_by_is_not_dropped(load):
    load(GOOD, MORE)
    outlet = Outlet.objects.create(unit=unit("99001"), medium="portal", name="Cổng")
    work = Work.objects.create(outlet=outlet, title="Ảnh", published_on=date(2020, 4, 1))
    row = ScheduleRow.objects.get(code="photo")
    WorkPart.objects.create(work=work, order=1, schedule_row=row, quantity=1, coefficient=1)
    with pytest.raises(LawInUseError, match=r"Có tác phẩm đã dùng dòng biểu mức bị bỏ khỏi rates/law: Ảnh\."):
        load(GOOD)
    assert ScheduleRow.objects.count() == 2


def own_row(code: str, **columns) -> ScheduleRow:
    """A schedule row as people enter one."""
    instrument, _ = Instrument.objects.get_or_create(
        number="9/2026/QĐ-UBND", defaults={"kind": "quyết định", "issuer": "UBND tỉnh"}
    )
    given = {"medium": "portal", "genre": "photo", "label": "Ảnh bìa", "measure": "ảnh", "order": 9, "clause": "Biểu 1"}
    return ScheduleRow.objects.create(code=code, instrument=instrument, **given | columns)


def test_a_schedule_row_of_people_is_neither_dropped_nor_overwritten(load):
    load(GOOD)
    own_row("cover")
    own_row("photo")
    assert load(GOOD) == {}
    with pytest.raises(EnteredByPeopleError, match=r"more\.yaml:11: dòng biểu mức «portal/photo» đã có người nhập"):
        load(GOOD, MORE)
    assert ScheduleRow.objects.get(code="photo").label == "Ảnh bìa"
    assert ScheduleRow.objects.filter(shipped=False).count() == 2


def test_an_instrument_of_people_stays_as_they_wrote_it_and_may_be_cited(load):
    own = Instrument.objects.create(number="2/2020/NĐ-CP", kind="nghị định", issuer="Chính phủ", title="Như bản ký")
    assert load(GOOD, MORE)["văn bản"] == 1
    own.refresh_from_db()
    assert (own.title, own.issued_on, own.shipped) == ("Như bản ký", None, False)
    assert ScheduleRow.objects.get(code="photo").instrument == own
    load(GOOD)
    assert numbers() == {"1/2020/NĐ-CP", "2/2020/NĐ-CP"}


def test_a_relation_of_people_stays(load):
    load(GOOD, MORE)
    one, two = Instrument.objects.order_by("number")
    Relation.objects.create(instrument=two, target=one, kind="guides", clause="Điều 9", label="MEMORY")
    assert load(GOOD, MORE) == {}
    assert set(Relation.objects.values_list("kind", "shipped")) == {("amends", True), ("guides", False)}


def test_a_rate_that_people_have_entered_is_refused_by_file_and_line(load):
    own_rate(key="royalty/portal/news", start=date(2020, 2, 1), recorded=date(2020, 1, 15))
    with pytest.raises(EnteredByPeopleError, match=r"law\.yaml:34: «royalty/portal/news» từ 2020-02-01, ghi nhận 2020"):
        load(GOOD)
    assert Rate.objects.get().maximum == Decimal(2)
