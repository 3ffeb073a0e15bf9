"""The headless main job: a works file in, three papers that agree out; or its faults, and nothing saved."""

import json
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook
from pypdf import PdfReader

from core.models import Decision
from reports import payment_sheet_files
from royalties.models import Payee, PaymentSheet, Work
from royalties.services import open_outlets
from tests.royalties.files import good, works_xlsx


@pytest.fixture
def unit(office, system):
    open_outlets(actor=system)
    return office


@pytest.fixture
def july(tmp_path):
    """Two works of July 2026, together 2.024.000 + 506.000 + 379.500 đồng at 253.000 đồng a coefficient."""
    rows = [good(1), good(2, **{"Hệ số": 2, "Số ảnh": 3, "Hệ số ảnh": "0,5"})]
    return works_xlsx(tmp_path / "works.xlsx", rows)


@pytest.fixture
def wrong(tmp_path):
    return works_xlsx(tmp_path / "wrong.xlsx", [good(1, **{"Hệ số": 99}), good(2, **{"Ngày đăng": "31/06/2026"})])


def pay(file, out, **options) -> str:
    said = StringIO()
    call_command("pay_works", file, **{"unit": "vp-ubnd", "period": "2026-07", "out": out, "stdout": said, **options})
    return said.getvalue()


def names(folder) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_month_becomes_one_draft_and_three_papers_that_agree(unit, july, tmp_path):
    out = tmp_path / "new" / "papers"
    said = pay(july, out, paid_on="2026-08-05")
    assert "2.909.500 đồng" in said
    assert names(out) == {"sheet.xlsx", "sheet.pdf", "sheet.json"}
    sheet = PaymentSheet.objects.get()
    assert (sheet.period, sheet.paid_on, sheet.gross, sheet.tax) == (date(2026, 7, 1), date(2026, 8, 5), 2_909_500, 0)
    content = json.loads((out / "sheet.json").read_text())
    assert (content["sheet"]["unit"], content["sheet"]["period"]) == ("vp-ubnd", "2026-07")
    assert (content["sheet"]["gross"], content["sheet"]["tax"], content["sheet"]["net"]) == ("2909500", "0", "2909500")
    assert [line["gross"] for line in content["lines"]] == ["2024000", "506000", "379500"]
    workbook = load_workbook(out / "sheet.xlsx", data_only=True)
    assert [workbook["Theo tác phẩm"][f"{column}11"].value for column in "IJK"] == [2_530_000, 379_500, 2_909_500]
    pages = PdfReader(BytesIO((out / "sheet.pdf").read_bytes())).pages
    assert "2.530.000 379.500 2.909.500" in " ".join("".join(page.extract_text() for page in pages).split())


def test_without_a_value_date_tax_and_net_are_null(unit, july, tmp_path):
    pay(july, tmp_path)
    sheet = json.loads((tmp_path / "sheet.json").read_text())["sheet"]
    assert (sheet["number"], sheet["tax"], sheet["net"]) == (None, None, None)


def test_the_same_file_again_gives_the_same_draft(unit, july, tmp_path):
    pay(july, tmp_path)
    first = (tmp_path / "sheet.json").read_text()
    pay(july, tmp_path)
    assert (tmp_path / "sheet.json").read_text() == first
    assert PaymentSheet.objects.count() == 1


def test_a_wrong_file_is_given_back_with_every_fault_and_nothing_is_saved(unit, wrong, tmp_path):
    out, heard = tmp_path / "out", StringIO()
    with pytest.raises(CommandError, match="2 chỗ sai, không lưu gì") as failure:
        pay(wrong, out, stderr=heard)
    assert failure.value.returncode == 1
    assert names(out) == {"errors.xlsx"}
    assert (PaymentSheet.objects.count(), Work.objects.count()) == (0, 0)
    faults = heard.getvalue().splitlines()
    assert faults[0].startswith("F2 (Hệ số): hệ số 99 vượt mức tối đa 10")
    assert faults[1].startswith("D3 (Ngày đăng): ")
    rows = load_workbook(out / "errors.xlsx").active.iter_rows(values_only=True)
    assert [row[-1].split(":")[0] for row in rows] == ["Lỗi", "F2 (Hệ số)", "D3 (Ngày đăng)"]


