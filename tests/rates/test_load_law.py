"""Bringing the shipped law into the database: repeatable, corrected in place only while unused, all or nothing."""

import shutil
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Count

from core.models import Decision, Unit
from rates.loader import read_law
from rates.models import Instrument, Rate, RateCitation, Relation, ScheduleRow
from rates.queries import read_book
from rates.services import LawInUseError, load_law
from tests.core.accounts import holder, person, unit
from tests.rates.lawfiles import FROZEN_LAW

NEWS = "ceiling/royalty/portal/news"
IN_FORCE = date(2026, 6, 30)


@pytest.fixture
def copied(tmp_path):
    """A folder of the law of 2026 that a test may change."""
    return shutil.copytree(FROZEN_LAW, tmp_path / "law")


def edit(folder, name: str, old: str, new: str):
    """This will change one place of one file and read the folder again."""
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{name}: {text.count(old)} × {old!r}"
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return read_law(folder)


def counts() -> list[int]:
    return [model.objects.count() for model in (Instrument, Relation, ScheduleRow, Rate, RateCitation, Decision)]


def narrowing(place: Unit, of: Rate, *, maximum: str = "5", start: date = date(2025, 1, 1)) -> Rate:
    """A unit's own frame, as the screen for it writes one."""
    rate = Rate.objects.create(
        key=of.key,
        label=of.label,
        measure=of.measure,
        scope="unit",
        unit=place,
        start=start,
        recorded=start,
        form="frame",
        maximum=Decimal(maximum),
        narrows=of,
        status="verified",
    )
    RateCitation.objects.create(rate=rate, instrument=Instrument.objects.first(), clause="Điều 1", order=0)
    return rate


def provincial_news() -> Rate:
    return Rate.objects.get(key="royalty/portal/news", scope="province", start=date(2021, 12, 6))


def test_the_law_is_loaded_once_with_one_decision_row(system, frozen_law):
    first = load_law(actor=system, law=frozen_law)
    changed = {name: count for name, count in first.items() if count}
    assert changed == {"văn bản": 30, "quan hệ văn bản": 21, "dòng biểu mức": 40, "mức mới": 280}
    before = counts()
    again = load_law(actor=system, law=frozen_law)
    assert set(again.values()) == {0}
    assert counts() == before
    assert Decision.objects.filter(action="nạp luật").count() == 1


def test_every_loaded_rate_is_cited_labelled_and_marked_as_shipped(province):
    assert Rate.objects.annotate(cites=Count("citations")).filter(cites=0).count() == 0
    assert Rate.objects.filter(labels={}).count() == 0
    assert Rate.objects.filter(dossier=[]).count() == 0
    assert Rate.objects.exclude(shipped=True).count() == 0


def test_a_value_changed_in_the_files_is_answered_at_once(province, copied):
    law = edit(copied, "20_base_salary.yaml", 'value: "2340000"', 'value: "2345000"')
    assert load_law(actor=province, law=law)["mức sửa"] == 1
    assert read_book().rate("unit_value", IN_FORCE).value == Decimal(234500)
    assert read_book().rate("unit_value", date(2026, 7, 1)).value == Decimal(253000)
    assert set(load_law(actor=province, law=law).values()) == {0}


def test_a_date_changed_in_the_files_takes_the_old_row_away(province, copied):
    law = edit(copied, "20_base_salary.yaml", "start: 2026-07-01", "start: 2026-08-01")
    changed = load_law(actor=province, law=law)
    assert (changed["mức mới"], changed["mức bỏ"]) == (1, 1)
    assert read_book().rate("base_salary", date(2026, 7, 31)).value == Decimal(2340000)
    assert read_book().rate("base_salary", date(2026, 8, 1)).value == Decimal(2530000)


def test_a_clause_changed_in_the_files_is_cited_at_once(province, copied):
    law = edit(copied, "20_base_salary.yaml", "clause: Điều 3 khoản 2", "clause: Điều 4")
    assert load_law(actor=province, law=law)["mức sửa"] == 1
    (citation,) = read_book().rate("base_salary", date(2026, 7, 1)).citations
    assert (citation.instrument, citation.clause) == ("161/2026/NĐ-CP", "Điều 4")
    assert (citation.effective, citation.published) == (date(2026, 7, 1), date(2026, 5, 15))


