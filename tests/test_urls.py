"""Who may open what: every address denies by default, and a look changes nothing."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse

from config.context import menu
from core.access import access_of
from core.models import RoleAssignment, Unit, User
from tests import list_rows
from tests.listing import LISTINGS, Listing

PUBLIC = {"dang-nhap/", "kiem-tra/khong-co/"}
OPEN_TO_EVERY_ACCOUNT = {"", "dang-xuat/"}
# Pages that change something; their own tests show who may post to them.
TAKE_POSTS = {
    "nguoi-nhan/987654/sua/",
    "nguoi-nhan/987654/hoan-thien/",
    "nguoi-nhan/987654/but-danh/",
    "nguoi-nhan/987654/gop/1/",
    "nguoi-nhan/987654/tai-khoan/",
    "dinh-muc/987654/thoi/",
    "tac-pham/987654/dieu-chinh/",
    "tac-pham/987654/ngoai-dinh-muc/",
    "tac-pham/987654/sua/",
    "tac-pham/987654/thu-lao/",
    "tac-pham/987654/trong-dinh-muc/",
    "tac-pham/987654/xoa/",
    "tac-pham/987654/kiem-duyet/",
    "tac-pham/987654/tra-lai/",
    "tac-pham/trung/987654/",
    *(f"nap-tac-pham/987654/{step}/" for step in ("tra-loi", "ap-dung", "huy", "chay-lai", "hoan-tac")),
    "so-du-dau/987654/2026/quy/",
    "so-du-dau/987654/2026/quy/987654/bo/",
}
# Pages that change something and belong to no row, so that only a permission can refuse.
REFUSE_POSTS = {"dinh-muc/giao/", "cham/", "tac-pham/ghi/", "nap-tac-pham/tai-len/", "tac-pham/kiem-duyet/"}
# Takes a post so that no address, and so no log, holds a personal id; it writes nothing.
READS_BY_POST = {"tim-kiem/"}
ONLY_POSTS = {"nguoi-nhan/987654/but-danh/", "tac-pham/987654/kiem-duyet/"} | {
    f"nap-tac-pham/987654/{step}/" for step in ("tra-loi", "ap-dung", "huy", "chay-lai")
}
SCHEDULE = "bieu-muc/quyet-dinh/987654"
TAKE_POSTS |= {
    f"{SCHEDULE}/{step}/" for step in ("sua", "dong", "dong/987654", "dinh-kem", "trinh", "tep", "tep/xem", "doi-chieu")
}
TAKE_POSTS |= {f"{SCHEDULE}/dong/987654/bo/"}
ONLY_POSTS |= {f"{SCHEDULE}/dong/987654/bo/"}
REFUSE_POSTS |= {"bieu-muc/quyet-dinh/nhap/", "bieu-muc/thu-hep/", "bang-thanh-toan/lap/", "cho-toi-ky/"}
SHEET = "bang-thanh-toan/987654"
SHEET_PAGES = ("nguon", "lay-ra", "bo", "rut-lai", "lap-bang-huy", "tra-lai")
SHEET_POSTS = ("tinh-lai", "trinh", "duyet", "kiem", "duyet-chi")
TAKE_POSTS |= {f"{SHEET}/{step}/" for step in (*SHEET_PAGES, *SHEET_POSTS)}
ONLY_POSTS |= {f"{SHEET}/{step}/" for step in SHEET_POSTS}
OF_UNIT = [listing for listing in LISTINGS if listing.of_unit]
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP", "TRUNCATE")


def patterns(resolver=None, prefix: str = "", space: str = "") -> list[tuple[str, str]]:
    """This will list every address of the product: its name, and where it leads with its parameters as declared."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        where = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            found.append((f"{space}:{pattern.name}" if space else pattern.name, where))
        else:
            found += patterns(pattern, where, pattern.namespace or space)
    return found


def filled(where: str) -> str:
    """This will give an address with a row that does not exist in place of each parameter."""
    return (
        where.replace("<int:pk>", "987654")
        .replace("<str:form>", "xlsx")
        .replace("<int:row>", "987654")
        .replace("<int:unit>", "987654")
        .replace("<int:year>", "2026")
        .replace("<str:kind>", "quy")
        .replace("<int:other>", "1")
        .replace("<path:key>", "khong/co")
        .replace("<str:token>", "khong-co")
        .replace("<path:number>", "0/0000/KHONG-CO")
    )


