"""The loader refuses whatever is not certain to be meant, by file and line."""

import pytest

from rates.loader import read_law
from tests.rates.lawfiles import FRAME_LINE, GOOD, VALUE_LINE, changed, faults

pytestmark = pytest.mark.once


def test_a_good_file_is_read(tmp_path):
    (tmp_path / "law.yaml").write_text(GOOD, encoding="utf-8")
    law = read_law(tmp_path)
    assert [entry.number for entry in law.instruments] == ["1/2020/NĐ-CP"]
    assert [rate.key for rate in law.rates] == ["base_salary", "royalty/portal/news"]
    assert [rate.status for rate in law.rates] == ["to_verify", "verified"]
    assert [rate.scope for rate in law.rates] == ["national", "province"]
    assert law.rates[0].citations == (("1/2020/NĐ-CP", "Điều 3"),)


WRONG = {
    "an unknown key of a rate": (VALUE_LINE, VALUE_LINE + "    valid: true\n", "law.yaml:26: khoá lạ «valid»"),
    "an unknown key of an instrument": ("  issuer:", "  sign: x\n  issuer:", "law.yaml:4: khoá lạ «sign»"),
    "an unknown section": ("schedule_rows:", "tables: []\nschedule_rows:", "law.yaml:8: khoá lạ «tables»"),
    "an unknown label": (
        "date: MEMORY",
        "date: HEARSAY",
        "law.yaml:26: «date» chỉ nhận: QUOTED, DERIVED, SECONDARY, INFERENCE, MEMORY",
    ),
    "a label for a fact that is not there": ("date: MEMORY", "date: MEMORY, row: QUOTED", "law.yaml:26: khoá lạ «row»"),
    "a missing label": ("amount: QUOTED, date: MEMORY", "date: MEMORY", "law.yaml:26: thiếu «amount»"),
    "no labels": ("    labels: {amount: QUOTED, date: MEMORY}\n", "", "law.yaml:23: thiếu «labels»"),
    "an instrument without a label": (
        "{number: QUOTED, issued: QUOTED}",
        "{issued: QUOTED}",
        "law.yaml:6: thiếu «number»",
    ),
    "a date without a label": ("{number: QUOTED, issued: QUOTED}", "{number: QUOTED}", "law.yaml:6: thiếu «issued»"),
    "no dossier section": (
        "    dossier: [rates 1]\n    cites:",
        "    cites:",
        "law.yaml:23: thiếu «dossier»",
    ),
    "an empty dossier": (
        "    dossier: [rates 1]\n    cites:",
        "    dossier: []\n    cites:",
        "law.yaml:27: «dossier» phải là danh sách chữ, ít nhất một",
    ),
    "no citation": (
        "    cites:\n    - {instrument: 1/2020/NĐ-CP, clause: Điều 3}\n",
        "",
        "law.yaml:23: thiếu «cites»",
    ),
    "an empty list of citations": (
        "    cites:\n    - {instrument: 1/2020/NĐ-CP, clause: Điều 3}\n",
        "    cites: []\n",
        "law.yaml:28: «cites» phải là danh sách, ít nhất một mục",
    ),
    "a citation without a clause": (", clause: Điều 3", "", "law.yaml:29: thiếu «clause»"),
    "a citation with a blank clause": ("clause: Điều 3", 'clause: " "', "law.yaml:29: thiếu «clause»"),
    "an unknown instrument": (
        "instrument: 1/2020/NĐ-CP, clause: Điều 3",
        "instrument: 2/2020/NĐ-CP, clause: Điều 3",
        "law.yaml:23: không có văn bản «2/2020/NĐ-CP»",
    ),
    "a schedule row of an unknown instrument": (
        "  clause: {instrument: 1/2020",
        "  clause: {instrument: 3/2020",
        "law.yaml:9: không có văn bản «3/2020/NĐ-CP»",
    ),
    "a day that does not exist": (
        "  - start: 2020-02-01\n    recorded: 2020-01-15\n    value",
        "  - start: 2020-02-30\n    recorded: 2020-01-15\n    value",
        "law.yaml:23: không có ngày 2020-02-30",
    ),
    "a day written as people do": (
        "start: 2020-02-01",
        "start: 01/02/2020",
        "law.yaml:23: «start» phải là ngày dạng 2026-07-01",
    ),
    "a day with a time": (
        "recorded: 2020-01-15",
        "recorded: 2020-01-15 10:00:00",
        "law.yaml:24: «recorded» phải là ngày dạng 2026-07-01",
    ),
    "no start": ("  - start: 2020-02-01\n    recorded", "  - recorded", "law.yaml:23: thiếu «start»"),
    "no recorded": ("    recorded: 2020-01-15\n", "", "law.yaml:23: thiếu «recorded»"),
    "a bare number": ('value: "1490000"', "value: 1490000", "law.yaml:25: «value» phải là số viết trong dấu nháy"),
    "a number as people write it": ('"1490000"', '"1.490.000"', "law.yaml:25: «value» phải là số viết trong dấu nháy"),
    "a negative number": ('"1490000"', '"-1"', "law.yaml:25: «value» phải là số viết trong dấu nháy"),
    "a number that is none": ('"1490000"', '"NaN"', "law.yaml:25: «value» phải là số viết trong dấu nháy"),
    "more digits than are kept": ('"1490000"', '"0.1234567"', "law.yaml:25: «value» phải là số viết trong dấu nháy"),
    "an empty value": ('value: "1490000"', "value:", "law.yaml:25: thiếu «value»"),
    "a row that says nothing": (VALUE_LINE, "", "law.yaml:23: phải có đúng một trong: value, ceiling, frame"),
    "an end that is none": (
        VALUE_LINE + "    labels: {amount: QUOTED, date: MEMORY}\n",
        "    end: false\n    labels: {date: MEMORY}\n",
        "law.yaml:25: dòng kết thúc viết là end: true",
    ),
    "a frame without a bound": (FRAME_LINE, "    frame: {min: null}\n", "law.yaml:37: khung phải có ít nhất một đầu"),
    "a frame upside down": (
        FRAME_LINE,
        '    frame: {min: "11", max: "10"}\n',
        "law.yaml:37: khung có «min» lớn hơn «max»",
    ),
    "an unknown key inside a frame": (FRAME_LINE, '    frame: {min: "1", top: "2"}\n', "law.yaml:37: khoá lạ «top»"),
    "a percentage without its base": (VALUE_LINE, '    times: {factor: "0.10"}\n', "law.yaml:25: thiếu «of»"),
    "an unknown scope": ("scope: province", "scope: district", "law.yaml:36: «scope» chỉ nhận: "),
    "the scope of a unit, which is never shipped": (
        "scope: province",
        "scope: unit",
        "law.yaml:36: «scope» chỉ nhận: ",
    ),
    "a status that labels decide": (
        "scope: province",
        "status: verified",
        "law.yaml:36: «status» chỉ nhận: not_entered, illustrative",
    ),
    "an unknown measure": ("unit: hệ số", "unit: điểm", "law.yaml:32: «unit» chỉ nhận: "),
    "an unknown medium": (
        "medium: portal",
        "medium: newspaper",
        "law.yaml:9: «medium» chỉ nhận: portal, bulletin, radio, tv",
    ),
    "an unknown kind of instrument": ("kind: nghị định", "kind: thư", "law.yaml:3: «kind» chỉ nhận: "),
    "an order that is no number": ("order: 1", "order: một", "law.yaml:14: «order» phải là số nguyên từ 0 đến 32767"),
    "a number where a text belongs": (
        "label: Tin",
        "label: 5",
        "law.yaml:12: «label» phải là chữ, để trong dấu nháy nếu là số",
    ),
    "a text longer than its column": (
        "clause: Điều 3",
        f"clause: {'x' * 121}",
        "law.yaml:29: «clause» dài quá 120 ký tự",
    ),
    "a list where a mapping belongs": (
        "labels: {amount: QUOTED, date: MEMORY}",
        "labels: [QUOTED]",
        "law.yaml:26: «labels» phải là các cặp khoá: giá trị",
    ),
    "a key that does not exist": (
        "rests_on: base_salary",
        "rests_on: validity/1",
        "law.yaml:34: không có khoá «validity/1»",
    ),
    "a key that rests on itself": (
        "rests_on: base_salary",
        "rests_on: royalty/portal/news",
        "law.yaml:34: «royalty/portal/news» tính theo chính nó",
    ),
    "a royalty without a schedule row": (
        "key: royalty/portal/news",
        "key: royalty/portal/nevvs",
        "law.yaml:34: «royalty/portal/nevvs» không có dòng biểu mức (schedule_rows)",
    ),
    "a doubled key of the file": (
        VALUE_LINE,
        VALUE_LINE + '    value: "5"\n',
        "law.yaml:26: khoá «value» viết hai lần",
    ),
    "an order beyond what is kept": ("order: 1", "order: 32768", "law.yaml:14: «order» phải là số nguyên từ 0 đến"),
    "an order below zero": ("order: 1", "order: -1", "law.yaml:14: «order» phải là số nguyên từ 0 đến 32767"),
}


