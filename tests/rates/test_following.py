"""What follows upon an answer: the day, what the rate says then, and the clauses that bring it about."""

from datetime import date

import pytest

from rates.following import Following, what_follows
from rates.reading import Reading
from rates.terms import Form, Scope, Status
from tests.rates.rows import cited, row

pytestmark = pytest.mark.once

JAN, FEB, MAR = (date(2025, month, 1) for month in (1, 2, 3))
KEY = "royalty/portal/news"


def follows(*rows, demo: bool = False) -> Following:
    reading = Reading(rows, demo=demo)
    return what_follows(reading, reading.book.rate(KEY, FEB))


def test_a_new_amount_is_told_with_the_difference():
    told = follows(row(1, KEY, JAN, value="200"), row(2, KEY, MAR, value="250"))
    assert told == Following(MAR, "thành 250 đồng, chênh +50 (+25 %).", (cited(2),))


def test_an_end_is_told_as_one():
    told = follows(row(1, KEY, JAN, value="200"), row(2, KEY, MAR, form=Form.END))
    assert told == Following(MAR, "hết hiệu lực, chưa ghi nhận mức thay.", (cited(2),))


def test_the_end_of_a_ceiling_leaves_a_frame_as_it_is():
    ceiling = row(1, f"ceiling/{KEY}", JAN, form=Form.CEILING, maximum="10", measure="hệ số")
    end = row(2, f"ceiling/{KEY}", MAR, form=Form.END)
    frame = row(3, KEY, JAN, form=Form.FRAME, minimum="0.5", maximum="2", scope=Scope.PROVINCE, measure="hệ số")
    assert follows(ceiling, end, frame) == Following(
        MAR, "giữ mức 0,5 – 2 hệ số, trần đứng trên hết hiệu lực.", (cited(2),)
    )


def test_a_row_that_says_the_same_again_keeps_the_amount():
    again = row(2, KEY, MAR, value="200", citations=(cited(1),))
    assert follows(row(1, KEY, JAN, value="200"), again) == Following(MAR, "ghi dòng mới, giữ nguyên mức.", (cited(1),))


def test_without_a_day_it_says_what_is_waited_for():
    assert follows(row(1, KEY, JAN, value="200")) == Following(None, "Chưa ghi nhận thay đổi nào.", ())
    blank = row(1, KEY, JAN, form=Form.FRAME, maximum="9", scope=Scope.PROVINCE, status=Status.NOT_ENTERED)
    assert follows(blank).said == "Chưa ghi nhận ngày đổi: chờ nhập biểu mức từ bản ký."
