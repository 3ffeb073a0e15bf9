"""Rows made into works: by link, by title and date, and by guess where a cell is wrong."""

from datetime import date
from decimal import Decimal

from tests.royalties.works_file.builder import HEADER, addresses, news, only, read, said


def _works(file) -> list[tuple[int, list[str]]]:
    return [(work.row, [author.author for author in work.authors]) for work in file.works]


def test_a_row_is_a_work_with_everything_that_it_says(tmp_path):
    file = read(
        tmp_path,
        news(
            E="https://daklak.gov.vn/1",
            F=8.5,
            G="2",
            H="0,5",
            K="066123456789",
            L="5200205123456",
            M="Agribank",
            N="Thiếu nhi: 20%",
            O="Đăng lại",
        ),
    )

    assert file.faults == ()
    work = file.works[0]
    assert (work.row, work.title, work.url) == (2, "Khai mạc hội nghị", "https://daklak.gov.vn/1")
    assert (work.medium, work.genre, work.published_on) == ("portal", "news", date(2026, 6, 5))
    assert (work.coefficient, work.photos, work.photo_coefficient) == (Decimal("8.5"), 2, Decimal("0.5"))
    assert (work.adjustments, work.note) == ({"minority_or_children": Decimal("0.2")}, "Đăng lại")
    author = work.authors[0]
    assert (author.row, author.author) == (2, "Nguyễn Văn An")
    assert (author.id_number, author.account, author.bank) == ("066123456789", "5200205123456", "Agribank")


def test_what_is_blank_is_nothing(tmp_path):
    work = read(tmp_path, news()).works[0]

    assert (work.url, work.photos, work.photo_coefficient, work.adjustments, work.note) == ("", 0, None, {}, "")
    assert (work.authors[0].id_number, work.authors[0].account, work.authors[0].bank) == ("", "", "")


def test_rows_with_the_same_link_are_one_work_wherever_they_stand(tmp_path):
    file = read(tmp_path, news(E="u/1"), news(E="u/2", A="Tin hai"), only(E="u/1", I="Trần Bình"))

    assert file.faults == ()
    assert _works(file) == [(2, ["Nguyễn Văn An", "Trần Bình"]), (3, ["Nguyễn Văn An"])]


def test_rows_with_the_same_title_and_date_are_one_work(tmp_path):
    file = read(tmp_path, news(), news(D="06/06/2026"), only(A="KHAI MẠC  hội nghị", D=date(2026, 6, 5), I="Trần Bình"))

    assert file.faults == ()
    assert _works(file) == [(2, ["Nguyễn Văn An", "Trần Bình"]), (3, ["Nguyễn Văn An"])]


def test_where_the_tone_mark_stands_makes_no_other_title(tmp_path):
    file = read(tmp_path, news(A="Hoà bình"), only(A="Hòa bình", D="05/06/2026", I="Trần Bình"))

    assert _works(file) == [(2, ["Nguyễn Văn An", "Trần Bình"])]


def test_a_row_without_a_link_joins_the_linked_row_of_its_title_and_date(tmp_path):
    file = read(tmp_path, only(A="Khai mạc hội nghị", D="05/06/2026", I="Trần Bình"), news(E="u/1"))

    assert addresses(file) == ["B2", "C2", "F2"], "the first row says what the work is"


def test_a_later_row_without_a_link_joins_the_linked_one(tmp_path):
    file = read(tmp_path, news(E="u/1"), only(A="Khai mạc hội nghị", D="05/06/2026", I="Trần Bình"))

    assert file.faults == ()
    assert _works(file) == [(2, ["Nguyễn Văn An", "Trần Bình"])]
    assert file.works[0].url == "u/1"


def test_the_same_title_and_date_under_two_links_are_two_works(tmp_path):
    file = read(tmp_path, news(E="u/1"), news(E="u/2"))

    assert file.faults == ()
    assert _works(file) == [(2, ["Nguyễn Văn An"]), (3, ["Nguyễn Văn An"])]


def test_a_row_that_may_belong_to_two_works_needs_a_link(tmp_path):
    file = read(
        tmp_path, news(E="u/1"), news(E="u/2"), only(A="Khai mạc hội nghị", D="05/06/2026", I="Trần Bình", J="50%")
    )

    assert said(file) == ["E4 (Đường dẫn): cần đường dẫn: có nhiều tác phẩm cùng tên và ngày đăng (dòng 2, 3)"]