def test_the_faults_of_an_earlier_try_are_taken_away_once_mended(unit, wrong, july, tmp_path):
    out = tmp_path / "out"
    with pytest.raises(CommandError):
        pay(wrong, out)
    pay(july, out)
    assert names(out) == {"sheet.xlsx", "sheet.pdf", "sheet.json"}


def test_the_file_of_faults_can_be_mended_and_read_itself(unit, wrong, tmp_path):
    out = tmp_path / "out"
    with pytest.raises(CommandError):
        pay(wrong, out)
    workbook = load_workbook(out / "errors.xlsx")
    workbook.active["F2"], workbook.active["D3"] = 8, "30/06/2026"
    workbook.save(out / "errors.xlsx")
    pay(out / "errors.xlsx", out)
    assert names(out) == {"errors.xlsx", "sheet.xlsx", "sheet.pdf", "sheet.json"}


def test_a_file_that_is_no_workbook_is_refused_in_vietnamese(unit, tmp_path):
    (tmp_path / "works.xlsx").write_text("STT;Tên")
    with pytest.raises(CommandError, match="Tệp không phải là sổ tính Excel"):
        pay(tmp_path / "works.xlsx", tmp_path / "out")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"unit": "khong-co"}, "Không có đơn vị mã «khong-co»"),
        ({"period": "2026-7"}, "Kỳ «2026-7» phải là một tháng"),
        ({"period": "2026-13"}, "Kỳ «2026-13» phải là một tháng"),
        ({"period": "07/2026"}, "Kỳ «07/2026» phải là một tháng"),
        ({"paid_on": "20260805"}, "Ngày chi «20260805» phải là một ngày"),
        ({"paid_on": "2026-02-30"}, "Ngày chi «2026-02-30» phải là một ngày"),
    ],
)
def test_a_wrong_argument_is_named_in_vietnamese_and_nothing_is_saved(unit, july, tmp_path, options, said):
    with pytest.raises(CommandError, match=said):
        pay(july, tmp_path / "out", **options)
    assert not (tmp_path / "out").exists()
    assert not PaymentSheet.objects.exists()


def test_a_works_file_that_the_papers_would_overwrite_is_refused(unit, july, tmp_path):
    file = july.rename(tmp_path / "sheet.xlsx")
    before = file.read_bytes()
    with pytest.raises(CommandError, match="ghi đè"):
        pay(file, tmp_path)
    assert file.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_refused_before_anything_is_saved(unit, july, tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(CommandError, match="Không tạo được thư mục"):
        pay(july, tmp_path / "taken")
    assert not PaymentSheet.objects.exists()


def contents(folder) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in payment_sheet_files.SHEET_FILES}


@pytest.mark.parametrize(
    ("failure", "said"),
    [(OSError("no space left"), "Không ghi được"), (ArithmeticError("1 ≠ 2"), "Không lập được"), (KeyError("x"), "x")],
)
@pytest.mark.parametrize("paper", ["payment_sheet", "payment_sheet_pdf", "payment_sheet_json"])
def test_when_a_paper_cannot_be_made_there_is_no_draft_either(unit, july, tmp_path, monkeypatch, failure, said, paper):
    def fail(*arguments):
        raise failure

    monkeypatch.setattr(payment_sheet_files, paper, fail)
    with pytest.raises(CommandError, match="không lưu gì") as refused:
        pay(july, tmp_path / "out")
    assert said in str(refused.value)
    assert refused.value.returncode == 1
    assert (PaymentSheet.objects.count(), Work.objects.count(), Payee.objects.count()) == (0, 0, 0)
    assert not Decision.objects.filter(action="lập bảng nháp").exists()
    assert names(tmp_path / "out") == set()


def test_when_a_paper_of_a_changed_file_fails_the_earlier_draft_and_papers_stay(unit, july, tmp_path, monkeypatch):
    pay(july, tmp_path)
    papers, draft = contents(tmp_path), PaymentSheet.objects.get()
    works_xlsx(july, [good(1)])

    def full(paper):
        raise OSError("no space left")

    monkeypatch.setattr(payment_sheet_files, "payment_sheet_json", full)
    with pytest.raises(CommandError, match="Không ghi được"):
        pay(july, tmp_path)
    assert contents(tmp_path) == papers
    assert names(tmp_path) == {"works.xlsx", *payment_sheet_files.SHEET_FILES}
    assert PaymentSheet.objects.get().fingerprint == draft.fingerprint
    assert Work.objects.count() == 2


