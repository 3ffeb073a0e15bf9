"""The sheets that the papers of the payment sheet are tested with."""

from datetime import date
from decimal import Decimal

import pytest

from reports.payment_sheet import payment_sheet
from tests.reports.sheets import DOOR, FRAME, SALARY, SheetBuilder
from tests.royalties.sheets.conftest import desk, flow, staff  # noqa: F401


@pytest.fixture
def builder(system) -> SheetBuilder:
    return SheetBuilder(system)


@pytest.fixture
def june(builder):
    """Three works of June 2026: a news item, a report of two authors with photos, one that looks like a formula."""
    an = builder.payee(
        "Nguyễn Thị An",
        pen_name="Hoài An",
        id_number="000012345678",
        account_number="0123456789012",
        bank="Agribank Đắk Lắk",
    )
    binh = builder.payee("Y Bình Niê", id_number="000098765432", account_number="9988776655", bank="BIDV Đắk Lắk")
    builder.work(
        "Đắk Lắk: Khai mạc Lễ hội Cà phê Buôn Ma Thuột",
        {an: (1872000, 0)},
        url="https://daklak.gov.vn/-/khai-mac-le-hoi-ca-phe",
        published_on=date(2026, 6, 5),
        warnings=["schedule_not_entered"],
    )
    builder.work(
        "Phóng sự: Mùa khô ở Buôn Đôn",
        {an: (1404000, 175500), binh: (936000, 117000)},
        genre="reportage",
        coefficient=Decimal("10"),
        photos=5,
        photo_coefficient=Decimal("0.25"),
        shares=[Decimal("0.6"), Decimal("0.4")],
        published_on=date(2026, 6, 20),
        warnings=["schedule_not_entered", "unverified"],
        citations=[FRAME, SALARY, DOOR],
    )
    builder.work("=SUM(A1:A9) +cmd", {binh: (117000, 0)}, coefficient=Decimal("0.5"), url="https://daklak.gov.vn/-/3")
    return builder


@pytest.fixture
def june_paper(june):
    """The draft of June: 1.872.000 + 2.632.500 + 117.000 = 4.621.500 đồng, no value date."""
    return payment_sheet(june.save())