def test_a_co_authors_wrong_date_is_the_only_fault(tmp_path):
    file = read(tmp_path, news(J="60%"), only(A="Khai mạc hội nghị", D="31/02/2026", I="Trần Bình", J="40%"))

    assert addresses(file) == ["D3"]
    assert file.works == ()


def test_a_co_authors_missing_title_is_the_only_fault(tmp_path):
    file = read(tmp_path, news(J="60%"), only(D="05/06/2026", I="Trần Bình", J="40%"), news(A="Tin hai"))

    assert addresses(file) == ["A3"]
    assert _works(file) == [(4, ["Nguyễn Văn An"])]


def test_the_first_authors_wrong_date_is_the_only_fault(tmp_path):
    file = read(
        tmp_path, news(E="u/1", D="hôm qua", J="60%"), only(E="u/1", I="Trần Bình", J="40%"), news(E="u/2", A="Tin hai")
    )

    assert addresses(file) == ["D2"]
    assert _works(file) == [(4, ["Nguyễn Văn An"])]


def test_a_linked_work_without_a_date_still_takes_its_co_author(tmp_path):
    file = read(
        tmp_path,
        news(E="u/1", D="hôm qua", J="60%"),
        only(A="Khai mạc hội nghị", D="05/06/2026", I="Trần Bình", J="40%"),
    )

    assert addresses(file) == ["D2"]


def test_a_wrong_date_under_a_daily_title_spoils_no_other_work(tmp_path):
    file = read(tmp_path, news(A="Thời sự"), news(A="Thời sự", D="31/06/2026"), news(A="Thời sự", D="07/06/2026"))

    assert addresses(file) == ["D3"]
    assert _works(file) == [(2, ["Nguyễn Văn An"]), (4, ["Nguyễn Văn An"])]


def test_co_authors_may_repeat_the_work_or_leave_it_out(tmp_path):
    repeated = news(E="u/1", G=2, H="0,5", I="Trần Bình", N="Thiếu nhi: 10%")
    file = read(
        tmp_path,
        news(E="u/1", G=2, H="0,5", N="Thiếu nhi: 10%"),
        repeated,
        only(E="u/1", I="Lê Chi", O="Ghi chú của dòng sau"),
    )

    assert file.faults == ()
    assert file.works[0].photos == 2
    assert file.works[0].note == "Ghi chú của dòng sau"
    assert _works(file) == [(2, ["Nguyễn Văn An", "Trần Bình", "Lê Chi"])]


def test_no_photos_say_the_same_as_a_blank(tmp_path):
    file = read(tmp_path, news(E="u/1"), news(E="u/1", I="Trần Bình", G=0, H=0))

    assert file.faults == ()
    assert len(file.works) == 1


def test_rows_of_one_work_that_disagree_are_named(tmp_path):
    other = news(
        A="Tin khác",
        B="Phóng sự",
        C="Bản tin",
        D="06/06/2026",
        E="u/1",
        F=9,
        G=1,
        H=1,
        I="Trần Bình",
        N="Thiếu nhi: 10%",
    )
    file = read(tmp_path, news(E="u/1"), other)

    assert addresses(file) == ["A3", "B3", "C3", "D3", "F3", "G3", "H3", "N3"]
    assert {fault.message for fault in file.faults} == {"khác với dòng 2 của cùng tác phẩm"}


def test_research_on_air_is_refused_with_the_name_that_it_goes_by_there(tmp_path):
    file = read(
        tmp_path,
        news(B="Nghiên cứu", C="Truyền thanh", E="u/1"),
        news(B="Hướng dẫn khoa học giáo dục", C="Truyền thanh", E="u/2"),
        news(B="Nghiên cứu", E="u/3"),
    )

    assert said(file) == [
        "B2 (Thể loại): «Nghiên cứu» không có trong loại hình «Truyền thanh»: ghi «Hướng dẫn khoa học giáo dục»"
    ]
    assert [work.genre for work in file.works] == ["science_education", "research"]


def test_rows_far_apart_keep_their_numbers(tmp_path):
    blank = [None] * len(HEADER)
    file = read(tmp_path, blank, news(), blank, blank, news(A="Tin hai"))

    assert [work.row for work in file.works] == [3, 6]
