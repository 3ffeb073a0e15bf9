"""What every list page does, each one driven through the registry; and what some do besides."""

import unicodedata
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from config.context import GROUPS, Door
from core import exports
from core.models import RoleAssignment, Unit, User
from royalties.models import Outlet, Payee, PaymentSheet, Work
from tests import list_rows
from tests.listing import LISTINGS, Listing

EACH = pytest.mark.parametrize("listing", LISTINGS, ids=str)
EMPTY = [listing for listing in LISTINGS if not listing.there]
SORTS = [(listing, column) for listing in LISTINGS for column in listing.page.table_class.sortable()]
FINDS = [(listing, query, found) for listing in LISTINGS for query, found in listing.finds.items()]


@pytest.fixture
def here(db) -> Unit:
    return list_rows.make_unit("thu-1", "Sở Thử Một")


@pytest.fixture
def there(db) -> Unit:
    return list_rows.make_unit("thu-2", "Sở Thử Hai")


@pytest.fixture
def reader(client, here, there) -> User:
    """An auditor, who sees the rows of every unit, logged in."""
    user = list_rows.make_user("kiem-toan", "Nguyễn Thị Kiểm")
    RoleAssignment.objects.create(user=user, role="auditor", start_on=date(2020, 1, 1))
    client.force_login(user)
    return user


def _url(listing: Listing, query: str = "") -> str:
    return f"{reverse(listing.page.url_name())}?{query}"


def _records(response) -> list:
    return [row.record for row in response.context["table"].paginated_rows]


def _sheet(response):
    assert response.status_code == 200
    return openpyxl.load_workbook(BytesIO(response.getvalue())).active


def test_the_menu_and_the_registry_name_the_same_lists():
    listed = {page for pages in GROUPS.values() for page in pages if not isinstance(page, Door)}
    assert listed == {listing.page for listing in LISTINGS}


@EACH
def test_a_list_shows_and_counts_its_rows(listing, client, reader, here):
    listing.make(6, here)
    response = client.get(_url(listing))
    assert response.context["count"] == 6 + listing.there
    assert len(_records(response)) == 6 + listing.there
    assert response.content.decode().count("<tbody>") == 1


@pytest.mark.parametrize("listing", EMPTY, ids=str)
def test_a_list_without_rows_says_what_to_do_next(listing, client, reader):
    page = client.get(_url(listing)).content.decode()
    assert "Chưa có dòng nào. " + listing.page.empty in page
    assert "<tbody>" not in page


@EACH
def test_a_search_that_finds_nothing_offers_a_way_back(listing, client, reader, here):
    listing.make(1, here)
    page = client.get(_url(listing, "q=khong-co-dau")).content.decode()
    assert "Không có dòng nào khớp điều kiện lọc" in page


@pytest.mark.parametrize(("listing", "query", "found"), FINDS, ids=lambda value: str(value))
def test_each_filter_finds_its_rows(listing, query, found, client, reader, here, there):
    listing.make(6, here)
    response = client.get(_url(listing, query.format(unit=here.pk, other=there.pk)))
    assert response.status_code == 200
    assert response.context["count"] == found


@EACH
def test_every_filter_is_tried(listing):
    assert {query.split("=")[0] for query in listing.finds} == set(listing.page.filterset_class.base_filters)


@pytest.mark.parametrize(("listing", "column"), SORTS, ids=lambda value: str(value))
def test_sorting_by_any_column_keeps_all_rows(listing, column, client, reader, here):
    listing.make(6, here)
    every = [record.pk for record in _records(client.get(_url(listing)))]
    for order in (column, f"-{column}"):
        response = client.get(_url(listing, f"sort={order}"))
        assert sorted(record.pk for record in _records(response)) == sorted(every)
        assert 'aria-sort="' in response.content.decode()


