"""Pages of a work: what was typed stays, faults stand beside their boxes, neighbours find nothing."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import RoleAssignment, User
from royalties.models import Contribution, Payee, Work
from tests import list_rows
from tests.royalties.recording import outlet_of, recorded, typed
from tests.screens import browser_of, holder, text_of, words_of

RECORD = reverse("royalties:work-record")


@pytest.fixture
def work(unit, outlet, rows) -> Work:
    return recorded(holder("recorder", unit, "thu-ky"), outlet, rows["news"], url="https://daklak.example/9")


def pages(work: Work) -> list[str]:
    return [reverse(f"royalties:{name}", args=[work.pk]) for name in ("work", "work-edit", "work-delete")]


def test_a_work_is_recorded_and_the_next_one_keeps_outlet_day_and_genre(unit, outlet, rows):
    client = browser_of("recorder", unit)
    assert "Ghi tác phẩm" in text_of(client.get(reverse("royalties:work-list")))
    response = client.post(RECORD, typed(outlet, rows["news"], {"name": "Nguyễn Thị Mẫu"}, {"name": ""}, photos="2"))
    work = Work.objects.get()
    assert response.url == reverse("royalties:work", args=[work.pk])
    page = client.get(response.url)
    text = text_of(page)
    for said in ("Đã ghi «Khai mạc hội thảo cà phê»", "2 bài", "Người Xem", "chưa kiểm duyệt", "cần bổ sung hồ sơ"):
        assert said in text
    another = next(action["url"] for action in page.context["actions"] if action["text"] == "Ghi tác phẩm khác")
    content = client.get(another).content.decode()
    assert 'value="10/07/2026"' in content
    assert f'<option value="{rows["news"].pk}" selected>Tin</option>' in content
    assert f'<option value="{outlet.pk}" selected>' in content


def test_wrong_boxes_are_named_and_keep_what_was_typed(unit, outlet, rows):
    client = browser_of("recorder", unit)
    lines = ({"name": "A Mẫu", "share": "abc"}, {"name": "", "share": "40"})
    cells = {"title": "", "url": "ftp://x", "published_on": "31/02/2026", "photos": "1,5", "note": "gấp"}
    response = client.post(RECORD, typed(outlet, rows["news"], *lines, **cells))
    text = text_of(response, 422)
    for said in (
        "Tên tác phẩm : Hãy gõ tên tác phẩm.",
        "Ngày đăng : Không hiểu ngày này.",
        "Số ảnh : Số ảnh phải là số nguyên.",
        "Người thứ 1, tỷ lệ % : Không hiểu số «abc».",
        "Người thứ 2, tên hoặc bút danh : Hãy gõ tên, hoặc xoá tỷ lệ.",
    ):
        assert said in text
    content = response.content.decode()
    for kept in ('value="31/02/2026"', 'value="ftp://x"', 'value="abc"', 'value="A Mẫu"', ">\ngấp</textarea>"):
        assert kept in content
    assert not Work.objects.exists()


def test_what_the_service_refuses_stands_beside_its_box(unit, outlet, rows, work):
    client = browser_of("recorder", unit)
    response = client.post(
        RECORD, typed(outlet, rows["news"], {"name": "A", "share": "60"}, {"name": "B", "share": "30"})
    )
    assert "Người thứ 1, tên hoặc bút danh : Tổng tỷ lệ của các tác giả phải đúng 100 %, đang là 90 %." in text_of(
        response, 422
    )
    response = client.post(RECORD, typed(outlet, rows["news"], url="https://daklak.example/9"))
    assert "Đường dẫn : Đường dẫn này đã được ghi: «Khai mạc hội thảo cà phê», đã ghi." in text_of(response, 422)


def test_a_line_without_any_author_is_said(unit, outlet, rows):
    response = browser_of("recorder", unit).post(RECORD, typed(outlet, rows["news"], {"name": " "}))
    assert "Hãy ghi ít nhất một tác giả." in text_of(response, 422)


def test_one_more_line_and_another_outlet_keep_what_was_typed_and_save_nothing(unit, outlet, rows):
    client, radio = browser_of("recorder", unit), outlet_of(unit, "radio")
    form = typed(outlet, rows["news"], {"name": "A Mẫu", "share": "60"}, title="Đang gõ dở", published_on="31/02")
    content = client.post(RECORD, form | {"them-tac-gia": "1"}).content.decode()
    for kept in ('value="Đang gõ dở"', 'value="31/02"', 'value="A Mẫu"', 'value="60"', 'name="tac-gia-1-name"'):
        assert kept in content
    assert "errorlist" not in content
    content = client.post(RECORD, form | {"outlet": radio.pk, "doi-noi-dang": "1"}).content.decode()
    assert "Tin phát thanh" in content
    assert "Phóng sự" not in content
    assert not Work.objects.exists()


def test_two_people_of_one_name_are_asked_for_in_the_form(unit, outlet, rows):
    one = Payee.objects.create(unit=unit, name="Nguyễn Thị Mẫu", id_number="000000000001")
    Payee.objects.create(unit=unit, name="Nguyễn Thị Mẫu", id_number="000000000002")
    client = browser_of("recorder", unit)
    response = client.post(RECORD, typed(outlet, rows["news"]))
    text = text_of(response, 422)
    assert "Nguyễn Thị Mẫu, số định danh •••••••••001" in text
    assert "000000000001" not in response.content.decode()
    client.post(RECORD, typed(outlet, rows["news"], {"name": "Nguyễn Thị Mẫu", "chosen": str(one.pk)}))
    assert Contribution.objects.get().payee == one


def test_the_names_of_the_unit_are_suggested_and_of_no_other(unit, outlet, rows):
    Payee.objects.create(unit=unit, name="Người Nhà")
    Payee.objects.create(unit=list_rows.make_unit("khac", "Đơn vị khác"), name="Người Ngoài")
    content = browser_of("recorder", unit).get(RECORD).content.decode()
    assert '<option value="Người Nhà">' in content
    assert "Người Ngoài" not in content


def test_rows_of_one_genre_stand_in_a_group(unit, outlet, rows):
    first = rows["news"]
    first.pk, first.code, first.label = None, "news_short", "Tin ngắn"
    first.save()
    content = browser_of("recorder", unit).get(RECORD).content.decode()
    assert '<optgroup label="Tin">' in content
    assert '<optgroup label="Ảnh">' not in content


def test_a_work_is_corrected_and_deleted_by_form(unit, outlet, rows, work):
    client = browser_of("recorder", unit)
    look, edit, delete = pages(work)
    content = client.get(edit).content.decode()
    for stored in ('value="https://daklak.example/9"', 'value="10/07/2026"', 'value="Nguyễn Thị Mẫu"'):
        assert stored in content
    assert client.post(edit, typed(outlet, rows["news"], title="Tên mới")).url == look
    assert "tên: Khai mạc hội thảo cà phê → Tên mới" in text_of(client.get(look))
    assert "Xoá «Tên mới»?" in text_of(client.get(delete))
    assert "Hãy nêu lý do." in text_of(client.post(delete, {"reason": ""}), 422)
    assert client.post(delete, {"reason": "ghi nhầm"}).url == reverse("royalties:work-list")
    assert not Work.objects.exists()


def test_what_was_reviewed_leads_back_instead_of_to_the_form(unit, outlet, rows, work):
    reviewer = User.objects.get(is_system=True)
    Work.objects.update(state="reviewed", reviewed_by=reviewer, reviewed_at="2026-07-11T00:00:00Z")
    client = browser_of("recorder", unit)
    _, edit, delete = pages(work)
    text = text_of(client.get(edit, follow=True))
    assert "chỉ sửa được khi còn «đã ghi»" in text
    assert "Xoá" not in text
    assert "khi còn «đã ghi»" in text_of(client.post(edit, typed(outlet, rows["news"])), 422)
    assert "khi còn «đã ghi»" in text_of(client.post(delete, {"reason": "x"}), 422)


@pytest.mark.parametrize("role", ["accountant", "board_head", "board_deputy", "unit_head"])
def test_who_may_look_but_not_record(unit, outlet, rows, work, role):
    client = browser_of(role, unit)
    look, edit, delete = pages(work)
    text = text_of(client.get(look))
    assert "Ghi tác phẩm khác" not in text
    assert "Ghi tác phẩm" not in text_of(client.get(reverse("royalties:work-list")))
    for where in (RECORD, edit, delete):
        assert client.get(where).status_code == 403
        assert client.post(where, typed(outlet, rows["news"], title="Khác")).status_code == 403


def test_the_recorder_of_another_unit_finds_nothing(unit, outlet, rows, work):
    neighbour = list_rows.make_unit("khac", "Đơn vị khác")
    own = outlet_of(neighbour)
    client = browser_of("recorder", neighbour)
    for where in pages(work):
        assert client.get(where).status_code == 404
        assert client.post(where, typed(outlet, rows["news"])).status_code in (404, 405)
    assert "Nơi đăng portal của Đơn vị thử" not in text_of(client.get(RECORD))
    assert "Hãy chọn" in words_of(client.post(RECORD, typed(outlet, rows["news"])))
    assert list(Work.objects.all()) == [work]
    assert own.works.count() == 0


def test_a_role_that_has_ended_opens_nothing(unit, outlet, rows, work):
    client = browser_of("recorder", unit)
    RoleAssignment.objects.filter(user__username="nguoi-xem").update(end_on=date(2020, 12, 31))
    for where in (RECORD, *pages(work)):
        assert client.get(where).status_code == 403


def test_the_coordinator_of_the_province_reads_works_without_payees_and_sheets(unit, outlet, rows, work):
    page = browser_of("provincial_coordinator").get(pages(work)[0])
    assert "Bảng thanh toán" not in text_of(page).replace("Danh mục", "")
    assert reverse("royalties:payee", args=[Payee.objects.get().pk]) not in page.content.decode()


def test_the_search_and_the_list_lead_to_the_work(unit, work):
    client = browser_of("board_head", unit)
    where = f'href="{pages(work)[0]}"'
    assert where in client.post("/tim-kiem/", {"q": "hoi thao"}, follow=True).content.decode()
    assert where in client.get(reverse("royalties:work-list")).content.decode()


def test_more_people_and_decisions_cost_the_page_no_more_queries(unit, outlet, rows, work):
    client = browser_of("board_head", unit)

    def cost(people: int) -> int:
        with transaction.atomic():
            for number in range(people):
                payee = Payee.objects.create(unit=unit, name=f"Người {number}")
                Contribution.objects.create(work=work, payee=payee, share=1, order=number + 2)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(pages(work)[0]).status_code == 200
            transaction.set_rollback(True)
        return len(captured)

    assert cost(1) == cost(30)
