"""All files that must be there are, and nothing else is; what is no YAML is told by line and in Vietnamese."""

import pytest

from rates.lawfile import LawFileError
from rates.lawyaml import read_yaml
from rates.loader import LAW_FOLDER, read_law
from tests.rates.lawfiles import FILES, GOOD, changed, faults

pytestmark = pytest.mark.once


@pytest.fixture
def good(tmp_path):
    (tmp_path / "law.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_a_file_that_must_be_there_is_missed_by_file_and_line(good):
    (good / "law.yaml").write_text(changed(FILES, "files:\n- law.yaml\n- tax.yaml\n"), encoding="utf-8")
    assert faults(good) == ["law.yaml:43: thiếu tệp «tax.yaml»"]
    (good / "tax.yaml").write_text("rates: []\n".replace("[]", ""), encoding="utf-8")
    assert len(read_law(good).rates) == 2


def test_a_missing_file_is_told_beside_other_faults(good):
    text = changed(FILES, "files: [law.yaml, tax.yaml]\n").replace("order: 1", "order: một")
    (good / "law.yaml").write_text(text, encoding="utf-8")
    assert [fault.split(": ")[0] for fault in faults(good)] == ["law.yaml:14", "law.yaml:43"]


def test_a_folder_that_does_not_say_what_must_be_there_is_refused(good):
    (good / "law.yaml").write_text(GOOD.removesuffix(FILES), encoding="utf-8")
    assert faults(good) == [f"{good.name}: không tệp nào có mục «files», danh mục các tệp phải có"]


@pytest.mark.parametrize("name", ["tax.yml", "tax.YAML", "tax.yaml.bak", "doc.txt"])
def test_a_file_that_would_not_be_read_is_not_passed_over(good, name):
    (good / name).write_text("rates:\n", encoding="utf-8")
    assert faults(good) == [f"{name}: không phải tệp .yaml: đổi đuôi, hoặc đưa ra khỏi thư mục {good.name}"]


def test_a_folder_inside_is_not_passed_over_either(good):
    (good / "cu.yaml").mkdir()
    assert faults(good) == [f"cu.yaml: không phải tệp .yaml: đổi đuôi, hoặc đưa ra khỏi thư mục {good.name}"]


def test_a_hidden_file_of_an_editor_is_none_of_the_law(good):
    (good / ".law.yaml.swp").write_bytes(b"\x00")
    assert len(read_law(good).rates) == 2


def test_every_shipped_file_is_named_as_one_that_must_be_there():
    named = {name for _, name in read_law().files}
    assert named == {path.name for path in LAW_FOLDER.iterdir()}


BROKEN = {
    "a tab": ("a:\n\tb: 1\n", "2: không được thụt dòng bằng phím Tab, hãy dùng dấu cách"),
    "a colon in a text": ("a: b: c\n", "1: có dấu hai chấm lạc chỗ: chữ chứa nó phải để trong dấu nháy"),
    "a doubled key": ('a: "1"\na: "2"\n', "2: khoá «a» viết hai lần"),
    "an open quote": ('a: 1\nb: "x\nc: 1\n', "2: dấu nháy mở ở đây chưa đóng"),
    "an open list": ("a: 1\nb: [1, 2\nc: 1\n", "2: dấu ngoặc mở ở đây chưa đóng"),
    "an open mapping": ("a: 1\nb: {x: 1\nc: 2\n", "2: dấu ngoặc mở ở đây chưa đóng"),
    "no colon": ("a: 1\nb\nc: 2\n", "2: thiếu dấu hai chấm sau tên khoá"),
    "a wrong indent": ("a:\n  - b: 1\n   c: 2\n", "3: thụt dòng, gạch đầu dòng hoặc dấu ngoặc sai chỗ"),
    "a dash inside": ("a: - b\n", "1: thụt dòng, gạch đầu dòng hoặc dấu ngoặc sai chỗ"),
    "a stray bracket": ("a: ]\n", "1: thụt dòng, gạch đầu dòng hoặc dấu ngoặc sai chỗ"),
    "a percent sign": ("a: %x\n", "1: chữ bắt đầu bằng «%» phải để trong dấu nháy"),
    "a star": ("a: *x\n", "1: chữ bắt đầu bằng «*» hoặc «&» phải để trong dấu nháy"),
    "a lone star": ("a: * x\n", "1: chữ bắt đầu bằng «*» hoặc «&» phải để trong dấu nháy"),
    "a backslash": ('a: "\\q"\n', "1: trong dấu nháy kép không được có «\\q»"),
    "two documents": ("a: 1\n---\nb: 2\n", "2: không được chia tệp bằng dòng «---»"),
    "a letter that is none": ("a: 1\nb: \x07\n", "2: có ký tự không đọc được"),
    "a day that does not exist": ("a: 1\nb: 2020-13-01\n", "2: không có ngày 2020-13-01"),
    "a number that is none": ("a: !!int x\n", "1: không hiểu x"),
    "a value that holds itself": ("a: &a\n  <<: *a\n", "1: không dùng được «<<»: viết thẳng từng khoá"),
    "a list that calls itself ordered pairs": (
        "a: !!omap [b: 1]\n",
        "1: không dùng được nhãn «tag:yaml.org,2002:omap»",
    ),
    "a block that is none": ("a: >9x\n b\n", "1: không đúng cú pháp YAML"),
}


@pytest.mark.parametrize(("text", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_yaml_is_told_by_line_and_in_vietnamese(tmp_path, text, said):
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LawFileError) as refused:
        read_yaml(path)
    assert refused.value.faults == [f"a.yaml:{said}"]


def test_what_the_parser_itself_stumbles_over_is_told_without_a_line(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("a: " + "[" * 20_000, encoding="utf-8")
    with pytest.raises(LawFileError, match=r"^a\.yaml: không đúng cú pháp YAML$"):
        read_yaml(path)


def test_a_file_in_another_alphabet_is_told_by_line(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes("a: 1\nb: Điều\n".encode()[:-3] + b"\xff\n")
    with pytest.raises(LawFileError, match=r"^a\.yaml:2: không phải chữ UTF-8$"):
        read_yaml(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(LawFileError, match=r"^a\.yaml: không mở được tệp$"):
        read_yaml(tmp_path / "a.yaml")
