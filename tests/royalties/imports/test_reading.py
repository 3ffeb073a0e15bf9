"""Step one: what was uploaded is kept encrypted, read in the background, and told before anything is recorded."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django_tasks_db.models import DBTaskResult

from core.models import Decision, RoleAssignment
from royalties.models import (
    Contribution,
    ImportAnswer,
    ImportFile,
    OpeningBalance,
    OpeningWork,
    Outlet,
    Payee,
    PenName,
    Work,
)
from royalties.services.imports import answer_import, upload_import
from tests.core.accounts import unit as make_unit
from tests.royalties.imports.conftest import after_jobs
from tests.royalties.portal_file import layouts
from tests.screens import holder

pytestmark = pytest.mark.usefixtures("august")


def test_a_file_is_read_and_told_and_nothing_is_recorded(upload):
    done = upload()
    assert (done.state, done.work_count, done.fault_count) == ("checked", 3, 0)
    assert done.understood["first"][0] == [
        8,
        "10/07/2026",
        "Hội nghị tổng kết",
        "Tin",
        2,
        ["Nguyễn Thị Mẫu"],
        "https://a.test/1",
    ]
    assert done.understood["counts"]["genres"] == [["Tin", 2], ["Phóng sự", 1]]
    assert done.understood["counts"]["months"] == [["07/2026", 3]]
    assert done.understood["money"] == [["Nhuận bút", "750.000"]]
    assert done.understood["new"] == ["H’Mẫu Êban", "Nguyễn Thị Mẫu", "Trần Văn Ví", "Y Ví Mlô"]
    assert not Work.objects.exists()
    assert not Payee.objects.exists()


def test_the_queue_holds_a_key_and_the_table_holds_no_content_in_clear(upload):
    content = layouts.list_of_articles()
    waiting = upload(content, read=False)
    assert DBTaskResult.objects.get().args_kwargs == {"args": [waiting.pk], "kwargs": {}}
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM royalties_importfile")
        stored = bytes(cursor.fetchone()[0])
    assert not stored.startswith(b"PK")
    assert ImportFile.objects.get().content == content


def test_an_upload_leaves_a_decision(upload, recorder):
    upload(read=False)
    decision = Decision.objects.get(action="tải tệp tác phẩm lên")
    assert (decision.actor, decision.target_label) == (recorder, "thang-7.xlsx")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04" + b"0" * (10 * 1024 * 1024)])
def test_what_is_no_workbook_or_too_large_is_not_kept(upload, content, outlet, recorder):
    with pytest.raises(ValidationError):
        upload_import(actor=recorder, outlet=outlet, file_name="a.xlsx", content=content)


def test_a_damaged_workbook_fails_in_words(upload):
    done = upload(b"PK\x03\x04 hong")
    assert done.state == "failed"
    assert done.failure == "Tệp không phải là sổ tính Excel (.xlsx), bị hỏng hoặc có mật khẩu."


def test_only_a_recorder_of_the_unit_may_upload(outlet, unit):
    other = make_unit("khac")
    ended = holder("recorder", unit, "het-han")
    RoleAssignment.objects.filter(user=ended).update(end_on=date(2021, 1, 1))
    near = [
        holder("recorder", other, "don-vi-khac"),
        holder("accountant", unit, "ke-toan"),
        holder("board_head", unit, "truong-ban"),
        holder("auditor", None, "kiem-toan"),
        ended,
    ]
    for user in near:
        with pytest.raises(PermissionDenied):
            upload_import(actor=user, outlet=outlet, file_name="a.xlsx", content=layouts.list_of_articles())


def test_wrong_cells_stop_the_file_and_come_back_in_it(upload):
    row = [1, "Tin một", "32/07/2026", "Tin", 0, "Mẫu Ví", "", 0, "", "https://a.test/1"]
    done = upload(layouts.list_of_articles([row]))
    assert (done.state, done.fault_count) == ("faulty", 1)
    assert done.faults == [[8, "Ngày đăng", "C8 (Ngày đăng): ngày «32/07/2026» không có trên lịch"]]
    assert bytes(done.file.errors).startswith(b"PK")


def test_a_label_is_asked_once_and_known_next_time(upload, recorder):
    done = upload(layouts.culture_and_tourism())
    assert (done.state, done.fault_count) == ("faulty", 0)
    assert done.understood["asked"]["genres"] == [["bai", "Bài", 1, "", [3]], ["tin", "Tin", 1, "news", [4]]]
    answer_import(actor=recorder, works_import=done, answers={"genres": {"bai": "commentary"}})
    assert after_jobs(done).state == "checked"
    assert ImportAnswer.objects.values_list("kind", "key", "value").get() == ("genre", "bai", "commentary")
    assert upload(layouts.culture_and_tourism()).state == "checked"


def test_a_day_for_all_is_for_this_file_only(upload, recorder):
    done = upload(layouts.procuracy())
    assert done.understood["asked"]["day"] is True
    answer_import(actor=recorder, works_import=done, answers={"published_on": "2026-07-31"})
    assert [fault[0] for fault in after_jobs(done).faults] == [4]
    assert upload(layouts.procuracy()).understood["asked"]["day"] is True


@pytest.mark.parametrize(
    "answers",
    [
        {"genres": {"bai": "talk"}},
        {"genres": {"khac": "news"}},
        {"date_order": "ymd"},
        {"published_on": "2026-08-02"},
        {"authors": {"Ai Đó": "one"}},
        {"people": {"Ai Đó": "1"}},
        {"la": "gi"},
    ],
)
def test_an_answer_that_nobody_asked_for_is_refused(upload, recorder, answers):
    done = upload(layouts.culture_and_tourism())
    with pytest.raises(ValidationError):
        answer_import(actor=recorder, works_import=done, answers=answers)


def test_a_cell_of_names_can_be_kept_whole(upload, recorder):
    done = upload()
    assert done.understood["asked"]["authors"][0][1:3] == ["H’Mẫu Êban, Y Ví Mlô", ["H’Mẫu Êban", "Y Ví Mlô"]]
    answer_import(actor=recorder, works_import=done, answers={"authors": {"H’Mẫu Êban, Y Ví Mlô": "one"}})
    assert after_jobs(done).understood["new"] == ["H’Mẫu Êban, Y Ví Mlô", "Nguyễn Thị Mẫu", "Trần Văn Ví"]


def test_names_and_pen_names_meet_the_payees_of_the_unit(upload, unit):
    named = Payee.objects.create(unit=unit, name="Nguyễn Thị Mẫu", account_number="0000111122")
    pen = Payee.objects.create(unit=unit, name="Lê Thị Khác")
    PenName.objects.create(payee=pen, name="Trần Văn Ví")
    Payee.objects.create(unit=make_unit("khac"), name="Y Ví Mlô")
    merged = Payee.objects.create(unit=unit, name="H’Mẫu Êban", merged_into=named)
    done = upload()
    assert merged.pk
    assert done.understood["new"] == ["Y Ví Mlô"]
    assert done.understood["asked"]["people"] == []


def test_one_of_two_of_a_name_is_asked_and_a_look_alike_is_shown(upload, recorder, unit):
    one = Payee.objects.create(unit=unit, name="Nguyễn Thị Mẫu", account_number="0000111122")
    two = Payee.objects.create(unit=unit, name="Nguyễn Thị Mẫu", id_number="000000000001")
    alike = Payee.objects.create(unit=unit, name="Trấn Vân Vi")
    done = upload()
    assert done.state == "faulty"
    said = "số định danh"
    assert done.understood["asked"]["people"] == [
        [
            "Nguyễn Thị Mẫu",
            [
                [one.pk, f"Nguyễn Thị Mẫu, chưa có {said}, tài khoản •••••••122"],
                [two.pk, f"Nguyễn Thị Mẫu, {said} •••••••••001, tài khoản chưa nhập"],
            ],
            True,
            "",
            8,
        ],
        ["Trần Văn Ví", [[alike.pk, f"Trấn Vân Vi, chưa có {said}, tài khoản chưa nhập"]], False, "", 9],
    ]
    answers = {"people": {"Nguyễn Thị Mẫu": str(two.pk), "Trần Văn Ví": str(alike.pk)}}
    answer_import(actor=recorder, works_import=done, answers=answers)
    done = after_jobs(done)
    assert (done.state, done.understood["new"]) == ("checked", ["H’Mẫu Êban", "Y Ví Mlô"])


def test_what_is_recorded_already_is_named_and_skipped(upload, outlet, recorder):
    by_link = {"url": "http://a.test/1/", "title": "Tên khác", "published_on": date(2026, 7, 9)}
    by_title = {"url": "", "title": "Mùa cà phê chín", "published_on": date(2026, 7, 13)}
    for columns in (by_link, by_title):
        Work.objects.create(outlet=outlet, recorded_by=recorder, **columns)
    elsewhere = Outlet.objects.get(unit=outlet.unit, medium="radio")
    Work.objects.create(outlet=elsewhere, url="https://a.test/3", title="Ngày hội", published_on=date(2026, 7, 15))
    done = upload()
    assert (done.state, done.work_count) == ("checked", 1)
    assert done.understood["skipped"] == [
        [8, "Hội nghị tổng kết", "đã ghi với ngày đăng 09/07/2026"],
        [9, "Mùa cà phê chín", "đã ghi với ngày đăng 13/07/2026"],
    ]


def test_what_was_paid_before_the_unit_began_here_is_named_and_skipped(upload, outlet, recorder):
    opening = OpeningBalance.objects.create(unit=outlet.unit, year=2026, begun_by=recorder)
    paid = OpeningWork(opening=opening, title="Tên khác", url="http://a.test/1/", published_on=date(2026, 7, 9))
    paid.refresh_keys()
    paid.save()
    done = upload()
    assert (done.state, done.work_count) == ("checked", 2)
    why = "đã trả ở nơi khác, theo số dư đầu năm 2026: «Tên khác, đăng 09/07/2026»"
    assert done.understood["skipped"] == [[8, "Hội nghị tổng kết", why]]


def test_an_id_under_another_name_is_a_fault(upload, unit):
    Payee.objects.create(unit=unit, name="Lê Thị Khác", id_number="000000000001")
    head = ["Tên tác phẩm", "Thể loại", "Ngày đăng", "Tác giả", "Số định danh"]
    done = upload(layouts.rows_xlsx([head, ["Tin một", "Tin", "13/07/2026", "Nguyễn Thị Mẫu", "000000000001"]]))
    assert done.faults == [
        [2, "Tác giả", "D2 (Tác giả): số định danh này đã thuộc người nhận «Lê Thị Khác» của đơn vị"]
    ]


def test_two_names_of_one_payee_in_one_work_are_a_fault(upload, unit):
    payee = Payee.objects.create(unit=unit, name="Lê Thị Khác")
    for name in ("H’Mẫu Êban", "Y Ví Mlô"):
        PenName.objects.create(payee=payee, name=name)
    done = upload()
    assert [fault[:2] for fault in done.faults] == [[10, "Tác giả"]]
    assert not Contribution.objects.exists()


def test_an_answer_about_a_cell_that_also_says_what_each_did_is_taken(upload, recorder):
    done = upload(layouts.culture_and_tourism())
    cell, text, *_ = done.understood["asked"]["authors"][0]
    assert (cell, text) == ("Bài: Nguyễn Thị Mẫu - Ảnh: Trần Văn Ví", "Nguyễn Thị Mẫu, Trần Văn Ví")
    answer_import(actor=recorder, works_import=done, answers={"authors": {cell: "one"}})
    assert after_jobs(done).understood["new"] == ["Nguyễn Thị Mẫu, Trần Văn Ví", "Trung tâm Văn hoá và Truyền thông"]