def test_a_correction_recorded_later_leaves_what_was_known_before(province, copied):
    corrected = (
        '  - start: 2026-07-01\n    recorded: 2026-07-20\n    value: "2540000"\n'
        "    labels: {amount: QUOTED, date: QUOTED}\n    dossier: [rates 4.3]\n    cites:\n"
        "    - {instrument: 161/2026/NĐ-CP, clause: Điều 3 khoản 2}\n"
    )
    path = copied / "20_base_salary.yaml"
    path.write_text(path.read_text(encoding="utf-8") + corrected, encoding="utf-8")
    load_law(actor=province, law=read_law(copied))
    day = date(2026, 8, 1)
    assert read_book().rate("unit_value", day).value == Decimal(254000)
    assert read_book(as_known_on=date(2026, 7, 20)).rate("unit_value", day).value == Decimal(254000)
    assert read_book(as_known_on=date(2026, 7, 19)).rate("unit_value", day).value == Decimal(253000)


def test_a_relation_that_is_gone_from_the_files_goes_and_one_of_a_person_stays(province, copied):
    own = Instrument.objects.create(number="99/2026/QĐ-UBND", kind="quyết định", issuer="UBND tỉnh Đắk Lắk")
    amended = Instrument.objects.get(number="16/2014/QĐ-UBND")
    Relation.objects.create(instrument=own, target=amended, kind="amends", label="QUOTED")
    law = edit(
        copied,
        "10_instruments.yaml",
        "  relations:\n  - {kind: amends, target: 16/2014/QĐ-UBND, on: 2021-12-06, label: INFERENCE}\n",
        "",
    )
    assert load_law(actor=province, law=law)["quan hệ văn bản bỏ"] == 1
    amending = Relation.objects.filter(target=amended, kind="amends").values_list("instrument__number", flat=True)
    assert list(amending) == ["99/2026/QĐ-UBND"]


def test_what_people_enter_is_never_touched(province, copied):
    entered = Rate.objects.create(
        key="royalty/portal/news",
        label="Tin",
        measure="hệ số",
        scope="province",
        start=date(2021, 12, 6),
        recorded=date(2026, 11, 1),
        form="frame",
        minimum=Decimal("0.5"),
        maximum=Decimal(2),
        status="verified",
    )
    Instrument.objects.filter(number="16/2014/QĐ-UBND").update(schedule_status="verified")
    law = edit(copied, "20_base_salary.yaml", 'value: "2340000"', 'value: "2345000"')
    load_law(actor=province, law=law)
    entered.refresh_from_db()
    assert (entered.minimum, entered.maximum, entered.shipped) == (Decimal("0.5"), Decimal(2), False)
    assert Instrument.objects.get(number="16/2014/QĐ-UBND").schedule_status == "verified"


def test_a_row_in_use_is_not_dropped_though_others_are(province):
    narrowing(unit("99001"), provincial_news())
    law = read_law(FROZEN_LAW)
    law.rates = [rate for rate in law.rates if rate.scope != "illustrative"]
    assert load_law(actor=province, law=law)["mức bỏ"] == 40
    law.rates = [rate for rate in law.rates if rate.key != "royalty/portal/news"]
    with pytest.raises(LawInUseError, match="Khung hệ số: Tin – cổng"):
        load_law(actor=province, law=law)
    assert provincial_news().form == "within"


def test_a_fault_on_the_way_leaves_everything_as_it_was(province, copied):
    narrowing(unit("99001"), provincial_news())
    edit(copied, "20_base_salary.yaml", 'value: "2340000"', 'value: "2345000"')
    edit(
        copied,
        "10_instruments.yaml",
        "number: QUOTED, issued: SECONDARY, effective: QUOTED",
        "number: SECONDARY, issued: SECONDARY, effective: QUOTED",
    )
    path = copied / "41_dak_lak_portal.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2021-12-06", "2021-12-07"), encoding="utf-8")
    before = counts()
    with pytest.raises(LawInUseError, match="ghi thêm dòng mới có ngày ghi nhận"):
        load_law(actor=province, law=read_law(copied))
    assert counts() == before
    assert Instrument.objects.get(number="287/2026/NĐ-CP").labels["number"] == "QUOTED"
    assert read_book().rate("unit_value", IN_FORCE).value == Decimal(234000)