@EACH
def test_an_unknown_parameter_is_refused(listing, client, reader, here):
    listing.make(1, here)
    for query in ("la=1", "la=1&export=xlsx"):
        response = client.get(_url(listing, query))
        assert response.status_code == 400
        page = response.content.decode()
        assert "Không có tham số «la» trên trang này." in page
        assert "<tbody>" not in page


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=x",
        "page=²",
        "page=1234567",
        "sort=note",
        "sort=-la",
        "sort=parts",
        "sort=url",
        "sort=title&sort=la",
        "export=pdf",
        "since=31/02/2026",
        "unit=999999",
        "state=la",
        "q=%00",
        "q=" + "a" * 101,
    ],
)
def test_a_bad_value_is_refused_on_the_page_and_in_the_export(query, client, reader, here):
    list_rows.works(1, here)
    for extra in ("", "&export=xlsx"):
        response = client.get(f"{reverse('royalties:work-list')}?{query}{extra if 'export' not in query else ''}")
        assert response.status_code == 400
        assert "Chuyện Bích Ngọc" not in response.content.decode()


def test_a_page_past_the_end_does_not_exist(client, reader, here):
    list_rows.works(3, here)
    assert client.get(reverse("royalties:work-list") + "?page=2").status_code == 404


@EACH
def test_the_export_has_the_rows_of_the_page(listing, client, reader, here):
    listing.make(60, here)
    sheet = _sheet(client.get(_url(listing, "export=xlsx&page=1")))
    headings, *rows = sheet.iter_rows(values_only=True)
    assert list(headings) == listing.headings
    assert len(rows) == 60 + listing.there
    assert [cell for row in rows for cell in row if isinstance(cell, str) and ("<a " in cell or "<span" in cell)] == []
    assert sum("Bích Ngọc" in str(row).title() for row in rows) == 1
    filtered = _sheet(client.get(_url(listing, "export=xlsx&q=bich ngoc")))
    assert filtered.max_row == 2