ADDRESSES = [filled(where) for _, where in patterns()]
DENIED = [where for where in ADDRESSES if where not in PUBLIC | OPEN_TO_EVERY_ACCOUNT]


@pytest.fixture
def here(db) -> Unit:
    return list_rows.make_unit("thu-1", "Sở Thử Một")


@pytest.fixture
def there(db) -> Unit:
    return list_rows.make_unit("thu-2", "Sở Thử Hai")


def _log_in(*roles: str, unit: Unit | None = None, username: str = "nguoi-xem") -> Client:
    user = list_rows.make_user(username, "Nguyễn Thị Xem")
    for role in roles:
        RoleAssignment.objects.create(user=user, role=role, unit=unit, start_on=date(2020, 1, 1))
    client = Client()
    client.force_login(user)
    return client


def _export_rows(response) -> list[tuple]:
    book = openpyxl.load_workbook(BytesIO(response.getvalue()))
    return list(book.active.iter_rows(min_row=2, values_only=True))


def test_the_walk_finds_every_list():
    assert {reverse(listing.page.url_name()).lstrip("/") for listing in LISTINGS} <= set(ADDRESSES)
    assert set(ADDRESSES) >= PUBLIC | OPEN_TO_EVERY_ACCOUNT


@pytest.mark.django_db
@pytest.mark.parametrize("where", [address for address in ADDRESSES if address not in PUBLIC])
def test_a_stranger_is_sent_to_the_log_in(where, client):
    for response in (client.get(f"/{where}"), client.post(f"/{where}")):
        assert response.status_code == 302
        assert response.url.startswith("/dang-nhap/")


@pytest.mark.django_db
@pytest.mark.parametrize("where", sorted(PUBLIC))
def test_a_stranger_reads_only_the_public_pages(where, client):
    assert client.get(f"/{where}").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("where", DENIED)
def test_an_account_without_a_role_is_refused(where):
    client = _log_in()
    response = client.post(f"/{where}") if where in ONLY_POSTS else client.get(f"/{where}")
    assert response.status_code == 403
    assert "Về trang đầu" in response.content.decode()


@pytest.mark.django_db
def test_an_account_without_a_role_sees_an_empty_start_page():
    page = _log_in().get("/").content.decode()
    assert "chưa có vai trò nào hôm nay" in page
    assert "Danh mục" not in page
    assert 'class="card"' not in page


@pytest.mark.django_db
def test_a_role_that_has_ended_opens_nothing(here):
    client = _log_in("accountant", unit=here)
    RoleAssignment.objects.update(end_on=date(2020, 12, 31))
    assert client.get(reverse("royalties:work-list")).status_code == 403


@pytest.mark.django_db
def test_a_locked_account_is_sent_to_the_log_in(here):
    client = _log_in("accountant", unit=here)
    User.objects.filter(username="nguoi-xem").update(is_active=False)
    assert client.get("/").url.startswith("/dang-nhap/")


@pytest.mark.parametrize("listing", OF_UNIT, ids=str)
def test_another_unit_sees_none_of_the_rows(listing: Listing, here, there):
    listing.make(3, here)
    url = reverse(listing.page.url_name())
    insider = _log_in("unit_head", unit=here, username="nguoi-trong")
    outsider = _log_in("unit_head", unit=there, username="nguoi-ngoai")
    assert insider.get(url).context["count"] == 3
    assert len(_export_rows(insider.get(url + "?export=xlsx"))) == 3
    response = outsider.get(url)
    assert response.context["count"] == 0
    assert list(response.context["table"].paginated_rows) == []
    assert "Bích Ngọc" not in response.content.decode()
    assert _export_rows(outsider.get(url + "?export=xlsx")) == []
    assert _export_rows(outsider.get(url + "?export=xlsx&q=bich ngoc")) == []
    assert outsider.get(f"{url}?unit={here.pk}").status_code == 400
    assert outsider.get(f"{url}?unit={here.pk}&export=xlsx").status_code == 400