@pytest.mark.parametrize(("old", "new", "fault"), WRONG.values(), ids=WRONG.keys())
def test_a_fault_is_named_by_file_and_line(tmp_path, old, new, fault):
    (tmp_path / "law.yaml").write_text(changed(old, new), encoding="utf-8")
    found = faults(tmp_path)
    assert len(found) == 1
    assert found[0].startswith(fault)


def test_a_row_that_says_two_things_is_named(tmp_path):
    (tmp_path / "law.yaml").write_text(changed(VALUE_LINE, VALUE_LINE + '    ceiling: "5"\n'), encoding="utf-8")
    assert faults(tmp_path) == [
        "law.yaml:23: phải có đúng một trong: value, ceiling, frame, times, same_as, within, text, end",
        "law.yaml:26: khoá lạ «ceiling»",
    ]


def test_a_folder_without_files_is_refused(tmp_path):
    assert faults(tmp_path) == [f"{tmp_path.name}: không có tệp .yaml nào"]


def test_a_file_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "law.yaml").write_bytes("rates: # Điều\n".encode("utf-16"))
    assert faults(tmp_path) == ["law.yaml:1: không phải chữ UTF-8"]


def test_text_is_composed_on_its_way_in(tmp_path):
    decomposed = "Lu\u031bo\u031bng co\u031b so\u031b\u0309"
    (tmp_path / "law.yaml").write_text(changed("Lương cơ sở", decomposed), encoding="utf-8")
    assert read_law(tmp_path).rates[0].label == "Lương cơ sở"
