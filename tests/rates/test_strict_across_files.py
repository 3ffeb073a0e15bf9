"""What shows only once all files of the law are read is refused too, by file and line."""

import pytest

from tests.rates.lawfiles import GOOD, VALUE_LINE, changed, faults

pytestmark = pytest.mark.once


@pytest.fixture
def good(tmp_path):
    (tmp_path / "law.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


SECOND = {
    "a doubled instrument": (
        GOOD.split("schedule_rows:")[0],
        "more.yaml:2: văn bản «1/2020/NĐ-CP» nêu hai lần",
    ),
    "a doubled schedule row": (
        "schedule_rows:" + GOOD.split("schedule_rows:")[1].split("rates:\n")[0],
        "more.yaml:2: dòng biểu mức «portal/news» nêu hai lần",
    ),
    "a doubled rate": (
        "rates:\n" + GOOD.split("rates:\n")[1].split("- key: royalty")[0],
        "more.yaml:6: «base_salary» (national) nêu hai lần dòng từ 2020-02-01, ghi nhận 2020-01-15",
    ),
    "a key under another name": (
        "rates:\n"
        + GOOD.split("rates:\n")[1]
        .split("- key: royalty")[0]
        .replace("2020-02-01", "2021-02-01")
        .replace("Lương", "Mức"),
        "more.yaml:6: «base_salary» mang hai tên hoặc hai đơn vị tính",
    ),
}


@pytest.mark.parametrize(("text", "fault"), SECOND.values(), ids=SECOND.keys())
def test_a_contradiction_of_two_files_is_named_in_the_second(good, text, fault):
    (good / "more.yaml").write_text(text, encoding="utf-8")
    assert faults(good) == [fault]


def test_a_citation_given_twice_is_named(tmp_path):
    cite = "    - {instrument: 1/2020/NĐ-CP, clause: Điều 3}\n"
    (tmp_path / "law.yaml").write_text(changed(cite, cite * 2), encoding="utf-8")
    assert faults(tmp_path) == ["law.yaml:23: «base_salary» nêu hai lần căn cứ «Điều 3, 1/2020/NĐ-CP»"]


def test_a_relation_given_twice_or_to_nobody_is_named(tmp_path):
    relation = "  - {kind: repeals, target: 9/2010/NĐ-CP, label: QUOTED}\n"
    text = changed("  dossier: [rates 1]\n", "  dossier: [rates 1]\n  relations:\n" + relation * 2)
    (tmp_path / "law.yaml").write_text(text, encoding="utf-8")
    assert faults(tmp_path) == [
        "law.yaml:2: «1/2020/NĐ-CP» nêu hai lần quan hệ repeals «9/2010/NĐ-CP»",
        "law.yaml:2: không có văn bản «9/2010/NĐ-CP»",
    ]


def test_a_circle_over_several_keys_is_named(tmp_path):
    text = changed(VALUE_LINE, VALUE_LINE + "    rests_on: royalty/portal/news\n")
    (tmp_path / "law.yaml").write_text(text, encoding="utf-8")
    assert faults(tmp_path) == [
        "law.yaml:23: «base_salary» tính theo chính nó",
        "law.yaml:35: «royalty/portal/news» tính theo chính nó",
    ]


def test_all_faults_of_all_files_are_found_in_one_pass(good):
    (good / "a.yaml").write_text("rates: [\n", encoding="utf-8")
    (good / "b.yaml").write_text("- a list\n", encoding="utf-8")
    (good / "c.yaml").write_text("instruments:\n- number: 2/2020/NĐ-CP\n", encoding="utf-8")
    found = faults(good)
    assert [fault.split(":")[0] for fault in found] == ["a.yaml", "b.yaml", *["c.yaml"] * 4]
    assert found[1] == "b.yaml:1: tệp phải gồm các mục files, instruments, schedule_rows, rates"
