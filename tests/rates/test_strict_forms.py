"""A row that no calculation could use is refused when it is read: by file and line, never by a crash on pay day."""

import pytest

from rates.loader import read_law
from tests.rates.lawfiles import FILES, FRAME_LINE, GOOD, VALUE_LINE, changed, faults

pytestmark = pytest.mark.once

VALUE, CEILING, FRAME, TEXT = 'value: "5"', 'ceiling: "5"', 'frame: {min: "1", max: "5"}', "text: Chữ"
TIMES, SAME_AS, WITHIN = 'times: {of: base_salary, factor: "2"}', "same_as: base_salary", "within: royalty/portal/news"
END = "end: true"


def with_row(key: str, said: str, unit: str = "đồng"):
    """The good file with one more key, whose row begins on line 47."""
    labels = "{date: QUOTED}" if said == END else "{amount: QUOTED, date: QUOTED}"
    row = (
        f"- key: {key}\n  label: Thêm\n  unit: {unit}\n  rows:\n  - start: 2020-02-01\n    recorded: 2020-01-15\n"
        f"    {said}\n    labels: {labels}\n    dossier: [rates 1]\n"
        "    cites:\n    - {instrument: 1/2020/NĐ-CP, clause: Điều 9}\n"
    )
    return GOOD.removesuffix(FILES) + row + FILES


@pytest.fixture
def reading(tmp_path):
    def read(text: str):
        (tmp_path / "law.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return read


UNFIT = [
    ("unit_value", FRAME, "value, times, không nhận frame"),
    ("unit_value", CEILING, "value, times, không nhận ceiling"),
    ("unit_value", TEXT, "value, times, không nhận text"),
    ("ceiling/royalty/portal/photo", FRAME, "ceiling, không nhận frame"),
    ("ceiling/royalty/portal/photo", VALUE, "ceiling, không nhận value"),
    ("adjustment/addition/hardship", VALUE, "frame, ceiling, không nhận value"),
    ("remuneration/tv/news", VALUE, "frame, ceiling, không nhận value"),
    ("remuneration/tv/news", WITHIN, "frame, ceiling, không nhận within"),
    ("fund/remuneration/tv", FRAME, "ceiling, không nhận frame"),
    ("payment/days", FRAME, "value, không nhận frame"),
    ("digitisation/page_text", FRAME, "value, ceiling, không nhận frame"),
    ("digitisation/page_text", TEXT, "value, ceiling, không nhận text"),
    ("digitisation/modifier/foreign_or_minority", VALUE, "frame, ceiling, không nhận value"),
    ("digitisation/modifier/conversion", FRAME, "ceiling, không nhận frame"),
    ("digitisation/modifier/conversion", VALUE, "ceiling, không nhận value"),
    ("digitisation/modifier/staff", FRAME, "value, ceiling, không nhận frame"),
    ("tax/withholding/threshold", CEILING, "value, không nhận ceiling"),
    ("tax/withholding/rate", FRAME, "value, không nhận frame"),
    ("portal/door", VALUE, "text, không nhận value"),
    ("validity/1-2020", FRAME, "text, không nhận frame"),
    ("payment/days", "same_as: royalty/portal/news", "value, không nhận frame (như «royalty/portal/news»)"),
    ("adjustment/addition/hardship", SAME_AS, "frame, ceiling, không nhận value (như «base_salary»)"),
]


@pytest.mark.parametrize(("key", "said", "message"), UNFIT)
def test_a_form_that_pricing_could_not_use_is_named(reading, key, said, message):
    assert faults(reading(with_row(key, said))) == [f"law.yaml:47: «{key}» chỉ nhận {message}"]


def test_a_base_salary_that_is_a_frame_is_named(reading):
    assert faults(reading(changed(VALUE_LINE, FRAME_LINE))) == [
        "law.yaml:23: «base_salary» chỉ nhận value, không nhận frame"
    ]


@pytest.mark.parametrize("said", [VALUE, TEXT])
def test_a_frame_of_the_province_that_is_none_is_named(reading, said):
    form = said.split(":")[0]
    assert faults(reading(changed(FRAME_LINE, f"    {said}\n"))) == [
        f"law.yaml:34: «royalty/portal/news» chỉ nhận frame, ceiling, within, không nhận {form}"
    ]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ('times: {of: royalty/portal/news, factor: "2"}', "không tính được theo «royalty/portal/news», vốn là frame"),
        ("within: base_salary", "không tính được theo «base_salary», vốn là value"),
    ],
)
def test_what_follows_a_key_that_gives_no_such_thing_is_named(reading, said, message):
    assert faults(reading(with_row("made/up", said))) == [f"law.yaml:47: «made/up» {message}"]


