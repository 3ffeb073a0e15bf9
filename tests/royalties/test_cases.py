"""The worked cases of accountants run through the code that pays; a case file is read strictly."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from rates.lawfile import LawFileError
from rates.queries import read_book
from royalties.cases.reading import KINDS, read_cases
from royalties.cases.running import run_case
from royalties.compute.refusals import Refusal

FILES = sorted((Path(__file__).parent.parent / "law").glob("*.yaml"))
ALL = [case for path in FILES for case in read_cases(path)]
GOOD = """
- name: A case
  kind: royalty
  published_on: 2026-07-01
  medium: portal
  genre: news
  coefficient: "8"
  expect: {amount: "2024000"}
"""
TAX = """
- name: A payment of one million
  kind: tax
  paid_on: 2026-07-01
  gross: "1000000"
  payee: {contract: none}
  expect: {tax: "0"}
"""


@pytest.fixture
def case_file(tmp_path):
    def write(text: str) -> Path:
        path = tmp_path / "cases.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_every_shipped_case_passes(shipped):
    book = read_book()
    wrong = {case.name: said for case in ALL if (said := run_case(book, case))}
    assert wrong == {}


def test_there_are_enough_cases_and_each_has_a_name_of_its_own():
    names = [case.name for case in ALL]
    assert len(names) >= 150
    assert len(set(names)) == len(names)


def test_every_kind_and_every_refusal_is_covered():
    assert {case.kind for case in ALL} == set(KINDS)
    assert {case.refused for case in ALL} - {""} == {code.value for code in Refusal}


def test_the_command_counts_and_succeeds(province, case_file, capsys):
    call_command("check_cases", str(case_file(GOOD)))
    assert capsys.readouterr().out.splitlines()[-1] == "1 passed, 0 failed"


def test_the_command_names_what_differs_and_fails(province, case_file, capsys):
    path = case_file(GOOD + GOOD.replace("A case", "Another").replace("2024000", "2024001"))
    with pytest.raises(CommandError):
        call_command("check_cases", str(path))
    out = capsys.readouterr().out
    assert "Another: amount: mong 2024001, được 2024000" in out
    assert out.splitlines()[-1] == "1 passed, 1 failed"


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ('{amount: "2024000", unit_value: "253000.00"}', None),
        ('{amount: "02024000"}', "amount"),
        ('{unit_value: "253000.01"}', "unit_value"),
        ('{amount: "2024000", cites: ["18/2014", "224/2026"]}', None),
        ('{amount: "2024000", cites: ["8/2014"]}', "cites"),
        ('{amount: "2024000", warns: [parent_decree_ended]}', "warns"),
        ('{amount: "2024000", warns_not: [schedule_not_entered]}', "warns_not"),
        ('{amount: "2024000", flags: [progressive]}', "flags"),
        ("{refused: over_ceiling}", "over_ceiling"),
        ('{tax: "0"}', "tax"),
        ('{cites: ["18/2014"]}', None),
        ('{cites: ["8/2014"]}', "cites"),
        ("{warns: [schedule_not_entered]}", None),
        ("{warns: [parent_decree_ended]}", "warns"),
        ("{warns_not: [parent_decree_ended]}", None),
        ("{warns_not: [schedule_not_entered]}", "warns_not"),
        ("{flags: [progressive]}", "flags"),
    ],
)
def test_each_expectation_can_fail(province, case_file, expect, said):
    (case,) = read_cases(case_file(GOOD.replace('{amount: "2024000"}', expect)))
    wrong = run_case(read_book(), case)
    assert (said in " ".join(wrong)) if said else wrong == []


@pytest.mark.parametrize("day", ["2026-07-01", '"2026-07-01"'])
def test_days_stand_quoted_or_bare(province, case_file, day):
    (case,) = read_cases(case_file(GOOD.replace("2026-07-01", day)))
    assert run_case(read_book(), case) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  medium", "  colour: red\n  medium", "cases.yaml:5: khoá lạ «colour»"),
        ('{amount: "2024000"}', '{amount: "2024000", total: "1"}', "khoá lạ «total»"),
        ("kind: royalty", "kind: fee", "«kind» chỉ nhận"),
        ("  genre: news\n", "", "thiếu «genre»"),
        ("2026-07-01", "'01/07/2026'", "«published_on» phải là ngày"),
        ('"8"', "8.5", "«coefficient» phải là chữ"),
        ('{amount: "2024000"}', "{}", "phải nêu kết quả mong đợi"),
        ('{amount: "2024000"}', "{warns: []}", "phải nêu kết quả mong đợi"),
        ('{amount: "2024000"}', "{refused: too_much}", "«refused» chỉ nhận"),
        ('{amount: "2024000"}', '{unit_value: "abc"}', "«unit_value» phải là số"),
        ('{amount: "2024000"}', '{ceiling: "NaN"}', "«ceiling» phải là số"),
        ('{amount: "2024000"}', '{cites: [""]}', "«cites» có mục trống"),
        ('{amount: "2024000"}', "{parts: []}", "chỉ trường hợp split mới có «parts»"),
        ("2026-07-01", '"20260701"', "«published_on» phải là ngày"),
        ("2026-07-01", '"2026-W27-3"', "«published_on» phải là ngày"),
        ("  medium", "  <<: {a: 1}\n  medium", "không dùng được «<<»"),
        ("A case", '"\\ud800"', "«name» có ký tự không viết ra được"),
        ("2026-07-01", "!!int abc", "cases.yaml:4: không hiểu abc"),
        ("2026-07-01", "9999-12-31T23:59:59.9999999", "cases.yaml:4: không có ngày 9999-12-31T"),
        ("  kind: royalty", "  kind: royalty\n  kind: royalty", "cases.yaml:4: khoá «kind» viết hai lần"),
    ],
)
def test_a_file_that_is_not_certain_to_be_meant_is_refused_by_line(case_file, old, new, message):
    with pytest.raises(LawFileError) as refused:
        read_cases(case_file(GOOD.replace(old, new, 1)))
    assert message in str(refused.value)


def test_a_file_without_a_case_is_no_file_of_cases(case_file):
    with pytest.raises(LawFileError, match="ít nhất một"):
        read_cases(case_file("[]\n"))


@pytest.mark.parametrize("written", ["1_0", "１", " 8 ", "8,0", "+8", "0x8", "٨"])
def test_a_number_is_written_as_people_of_the_law_write_it(province, case_file, written):
    (case,) = read_cases(
        case_file(GOOD.replace('"8"', f'"{written}"').replace('{amount: "2024000"}', "{refused: bad_input}"))
    )
    assert run_case(read_book(), case) == []


@pytest.mark.parametrize("said", ["1", '"1"', "1.0", "yes", '"true"', "[true]"])
@pytest.mark.parametrize("key", ["resident", "commitment"])
def test_a_payee_is_said_to_be_something_by_true_or_false_only(case_file, key, said):
    payee = {"resident": "true", "contract": "none", "commitment": "false"} | {key: said}
    listed = ", ".join(f"{name}: {value}" for name, value in payee.items())
    with pytest.raises(LawFileError, match=f"«{key}» phải là true hoặc false"):
        read_cases(case_file(TAX.replace("{contract: none}", f"{{{listed}}}")))


@pytest.mark.parametrize(
    ("payee", "tax"),
    [
        ("{contract: none}", "0"),
        ("{resident: null, contract: none}", "0"),
        ("{resident: false, contract: none}", "200000"),
    ],
)
def test_a_payee_is_a_resident_unless_said_otherwise(province, case_file, payee, tax):
    (case,) = read_cases(case_file(TAX.replace("{contract: none}", payee).replace('tax: "0"', f'tax: "{tax}"')))
    assert run_case(read_book(), case) == []


@pytest.mark.parametrize(("bare", "amount"), [("0.1", "2226400"), ("1", "4048000"), ("1.0e-1", "2226400")])
def test_a_bare_number_of_an_adjustment_is_what_is_written(province, case_file, bare, amount):
    text = GOOD.replace("  expect", f"  adjustments: {{hardship: {bare}}}\n  expect").replace("2024000", amount)
    (case,) = read_cases(case_file(text))
    assert run_case(read_book(), case) == []


def test_a_file_of_something_else_than_a_list_is_refused(case_file):
    with pytest.raises(LawFileError, match="phải là danh sách các trường hợp"):
        read_cases(case_file("name: A case"))


def test_the_command_refuses_an_unknown_key(province, case_file):
    with pytest.raises(CommandError, match="khoá lạ «colour»"):
        call_command("check_cases", str(case_file(GOOD.replace("  medium", "  colour: red\n  medium"))))
