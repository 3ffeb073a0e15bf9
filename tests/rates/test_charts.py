"""The drawings of the law along time: steps, gaps and frames where they belong; and how differences are said."""

from datetime import date

import pytest

from rates.changes import changes_between
from rates.charts import step_chart
from rates.reading import Reading
from rates.terms import Form
from tests.rates.rows import row

pytestmark = pytest.mark.once

KEY = "fee"
TODAY = date(2024, 1, 1)
HUNDRED = row(1, KEY, date(2020, 1, 1), value="100")
END = row(2, KEY, date(2021, 1, 1), form=Form.END)
FIFTY_AT_ONCE = row(3, KEY, date(2021, 1, 1), value="50")
FIFTY_LATER = row(4, KEY, date(2022, 1, 1), value="50")


def strokes(*rows) -> dict[str, str]:
    """The paths of the amounts by their looks."""
    drawing = step_chart(Reading(rows).steps(KEY), today=TODAY, measure="đồng")
    return {stroke.css: stroke.path for stroke in drawing.strokes if "law-line" in stroke.css}


def test_a_change_is_a_step():
    assert strokes(HUNDRED, FIFTY_AT_ONCE) == {"law-line": "M92 28H225V134H670"}


def test_a_gap_stays_open():
    assert strokes(HUNDRED, END, FIFTY_LATER) == {"law-line": "M92 28H225M359 134H670"}
    assert [(step.start, step.until) for step in Reading([HUNDRED, END, FIFTY_LATER]).steps(KEY)] == [
        (date(2020, 1, 1), date(2020, 12, 31)),
        (date(2022, 1, 1), None),
    ]


def test_a_frame_has_a_line_for_each_bound():
    frame = row(1, KEY, date(2020, 1, 1), form=Form.FRAME, minimum="50", maximum="100")
    assert strokes(frame) == {"law-line": "M92 28H670", "law-line law-line-low": "M92 134H670"}


def test_a_bound_that_is_absent_has_no_line():
    frame = row(1, KEY, date(2020, 1, 1), form=Form.FRAME, maximum="100")
    assert strokes(frame) == {"law-line": "M92 28H670"}


def test_words_are_not_drawn():
    words = row(1, KEY, date(2020, 1, 1), form=Form.TEXT, text="Trưởng ban")
    assert step_chart(Reading([words]).steps(KEY), today=TODAY, measure="chữ") is None


def test_an_amount_of_nought_can_be_drawn():
    assert strokes(row(1, KEY, date(2020, 1, 1), value="0")) == {"law-line": "M92 240H670"}


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        ({"value": "100"}, {"value": "50"}, "−50 (−50 %)"),
        ({"value": "0"}, {"value": "50"}, "+50"),
        ({"value": "0.1", "measure": "tỷ lệ"}, {"value": "0.15", "measure": "tỷ lệ"}, "+5 điểm %"),
        ({"form": Form.FRAME, "maximum": "10"}, {"form": Form.FRAME, "maximum": "12"}, "tối đa +2 (+20 %)"),
        (
            {"form": Form.FRAME, "maximum": "10"},
            {"form": Form.FRAME, "minimum": "2"},
            "tối thiểu mới đặt; tối đa không còn",
        ),
        ({"form": Form.TEXT, "text": "Trưởng ban"}, {"form": Form.TEXT, "text": "Thủ trưởng"}, ""),
    ],
)
def test_a_difference_is_said_with_its_sign(before, after, difference):
    reading = Reading([row(1, KEY, date(2020, 1, 1), **before), row(2, KEY, date(2021, 1, 1), **after)])
    (change,) = changes_between(reading, date(2020, 12, 31), date(2021, 1, 1))
    assert (change.kind, change.difference) == ("mức thay đổi", difference)