FIT = [
    ("unit_value", VALUE),
    ("unit_value", TIMES),
    ("unit_value", SAME_AS),
    ("ceiling/royalty/portal/photo", CEILING),
    ("adjustment/replacing/translation", FRAME),
    ("adjustment/addition/hardship", CEILING),
    ("adjustment/addition/hardship", "same_as: royalty/portal/news"),
    ("digitisation/page_text", VALUE),
    ("digitisation/page_text", CEILING),
    ("digitisation/modifier/staff", VALUE),
    ("tax/withholding/rate", 'value: "0"'),
    ("portal/door", TEXT),
    ("payment/days", END),
    ("made/up", FRAME),
    ("made/up", WITHIN),
    ("made/up", TEXT),
]


@pytest.mark.parametrize(("key", "said"), FIT)
def test_a_form_that_fits_is_read(reading, key, said):
    assert read_law(reading(with_row(key, said))).rates[-1].key == key


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("unit_value", 'value: "0"'),
        ("unit_value", 'times: {of: base_salary, factor: "0.00"}'),
        ("made/up", 'times: {of: base_salary, factor: "0"}'),
        ("ceiling/royalty/portal/photo", 'ceiling: "0"'),
        ("payment/days", 'value: "0"'),
        ("digitisation/page_text", 'ceiling: "0"'),
    ],
)
def test_nought_where_something_is_paid_is_named(reading, key, said):
    assert faults(reading(with_row(key, said))) == [f"law.yaml:47: «{key}» phải lớn hơn 0"]


@pytest.mark.parametrize("zero", ["0", "0.000000"])
def test_a_base_salary_of_nought_is_named(reading, zero):
    assert faults(reading(changed("1490000", zero))) == ["law.yaml:23: «base_salary» phải lớn hơn 0"]


def test_a_tax_above_the_whole_is_named(reading):
    assert faults(reading(with_row("tax/withholding/rate", 'value: "10"', "tỷ lệ"))) == [
        'law.yaml:47: «tax/withholding/rate» là tỷ lệ, không được quá 1 (10 % viết là "0.10")'
    ]
    assert read_law(reading(with_row("tax/withholding/rate", 'value: "1"', "tỷ lệ"))).rates[-1].value == 1
    assert read_law(reading(with_row("tax/withholding/threshold", 'value: "5000000"'))).rates[-1].value == 5_000_000


@pytest.mark.parametrize("share", ["0", "1.01", "0.12345"])
def test_a_level_share_that_is_no_part_of_one_or_would_be_cut_is_named(reading, share):
    assert faults(reading(changed(FRAME_LINE, f'{FRAME_LINE}    level_share: "{share}"\n'))) == [
        "law.yaml:34: «level_share» phải trên 0, không quá 1, không quá 4 chữ số thập phân"
    ]


@pytest.mark.parametrize("share", ["1", "0.1234"])
def test_a_level_share_that_is_a_part_of_one_is_read(reading, share):
    text = changed(FRAME_LINE, f'{FRAME_LINE}    level_share: "{share}"\n')
    assert f"{read_law(reading(text)).rates[1].level_share}" == share


RATIOS = [
    ("digitisation/modifier/conversion", 'ceiling: "{}"'),
    ("fund/remuneration/tv", 'ceiling: "{}"'),
    ("adjustment/addition/minority_or_children", 'frame: {{min: "0.10", max: "{}"}}'),
    ("remuneration/tv/literary", 'frame: {{min: "1.00", max: "{}"}}'),
]


@pytest.mark.parametrize(("key", "said"), RATIOS)
def test_a_percentage_typed_as_a_whole_number_is_named(reading, key, said):
    folder = reading(with_row(key, said.format("2"), unit="tỷ lệ"))
    assert [rate.key for rate in read_law(folder).rates][-1] == key
    fault = f'law.yaml:47: «{key}» là tỷ lệ, không được quá 2 (10 % viết là "0.10")'
    assert faults(reading(with_row(key, said.format("2.000001"), unit="tỷ lệ"))) == [fault]


def test_a_factor_typed_as_a_percentage_is_named(reading):
    row = with_row("unit_value", 'times: {of: base_salary, factor: "10"}')
    assert faults(reading(row)) == ['law.yaml:47: «unit_value» là tỷ lệ, không được quá 2 (10 % viết là "0.10")']


@pytest.mark.parametrize(
    ("key", "said"),
    [("tax/withholding/threshold", VALUE), ("ceiling/royalty/portal/news", 'ceiling: "10"'), ("base_salary", VALUE)],
)
def test_the_province_says_nothing_of_what_only_the_nation_decides(reading, key, said):
    text = with_row(key, f"{said}\n    scope: province").replace("label: Thêm", "label: Lương cơ sở")
    assert f"«{key}» chỉ trung ương quy định, không nhận scope province" in "\n".join(faults(reading(text)))
