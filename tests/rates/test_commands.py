"""The stable commands of the law: what they print and how they exit."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from rates import loader
from rates.models import Instrument, Rate, RateCitation
from tests.rates.lawfiles import FROZEN_LAW


def rate(*arguments: str, capsys) -> str:
    call_command("rate", *arguments)
    return capsys.readouterr().out


def test_a_rate_as_json_has_the_agreed_shape(province, capsys):
    assert json.loads(rate("unit_value", "--on", "2026-07-01", "--json", capsys=capsys)) == {
        "key": "unit_value",
        "on": "2026-07-01",
        "scope": "national",
        "value": "253000",
        "min": None,
        "max": None,
        "unit": "đồng",
        "since": "2026-07-01",
        "until": "2026-08-31",
        "status": "đã đối chiếu",
        "warnings": [],
        "citations": [
            {
                "instrument": "18/2014/NĐ-CP",
                "clause": "Điều 7 khoản 2",
                "effective": "2014-06-01",
                "published": "2014-03-14",
            },
            {
                "instrument": "18/2014/NĐ-CP",
                "clause": "Điều 10 khoản 2",
                "effective": "2014-06-01",
                "published": "2014-03-14",
            },
            {
                "instrument": "18/2014/NĐ-CP",
                "clause": "Hiệu lực thi hành",
                "effective": "2014-06-01",
                "published": "2014-03-14",
            },
            {
                "instrument": "161/2026/NĐ-CP",
                "clause": "Điều 3 khoản 2",
                "effective": "2026-07-01",
                "published": "2026-05-15",
            },
        ],
    }


def test_a_frame_as_json_has_bounds_and_no_value(province, capsys):
    answer = json.loads(rate("royalty/portal/news", "--on", "2014-06-21", "--json", capsys=capsys))
    assert (answer["value"], answer["min"], answer["max"], answer["unit"]) == (None, None, "10", "hệ số")
    assert (answer["scope"], answer["since"], answer["until"]) == ("province", "2014-06-21", "2021-12-05")
    assert (answer["status"], answer["warnings"]) == ("chưa nhập", ["schedule_not_entered"])
    assert [(citation["instrument"], citation["clause"]) for citation in answer["citations"]] == [
        ("16/2014/QĐ-UBND", "Biểu mức (chưa nhập từ bản ký)"),
        ("18/2014/NĐ-CP", "Hiệu lực thi hành"),
        ("18/2014/NĐ-CP", "Điều 7 khoản 1, nhóm 1"),
    ]


def test_an_unknown_date_of_an_instrument_is_null_in_json(province, capsys):
    answer = json.loads(rate("base_salary", "--on", "2026-06-30", "--json", capsys=capsys))
    assert (answer["value"], answer["status"], answer["warnings"]) == ("2340000", "cần đối chiếu", ["unverified"])
    (citation,) = answer["citations"]
    assert (citation["instrument"], citation["published"], citation["effective"]) == (
        "73/2024/NĐ-CP",
        "2024-06-30",
        None,
    )


def test_a_word_stands_as_the_value(province, capsys):
    answer = json.loads(rate("portal/decider", "--on", "2026-07-01", "--json", capsys=capsys))
    assert (answer["value"], answer["status"]) == ("Thủ trưởng cơ quan chủ quản", "cần đối chiếu")


def test_a_rate_for_people_is_plain_vietnamese(province, capsys):
    assert rate("unit_value", "--on", "2026-06-30", capsys=capsys).splitlines() == [
        "Giá trị một đơn vị hệ số nhuận bút (unit_value), ngày 30/06/2026: 234.000 đồng",
        "Phạm vi: Trung ương. Từ 01/07/2024 đến 30/06/2026. Tình trạng: cần đối chiếu.",
        "Căn cứ: Điều 7 khoản 2, 18/2014/NĐ-CP",
        "Căn cứ: Điều 10 khoản 2, 18/2014/NĐ-CP",
        "Căn cứ: Hiệu lực thi hành, 18/2014/NĐ-CP",
        "Căn cứ: Mức lương cơ sở (điều khoản chưa nhập), 73/2024/NĐ-CP",
        "Lưu ý: Có căn cứ cần đối chiếu với bản ký.",
    ]


@pytest.mark.parametrize(
    ("key", "day", "message"),
    [
        (
            "royalty/portal/news",
            "2014-06-20",
            r"Không có mức «Khung hệ số: Tin – cổng, .*» \(royalty/portal/news\) có hiệu lực ngày 20/06/2014",
        ),
        ("ceiling/royalty/portal/news", "2026-09-01", r"có hiệu lực ngày 01/09/2026"),
        ("nothing/at/all", "2026-09-01", r"Không có mức «nothing/at/all» có hiệu lực ngày 01/09/2026"),
    ],
)
def test_no_rate_in_force_is_a_clear_refusal(province, key, day, message):
    with pytest.raises(CommandError, match=message) as caught:
        call_command("rate", key, "--on", day, "--json")
    assert caught.value.returncode == 1


def test_an_unknown_unit_is_refused(province):
    with pytest.raises(CommandError, match="Không có đơn vị mã «xyz»"):
        call_command("rate", "unit_value", "--on", "2026-07-01", "--unit", "xyz")


def test_a_rate_needs_a_date(province):
    with pytest.raises(CommandError, match="--on"):
        call_command("rate", "unit_value")


def test_a_rate_as_known_on_a_day(province, capsys):
    told = ["unit_value", "--on", "2026-09-01", "--json", "--as-known-on"]
    before = json.loads(rate(*told, "2026-07-16", capsys=capsys))
    after = json.loads(rate(*told, "2026-07-17", capsys=capsys))
    assert (before["value"], before["scope"], before["until"], before["warnings"]) == ("253000", "national", None, [])
    assert (after["value"], after["scope"], after["since"]) == ("253000", "province", "2026-09-01")
    assert after["warnings"] == ["unverified", "parent_decree_ended"]


def test_a_rate_of_a_unit_is_as_narrow_as_the_unit_decided(office, capsys):
    general = Rate.objects.get(key="royalty/portal/news", scope="province", start=date(2021, 12, 6))
    own = Rate.objects.create(
        key=general.key,
        label=general.label,
        measure=general.measure,
        scope="unit",
        unit=office,
        start=date(2025, 1, 1),
        recorded=date(2025, 1, 1),
        form="frame",
        maximum=Decimal(4),
        narrows=general,
        status="verified",
    )
    decision = Instrument.objects.create(number="5/QĐ-VP", kind="quyết định", issuer="Văn phòng UBND tỉnh")
    RateCitation.objects.create(rate=own, instrument=decision, clause="Điều 1", order=0)
    told = ["royalty/portal/news", "--on", "2026-06-30", "--json"]
    ours = json.loads(rate(*told, "--unit", "vp-ubnd", capsys=capsys))
    assert (ours["scope"], ours["max"], ours["citations"][0]["instrument"]) == ("unit", "4", "5/QĐ-VP")
    assert json.loads(rate(*told, "--unit", "skhcn", capsys=capsys))["max"] == "10"


@pytest.fixture
def frozen_folder(monkeypatch):
    """Lets the command read the law of 2026, whose rows are counted here."""
    monkeypatch.setattr(loader.read_law, "__defaults__", (FROZEN_LAW,))


def test_checking_loads_nothing(system, frozen_folder, capsys):
    call_command("load_law", "--check")
    assert capsys.readouterr().out == "Hợp lệ: 30 văn bản, 21 quan hệ văn bản, 40 dòng biểu mức, 280 dòng mức chi.\n"
    assert Rate.objects.count() == 0


def test_loading_twice_says_that_nothing_changed(system, frozen_folder, capsys):
    call_command("load_law")
    loaded = "Đã nạp luật (văn bản: 30, quan hệ văn bản: 21, dòng biểu mức: 40, mức mới: 280).\n"
    assert capsys.readouterr().out == loaded
    call_command("load_law")
    assert capsys.readouterr().out == "Luật đã có đủ, không có gì đổi.\n"


@pytest.mark.parametrize("told", [[], ["--check"]])
def test_a_wrong_file_is_refused_by_file_and_line(system, tmp_path, monkeypatch, told):
    folder = shutil.copytree(FROZEN_LAW, tmp_path / "law")
    (folder / "99_more.yaml").write_text("rates:\n- key: a\n  name: b\n", encoding="utf-8")
    monkeypatch.setattr(loader.read_law, "__defaults__", (folder,))
    with pytest.raises(CommandError, match=r"99_more\.yaml:3: khoá lạ «name»"):
        call_command("load_law", *told)
    assert Rate.objects.count() == 0


@pytest.mark.once
def test_the_exit_code_tells_a_script_whether_there_is_a_rate(tmp_path):
    environment = os.environ | {
        "DEBUG": "1",
        "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'law.sqlite3'}",
    }

    def manage(*arguments: str) -> subprocess.CompletedProcess:
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    for arguments in (["migrate", "-v0"], ["load_law"]):
        assert manage(*arguments).returncode == 0
    refused = manage("rate", "royalty/portal/news", "--on", "2014-06-20", "--json")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "có hiệu lực ngày 20/06/2014" in refused.stderr
    found = manage("rate", "royalty/portal/news", "--on", "2014-06-21", "--json")
    assert (found.returncode, json.loads(found.stdout)["max"]) == (0, "10")