def test_a_value_that_is_in_use_is_not_corrected_in_place(province, copied):
    used = Rate.objects.get(key="base_salary", start=date(2026, 7, 1))
    narrowing(unit("99001"), used)
    law = edit(copied, "20_base_salary.yaml", 'value: "2530000"', 'value: "2540000"')
    with pytest.raises(LawInUseError, match="Lương cơ sở từ 01/07/2026"):
        load_law(actor=province, law=law)
    assert read_book().rate("base_salary", date(2026, 7, 1)).value == Decimal(2530000)


def test_how_well_a_value_in_use_is_known_may_still_change(province, copied):
    used = Rate.objects.get(key="base_salary", start=date(2024, 7, 1))
    narrowing(unit("99001"), used)
    law = edit(
        copied,
        "20_base_salary.yaml",
        'value: "2340000"\n    labels: {amount: SECONDARY, date: MEMORY}',
        'value: "2340000"\n    labels: {amount: QUOTED, date: QUOTED}',
    )
    assert load_law(actor=province, law=law)["mức sửa"] == 1
    assert read_book().rate("base_salary", IN_FORCE).warnings == ()


@pytest.mark.parametrize("role", ["system_admin", "finance_reviewer", "provincial_coordinator", "auditor"])
def test_an_actor_who_may_not_manage_the_law_is_refused(frozen_law, db, role):
    with pytest.raises(PermissionDenied):
        load_law(actor=holder(role), law=frozen_law)
    assert Instrument.objects.count() == 0


def test_an_actor_without_any_role_is_refused(frozen_law, db):
    with pytest.raises(PermissionDenied):
        load_law(actor=person("ai-do"), law=frozen_law)


def test_the_book_of_a_unit_is_read_with_one_query(province, django_assert_num_queries):
    place = unit("99001", is_demo=True)
    narrowing(place, provincial_news())
    with django_assert_num_queries(1):
        rates = read_book(unit=place)
        for key in rates.keys():  # noqa: SIM118  a book is no dictionary
            rates.find(key, IN_FORCE)


def test_a_row_of_people_beside_a_genre_is_bounded_by_the_ceiling_of_the_genre(province):
    decision = Instrument.objects.create(number="5/2026/QĐ-UBND", kind="quyết định", issuer="UBND tỉnh")
    ScheduleRow.objects.create(
        medium="portal", code="news_short", genre="news", label="Tin ngắn", measure="tin", order=9, instrument=decision
    )
    short = Rate.objects.create(
        key="royalty/portal/news_short",
        label="Tin ngắn",
        measure="hệ số",
        scope="province",
        start=date(2026, 1, 1),
        recorded=date(2026, 1, 1),
        form="frame",
        maximum=Decimal(12),
        status="verified",
    )
    RateCitation.objects.create(rate=short, instrument=decision, clause="Biểu 1", order=0)
    ceiling = Rate.objects.get(key=NEWS, form="ceiling")
    found = read_book().rate("royalty/portal/news_short", IN_FORCE)
    assert (found.maximum, found.row_ids) == (Decimal(10), (short.pk, ceiling.pk))
    assert read_book().rate("royalty/portal/news_short", date(2026, 9, 1)).maximum == Decimal(12)


def test_a_unit_reads_its_own_narrowing_and_no_other_units(province):
    ours, theirs = unit("99001"), unit("99002")
    narrowing(ours, provincial_news())
    assert read_book(unit=ours).rate("royalty/portal/news", IN_FORCE).maximum == Decimal(5)
    assert read_book(unit=theirs).rate("royalty/portal/news", IN_FORCE).maximum == Decimal(10)
    assert read_book().rate("royalty/portal/news", IN_FORCE).maximum == Decimal(10)


def test_only_a_demo_unit_reads_the_sample_schedule(province):
    demo, real = unit("99001", is_demo=True), unit("99002")
    sample = read_book(unit=demo).rate("royalty/portal/news", IN_FORCE)
    assert (sample.minimum, sample.maximum, sample.warnings) == (Decimal("0.5"), Decimal(2), ("illustrative",))
    assert read_book(unit=real).rate("royalty/portal/news", IN_FORCE).maximum == Decimal(10)
