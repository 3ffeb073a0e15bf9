"""Pages of opening balances: typed, pasted, from a file; checked first; for whom they open."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.models import Unit
from royalties.models import OpeningBalance, OpeningPayee, OpeningWork, Payee
from royalties.opening_table import FUNDS, PAYEES, WORKS, read_pasted
from royalties.services import add_opening
from tests import list_rows
from tests.screens import browser_of, holder, posted_by, text_of


@pytest.fixture
def home(system) -> Unit:
    return list_rows.make_unit("thu", "Đơn vị thử")


@pytest.fixture
def fund(home):
    table = read_pasted(FUNDS, "Cổng thông tin điện tử\t12.500.000")
    return add_opening(actor=holder("accountant", home, "ke-toan"), unit=home, year=2026, table=table).funds.get()


def page(unit: Unit, kind=WORKS) -> str:
    return reverse("royalties:opening", args=[unit.pk, 2026, kind.code])


def boxes(*lines: list[str], **more) -> dict:
    cells = {f"o-{place}": [line[place] for line in lines] for place in range(len(lines[0]))} if lines else {}
    return cells | more


def test_rows_are_typed_into_boxes_checked_and_kept(home):
    client = browser_of("accountant", home)
    assert f"Nhập năm {timezone.localdate().year}: Đơn vị thử" in text_of(
        client.get(reverse("royalties:openingbalance-list"))
    )
    wrong = client.post(page(home), boxes(["Tin", "", "31/02"], ["", "", ""], ghi="1"))
    assert "Dòng 1, «Ngày đăng»: «31/02» không phải là ngày" in text_of(wrong, 422)
    assert 'value="31/02"' in wrong.content.decode()
    checked = client.post(page(home), boxes(["Tin", "", "10/07/2026"], **{"kiem-tra": "1"}))
    assert "Đúng cả 1 dòng" in text_of(checked)
    assert not OpeningWork.objects.exists()
    kept = client.post(page(home), posted_by(checked) | {"ghi": "1"}, follow=True)
    assert "Đã ghi 1 dòng." in text_of(kept)
    assert OpeningWork.objects.get().title == "Tin"


@pytest.mark.parametrize(
    ("kind", "line", "kept"),
    [
        (WORKS, ["Tin", "https://vi-du.test/1", "10/07/2026"], "Tin, đăng 10/07/2026"),
        (PAYEES, ["Y Thử Niê", "000000000002", "2.000.000", "0"], "Y Thử Niê"),
        (FUNDS, ["Truyền thanh", "12.500.000"], "Truyền thanh"),
    ],
    ids=lambda value: getattr(value, "code", ""),
)
def test_what_was_checked_is_kept_as_the_page_holds_it(kind, line, kept, home):
    client = browser_of("accountant", home)
    checked = client.post(page(home, kind), boxes(line, **{"kiem-tra": "1"}))
    assert "Đúng cả 1 dòng" in text_of(checked)
    client.post(page(home, kind), posted_by(checked) | {"ghi": "1"})
    assert f"Bỏ «{kept}»" in client.get(page(home, kind)).content.decode()


def xlsx(*rows: list) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    return SimpleUploadedFile("so-du.xlsx", content.getvalue())


def test_a_file_is_checked_and_then_stands_ready_to_be_kept(home):
    client, where = browser_of("accountant", home), page(home, PAYEES)
    head = ["Thuế đã khấu trừ", "Họ và tên", "Tổng trước thuế"]
    wrong = client.post(where, {"file": xlsx(["Sở thử"], head, [100, "A", 1000], [1.5, "B", 1000]), "ghi": "1"})
    assert "Dòng 4, «Thuế đã khấu trừ»: «1,5» không phải là số đồng chẵn" in text_of(wrong, 422)
    right = client.post(where, {"file": xlsx(head, [100, "A", 1000]), "ghi": "1"})
    assert right.context["form"].initial["pasted"] == (
        "Họ và tên\tSố định danh\tTổng trước thuế\tThuế đã khấu trừ\nA\t\t1.000\t100"
    )
    assert not OpeningPayee.objects.exists()
    client.post(where, posted_by(right) | {"ghi": "1"})
    assert list(OpeningPayee.objects.values_list("gross", "tax")) == [(1000, 100)]
    payee = text_of(client.get(reverse("royalties:payee", args=[Payee.objects.get().pk])))
    assert "Năm 2026: 1.000 đồng trước thuế, đã khấu trừ thuế 100 đồng" in payee


def test_what_cannot_be_read_is_said(home):
    client = browser_of("accountant", home)
    broken = SimpleUploadedFile("so-du.xlsx", b"khong phai xlsx")
    assert "không phải là sổ tính Excel" in text_of(client.post(page(home), {"file": broken}), 422)
    both = client.post(page(home), boxes(["Tin", "", "10/07/2026"], pasted="A\t\t10/07/2026"))
    assert "Chỉ dùng một cách một lần" in text_of(both, 422)
    assert "Chưa có dòng nào." in text_of(client.post(page(home), {"ghi": "1"}), 422)
    assert not OpeningBalance.objects.exists()


def test_a_row_is_dropped_on_its_page(fund, home):
    where = reverse("royalties:opening-drop", args=[home.pk, 2026, "quy", fund.pk])
    client = browser_of("accountant", home)
    assert "Bỏ «Cổng thông tin điện tử»" in text_of(client.get(where))
    assert "Hãy nêu lý do." in text_of(client.post(where, {"reason": ""}), 422)
    assert "Đã bỏ" in text_of(client.post(where, {"reason": "nhập nhầm"}, follow=True))
    assert client.get(where).status_code == 404


def test_pages_are_for_who_sees_sheets_and_boxes_for_who_prepares_them(fund, home):
    drop = reverse("royalties:opening-drop", args=[home.pk, 2026, "quy", fund.pk])
    head = browser_of("unit_head", home)
    assert "Nhập thêm" not in text_of(head.get(page(home, FUNDS)))
    assert [head.post(page(home)).status_code, head.get(drop).status_code] == [403, 403]
    neighbour = browser_of("accountant", list_rows.make_unit("khac", "Đơn vị khác"), "khac")
    assert [neighbour.get(where).status_code for where in (page(home), drop)] == [404, 404]
    assert [neighbour.post(where).status_code for where in (page(home), drop)] == [404, 404]
    assert browser_of("provincial_coordinator", username="dp").get(page(home)).status_code == 403


@pytest.mark.parametrize("where", ["so-du-dau/{}/1999/quy/", "so-du-dau/{}/2101/quy/", "so-du-dau/{}/2026/khac/"])
def test_a_year_or_a_table_that_cannot_be_does_not_exist(home, where):
    assert browser_of("accountant", home).get("/" + where.format(home.pk)).status_code == 404
