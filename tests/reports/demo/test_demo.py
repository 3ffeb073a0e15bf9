"""Whom the demo makes: units beside the province, boards, and log-ins that see what they should."""

import pytest
from django.contrib.auth import authenticate

from core.access import Permission, Role, access_of
from core.models import Board, Delegation, Unit, User
from royalties.models import Outlet, PaymentSheet

pytestmark = pytest.mark.django_db

LOG_INS = {
    "thuky": "recorder",
    "truongban": "board_head",
    "phoban": "board_deputy",
    "ketoan": "accountant",
    "thutruong": "unit_head",
    "thamdinh": "finance_reviewer",
    "dieuphoi": "provincial_coordinator",
    "kiemtra": "auditor",
    "quantri": "system_admin",
}


def test_every_role_has_a_log_in_that_works(demo, rf):
    assert set(LOG_INS.values()) == set(Role.values)
    for username, role in LOG_INS.items():
        user = authenticate(rf.post("/"), username=username, password="Minh-hoa-2026!")
        assert user, username
        assert list(user.roles.values_list("role", flat=True)) == [role]


def test_a_wrong_password_opens_nothing(demo, rf):
    assert authenticate(rf.post("/"), username="ketoan", password="Minh-hoa-2025!") is None


def test_the_log_ins_are_printed_with_role_place_and_password(demo):
    lines = [" ".join(line.split()) for line in demo.splitlines()]

    assert "ketoan Kế toán Cổng thông tin điện tử minh hoạ Lý Thị Mẫu Kế" in lines
    assert "thamdinh Chuyên viên thẩm định Sở Tài chính toàn tỉnh Đoàn Mẫu Thẩm" in lines
    assert "Mật khẩu chung: Minh-hoa-2026!" in lines
    assert "Tỉnh minh hoạ đã sẵn sàng. KHÔNG CÓ GIÁ TRỊ THANH TOÁN." in lines


def test_the_province_stands_beside_three_demo_units(demo):
    demo_units = Unit.objects.filter(is_demo=True).order_by("code")

    assert list(demo_units.values_list("code", "level")) == [
        ("mh-cong", "province"),
        ("mh-so", "department"),
        ("mh-xa", "commune"),
    ]
    assert Unit.objects.filter(is_demo=False, code__in=["vp-ubnd", "stc", "skhcn"]).count() == 3
    assert Unit.objects.filter(is_demo=False).count() > 100
    assert Outlet.objects.filter(unit__is_demo=True).count() == 12


def test_each_demo_unit_has_a_board_with_a_head(demo):
    boards = Board.objects.filter(unit__is_demo=True, members__position="head", members__end_on=None)

    assert sorted(boards.values_list("unit__code", "members__user__username")) == [
        ("mh-cong", "truongban"),
        ("mh-so", "truongban.so"),
        ("mh-xa", "truongban.xa"),
    ]


def test_an_accountant_sees_the_sheets_of_one_unit_only(demo):
    seen = PaymentSheet.objects.visible_to(User.objects.get(username="ketoan.so"))

    assert list(seen.values_list("unit__code", flat=True)) == ["mh-so"]


def test_a_role_that_has_ended_gives_nothing(demo):
    former = User.objects.get(username="ketoan.cu")

    assert not access_of(former).allows(Permission.VIEW_SHEETS)
    assert not PaymentSheet.objects.visible_to(former).exists()


def test_the_deputy_holds_a_dated_delegation_of_the_head(demo):
    delegation = Delegation.objects.get()

    assert (delegation.giver.username, delegation.receiver.username) == ("truongban", "phoban")
    assert (delegation.role, delegation.unit.code) == ("board_head", "mh-cong")
    assert (str(delegation.start_on), str(delegation.end_on)) == ("2026-07-01", "2027-06-30")