def test_a_folder_where_a_paper_should_stand_stops_all_of_it(unit, july, tmp_path):
    out = tmp_path / "out"
    (out / "sheet.json").mkdir(parents=True)
    (out / "sheet.json" / "mine").write_text("mine")
    with pytest.raises(CommandError, match="không lưu gì"):
        pay(july, out)
    assert (out / "sheet.json" / "mine").read_text() == "mine"
    assert names(out) == {"sheet.json"}
    assert not PaymentSheet.objects.exists()


def test_faults_that_cannot_be_given_back_are_told_without_a_traceback(unit, wrong, tmp_path):
    (tmp_path / "out" / "errors.xlsx").mkdir(parents=True)
    with pytest.raises(CommandError, match=r"2 chỗ sai, không lưu gì, và không ghi được .*errors.xlsx"):
        pay(wrong, tmp_path / "out")


def test_a_writer_that_fails_half_way_leaves_no_file_behind(tmp_path):
    def fail(path):
        path.write_text("half")
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        payment_sheet_files.put_in_place(tmp_path, {"a": lambda path: path.write_text("whole"), "b": fail})
    assert names(tmp_path) == set()


@pytest.mark.parametrize("refused", ["a", "b", "c"])
def test_where_one_file_cannot_be_put_in_place_none_is_new(tmp_path, monkeypatch, refused):
    (tmp_path / "b").write_text("old")
    replace = Path.replace

    def renamed(part, target):
        if target == tmp_path / refused and part.name == refused:
            raise OSError("busy")
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", renamed)
    with pytest.raises(OSError, match="busy"):
        payment_sheet_files.put_in_place(tmp_path, {name: lambda path: path.write_text("new") for name in "abc"})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"b": "old"}


def test_two_runs_into_one_folder_do_not_take_each_others_files(tmp_path):
    def outer(path):
        path.write_text("outer")
        payment_sheet_files.put_in_place(tmp_path, {"a": lambda inner: inner.write_text("inner")})

    payment_sheet_files.put_in_place(tmp_path, {"a": outer})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "outer"}


def test_the_draft_is_kept_as_made_by_the_system(unit, system, july, tmp_path):
    pay(july, tmp_path)
    assert PaymentSheet.objects.get().created_by == system


def test_what_a_person_should_look_at_is_told_and_stands_on_the_papers(unit, july, tmp_path):
    pay(july, tmp_path)
    same = good(3, **{"Tên tác phẩm": "Tin số 1", "Số tài khoản": "0000999988"})
    file, heard = works_xlsx(tmp_path / "august.xlsx", [same]), StringIO()
    for _ in range(2):
        pay(file, tmp_path / "out", period="2026-08", stderr=heard)
    account, pair = heard.getvalue().splitlines()[:2]
    assert account.startswith("Lưu ý: Tệp tác phẩm đổi số tài khoản •••••••122 thành •••••••988")
    assert pair.startswith("Lưu ý: «Tin số 1» (đăng 10/07/2026) có thể là một với «Tin số 1»")
    assert heard.getvalue().splitlines()[2:] == [account, pair]
    pages = PdfReader(BytesIO((tmp_path / "out" / "sheet.pdf").read_bytes())).pages
    printed = " ".join("".join(page.extract_text() for page in pages).split())
    assert "Xem lại trước khi ký: Tệp tác phẩm đổi số tài khoản" in printed
    cells = [cell.value for row in load_workbook(tmp_path / "out" / "sheet.xlsx")["Theo tác phẩm"] for cell in row]
    assert any("có thể là một với «Tin số 1»" in str(cell) for cell in cells)


def test_a_month_without_a_day_of_the_unit_is_refused_in_vietnamese(province, july, tmp_path):
    with pytest.raises(CommandError, match="Kỳ 07/2026 ở sau khi hết «Huyện Lắk") as refused:
        pay(july, tmp_path / "out", unit="cu-huyen-lak")
    assert refused.value.returncode == 1
    assert not PaymentSheet.objects.exists()


def test_payment_before_publication_is_given_back_as_a_fault_of_the_file(unit, july, tmp_path):
    heard = StringIO()
    with pytest.raises(CommandError, match="1 chỗ sai, không lưu gì"):
        pay(july, tmp_path / "out", paid_on="2026-07-01", stderr=heard)
    assert "Ngày chi 01/07/2026 ở trước ngày đăng của tác phẩm ở dòng 2, 3" in heard.getvalue()
    assert names(tmp_path / "out") == {"errors.xlsx"}