@pytest.mark.parametrize("listing", OF_UNIT, ids=str)
def test_the_start_page_counts_only_what_is_visible(listing: Listing, here, there):
    listing.make(3, here)
    shown = {}
    for name, unit in (("trong", here), ("ngoai", there)):
        response = _log_in("unit_head", unit=unit, username=name).get("/")
        entries = {entry.title: entry for _, group in response.context["menu"] for entry in group}
        shown[name] = entries[listing.page.title].count()
    assert shown == {"trong": {"number": 3, "said": "3"}, "ngoai": {"number": 0, "said": "0"}}


@pytest.mark.parametrize(
    ("role", "closed"),
    [
        ("recorder", {"Tài khoản", "Vai trò", "Sổ quyết định"}),
        ("unit_head", {"Tài khoản", "Vai trò"}),
        (
            "system_admin",
            {
                "Bảng thanh toán",
                "Tác phẩm",
                "Cặp nghi trùng",
                "Nạp từ Excel",
                "Số dư đầu",
                "Người nhận",
                "Định mức",
                "Sổ quyết định",
            },
        ),
        (
            "finance_reviewer",
            {
                "Bảng thanh toán",
                "Tác phẩm",
                "Cặp nghi trùng",
                "Nạp từ Excel",
                "Số dư đầu",
                "Người nhận",
                "Định mức",
                "Tài khoản",
                "Vai trò",
                "Sổ quyết định",
            },
        ),
        (
            "provincial_coordinator",
            {
                "Bảng thanh toán",
                "Nạp từ Excel",
                "Số dư đầu",
                "Người nhận",
                "Định mức",
                "Tài khoản",
                "Vai trò",
                "Sổ quyết định",
            },
        ),
        ("auditor", set()),
    ],
)
def test_the_menu_names_exactly_what_opens(role, closed, here):
    client = _log_in(role, unit=here if role in {"recorder", "unit_head"} else None)
    named = {entry.title for _, group in client.get("/").context["menu"] for entry in group}
    assert {listing.page.title for listing in LISTINGS} - named == closed
    for listing in LISTINGS:
        expected = 403 if listing.page.title in closed else 200
        assert client.get(reverse(listing.page.url_name())).status_code == expected


def test_the_menu_costs_no_query_beyond_the_access(here, rf, django_assert_num_queries):
    request = rf.get("/")
    request.user = User.objects.create(username="nguoi-xem", full_name="Nguyễn Thị Xem")
    RoleAssignment.objects.create(user=request.user, role="unit_head", unit=here, start_on=date(2020, 1, 1))
    access_of(request.user)
    with django_assert_num_queries(0):
        groups = menu(request)["menu"]
    assert [heading for heading, _ in groups] == ["Nhuận bút", "Mức chi", "Ngân sách", "Tổ chức", "Quản trị"]


@pytest.mark.parametrize("query", ["", "?export=xlsx", "?sort=la", "?q=a&page=1"])
def test_a_look_writes_nothing(query, here):
    list_rows.works(2, here)
    list_rows.payees(2, here)
    list_rows.sheets(2, here)
    client = _log_in("auditor")
    for where in [address for address in ADDRESSES if address not in {"dang-xuat/"}]:
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/{where}{query}")
        assert [sql for sql in (q["sql"] for q in captured) if sql.lstrip().upper().startswith(WRITES)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("where", [address for address in ADDRESSES if address not in PUBLIC | {"dang-xuat/"}])
def test_posting_to_a_page_changes_nothing_for_who_only_looks(where):
    client = _log_in("auditor")
    with CaptureQueriesContext(connection) as captured:
        response = client.post(f"/{where}", {"q": "Bích Ngọc"})
    answers = dict.fromkeys(TAKE_POSTS, 404) | dict.fromkeys(READS_BY_POST, 302) | dict.fromkeys(REFUSE_POSTS, 403)
    assert response.status_code == answers.get(where, 405)
    assert [sql for sql in (q["sql"] for q in captured) if sql.lstrip().upper().startswith(WRITES)] == []


@pytest.mark.django_db
def test_logging_out_takes_a_post():
    client = _log_in("auditor")
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").url == "/dang-nhap/"
    assert client.get("/").status_code == 302