def test_pages_hold_fifty_rows_and_lose_none(client, reader, here):
    list_rows.payees(120, here)
    url = reverse("royalties:payee-list")
    pages = [_records(client.get(f"{url}?sort=bank&page={number}")) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [50, 50, 20]
    assert len({payee.pk for page in pages for payee in page}) == 120


def test_a_count_stops_past_a_thousand_but_the_pages_go_on(client, reader, here):
    Outlet.objects.bulk_create(Outlet(unit=here, medium="portal", name=f"Trang {i:04d}") for i in range(1001))
    url = reverse("royalties:outlet-list")
    assert "hơn 1.000 dòng" in client.get(url).content.decode()
    assert [outlet.name for outlet in _records(client.get(f"{url}?page=21"))] == ["Trang 1000"]


def test_people_are_sorted_by_given_name(client, reader, here):
    for number, name in enumerate(["Trần Văn Bình", "Lê An", "Đỗ Thị Ánh", "Đặng An", "Y Đức"]):
        Payee.objects.create(unit=here, name=name, id_number=str(number))
        list_rows.make_user(f"n{number}", name)
    expected = ["Đặng An", "Lê An", "Đỗ Thị Ánh", "Trần Văn Bình", "Y Đức"]
    payees = client.get(reverse("royalties:payee-list") + "?sort=name")
    assert [payee.name for payee in _records(payees)] == expected
    users = client.get(reverse("core:user-list") + "?sort=full_name&q=n")
    assert [user.full_name for user in _records(users) if user.username.startswith("n")] == expected


def test_texts_are_sorted_as_vietnamese_dictionaries_do(client, reader, here):
    for name in ["Đài", "Dao", "Báo", "Ấn phẩm", "Ảnh"]:
        Outlet.objects.create(unit=here, medium="tv", name=name)
    response = client.get(reverse("royalties:outlet-list") + "?sort=name")
    assert [outlet.name for outlet in _records(response)] == ["Ảnh", "Ấn phẩm", "Báo", "Dao", "Đài"]


def test_states_are_sorted_in_the_order_of_the_work(client, reader, here):
    list_rows.sheets(3, here)
    PaymentSheet.objects.filter(number="3/BT-THU").update(status="cancelled")
    response = client.get(reverse("royalties:paymentsheet-list") + "?sort=status")
    assert [sheet.status for sheet in _records(response)] == ["draft", "approved", "cancelled"]


@pytest.mark.parametrize("order", ["effective_on", "-effective_on"])
def test_unknown_dates_come_last_either_way(order, client, reader, here):
    list_rows.instruments(3, here)
    response = client.get(reverse("rates:instrument-list") + f"?sort={order}")
    assert _records(response)[-1].effective_on is None
    assert "chưa nhập" in response.content.decode()


def test_a_day_is_typed_and_shown_day_first(client, reader, here):
    list_rows.works(6, here)
    response = client.get(reverse("royalties:work-list"), {"since": "03/01/2026", "until": "5/1/2026"})
    assert response.context["count"] == 3
    assert 'value="03/01/2026"' in response.content.decode()


def test_search_takes_decomposed_text(client, reader, here):
    list_rows.works(2, here)
    query = {"q": unicodedata.normalize("NFD", "chuyện bích")}
    assert client.get(reverse("royalties:work-list"), query).context["count"] == 1


def test_the_export_keeps_numbers_and_dates_real(client, reader, here):
    list_rows.sheets(1, here)
    sheet = _sheet(client.get(reverse("royalties:paymentsheet-list") + "?export=xlsx"))
    row = [cell.value for cell in sheet[2]]
    assert row[0].date() == date(2026, 1, 1)
    assert sheet["A2"].number_format == "mm/yyyy"
    assert row[7:10] == [2530000, 253000, 2277000]
    assert sheet["H2"].number_format == "#,##0"
    assert sheet["K2"].is_date


@pytest.mark.parametrize("title", ["=1+1", "+84 905", "-2", "@lệnh", "{=1}", "https://daklak.example"])
def test_text_in_the_export_never_becomes_a_formula_or_a_link(title, client, reader, here):
    list_rows.works(1, here)
    Work.objects.update(title=title)
    cell = _sheet(client.get(reverse("royalties:work-list") + "?export=xlsx"))["B2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (title, "s", None)


def test_ids_and_accounts_are_masked_on_the_page_and_in_the_export(client, reader, here):
    list_rows.payees(1, here)
    url = reverse("royalties:payee-list")
    page = client.get(url).content.decode()
    row = [cell.value for cell in _sheet(client.get(f"{url}?export=xlsx"))[2]]
    assert row[6:8] == ["•••••••••000", "•••••••••000"]
    assert "•••••••••000" in page
    assert "000012345000" not in page
    assert "520500987000" not in page


def test_more_rows_than_excel_holds_are_refused_rather_than_cut(client, reader, here, monkeypatch):
    monkeypatch.setattr(exports, "LARGEST_EXPORT", 5)
    list_rows.outlets(6, here)
    response = client.get(reverse("royalties:outlet-list") + "?export=xlsx")
    assert response.status_code == 400
    assert "Hãy lọc hẹp hơn rồi xuất." in response.content.decode()


@pytest.mark.parametrize(("url", "links"), [("https://daklak.example/1", 1), ("javascript:alert(1)", 0)])
def test_only_web_addresses_become_links(url, links, client, reader, here):
    list_rows.works(1, here)
    Work.objects.update(url=url)
    assert client.get(reverse("royalties:work-list")).content.decode().count(f'href="{url}"') == links


def test_an_illustrative_sheet_says_so_in_words(client, reader, here):
    list_rows.sheets(3, here)
    page = client.get(reverse("royalties:paymentsheet-list") + "?is_illustrative=1").content.decode()
    assert "MINH HOẠ" in page


def test_a_rate_that_is_not_verified_says_so_in_words(client, reader, here):
    list_rows.rates(2, here)
    page = client.get(reverse("rates:rate-list") + "?status=to_verify").content.decode()
    assert '<span class="badge warn">cần đối chiếu</span>' in page
    assert "Quyết định 1/2026/QĐ-THU, Điều 1" in page
    assert "1 – 10" in page
