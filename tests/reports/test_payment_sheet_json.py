"""The machine-readable paper, word for word."""

import json

import pytest

from reports.payment_sheet import payment_sheet
from reports.payment_sheet_json import payment_sheet_json

pytestmark = pytest.mark.once
_TWO = [
    {"instrument": "18/2014/NĐ-CP", "clause": "Điều 7 khoản 1"},
    {"instrument": "73/2024/NĐ-CP", "clause": "Điều 3 khoản 2"},
]
_THREE = [*_TWO, {"instrument": "10/2024/QĐ-UBND", "clause": "Điều 15 khoản 3"}]


def _line(title, part, payee, numbers, citations):
    names = ("quantity", "coefficient", "unit_value", "gross")
    return {
        "title": title,
        "part": part,
        "payee": payee,
        **dict(zip(names, numbers, strict=True)),
        "citations": citations,
    }


def test_the_whole_paper_of_a_draft(june_paper):
    news, report = "Đắk Lắk: Khai mạc Lễ hội Cà phê Buôn Ma Thuột", "Phóng sự: Mùa khô ở Buôn Đôn"
    assert json.loads(payment_sheet_json(june_paper)) == {
        "sheet": {
            "number": None,
            "unit": "so-thu",
            "period": "2026-06",
            "status": "draft",
            "gross": "4621500",
            "tax": None,
            "net": None,
            "in_words": "Bốn triệu sáu trăm hai mươi mốt nghìn năm trăm đồng",
            "fingerprint": "abababababababababababababababababababababababababababababababab",
        },
        "lines": [
            _line(news, "Tin", "Nguyễn Thị An", ("1", "8", "234000", "1872000"), _TWO),
            _line(report, "Phóng sự", "Nguyễn Thị An", ("1", "10", "234000", "1404000"), _THREE),
            _line(report, "Phóng sự", "Y Bình Niê", ("1", "10", "234000", "936000"), _THREE),
            _line(report, "Ảnh", "Nguyễn Thị An", ("5", "0.25", "234000", "175500"), _THREE),
            _line(report, "Ảnh", "Y Bình Niê", ("5", "0.25", "234000", "117000"), _THREE),
            _line("=SUM(A1:A9) +cmd", "Tin", "Y Bình Niê", ("1", "0.5", "234000", "117000"), _TWO),
        ],
        "payees": [
            {"payee": "Nguyễn Thị An", "gross": "3451500", "tax": None, "net": None},
            {"payee": "Y Bình Niê", "gross": "1170000", "tax": None, "net": None},
        ],
    }


def test_tax_net_and_number_show_once_known(june):
    june.facts |= {"status": "approved", "number": "07/NB"}
    content = json.loads(payment_sheet_json(payment_sheet(june.save(taxes={june.payees[0]: 345_150}))))
    shown = {name: content["sheet"][name] for name in ("number", "status", "gross", "tax", "net", "in_words")}
    assert shown == {
        "number": "07/NB",
        "status": "approved",
        "gross": "4621500",
        "tax": "345150",
        "net": "4276350",
        "in_words": "Bốn triệu sáu trăm hai mươi mốt nghìn năm trăm đồng",
    }
    assert content["payees"] == [
        {"payee": "Nguyễn Thị An", "gross": "3451500", "tax": "345150", "net": "3106350"},
        {"payee": "Y Bình Niê", "gross": "1170000", "tax": "0", "net": "1170000"},
    ]


def test_vietnamese_stands_as_it_is_and_no_id_or_account_in_clear(june_paper):
    text = payment_sheet_json(june_paper)
    assert "Mùa khô ở Buôn Đôn" in text
    assert not [secret for secret in ("000012345678", "0123456789012", "000098765432", "9988776655") if secret in text]


def test_a_sheet_without_works_is_zero_dong(builder):
    content = json.loads(payment_sheet_json(payment_sheet(builder.save())))
    assert (content["sheet"]["gross"], content["sheet"]["in_words"]) == ("0", "Không đồng")
    assert (content["lines"], content["payees"]) == ([], [])
