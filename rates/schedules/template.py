"""The Excel file in which a schedule is filled in: its lines so far, what bounds each, lists to choose from."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from core.exports import heading_format, write_cell
from rates.schedules.bounds import Bounds
from rates.schedules.changes import say_present
from rates.schedules.terms import COLUMNS, FIELDS, LEVELS, Line
from rates.wording import say_frame

_WIDTHS = {"label": 44, "genre": 30, "medium": 24, "clause": 24}
_MORE_ROWS = 200
_FORMATS = {"fixed": "#,##0", "level_share": "0%", "code": "@", "label": "@", "clause": "@", "measure": "@"}
_SHEET, _LISTS, _GUIDE = "Biểu mức", "Danh mục", "Hướng dẫn"
_HOW = [
    "Chép từng dòng của biểu mức trong quyết định đã ký, đúng tên, đúng đơn vị tính, đúng điều khoản.",
    "Mỗi dòng chỉ ghi hệ số (tối thiểu, tối đa) hoặc mức cố định bằng đồng, không ghi cả hai.",
    "Dòng có sẵn là các thể loại của NĐ 18/2014/NĐ-CP. Văn bản không có dòng nào thì xoá hẳn dòng ấy.",
    "Văn bản chia một thể loại thành nhiều dòng: thêm dòng dưới, chọn cùng thể loại, để trống mã hoặc đặt mã mới.",
    "Mã dòng chỉ dùng a-z, 0-9 và gạch dưới. Giữ mã có sẵn cho dòng chung của thể loại.",
    "Số viết kiểu 1.234,5 hoặc ô số của Excel. Tỷ lệ theo cấp ghi như 50%.",
    "Hai cột cuối chỉ để tham khảo, hệ thống không đọc. Vượt trần hoặc ra ngoài khung thì không lưu được.",
    "Điền xong, tải tệp lên: hệ thống cho xem sẽ đổi những gì, sai ở ô nào, còn thiếu gì, rồi mới lưu.",
]
_HOW_OF_UNIT = [
    "Chỉ ghi hệ số ở những dòng mà quyết định của đơn vị thu hẹp; dòng để trống giữ nguyên khung của tỉnh.",
    "Đơn vị chỉ được thu hẹp: không dưới mức tối thiểu, không trên mức tối đa của tỉnh; không đổi mã dòng.",
]


def schedule_template(lines: Sequence[Line], bounds: Bounds, media: Mapping[str, str]) -> bytes:
    """This will write the file; media are the names of media by code."""
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as workbook:
        sheet, lists = workbook.add_worksheet(_SHEET), workbook.add_worksheet(_LISTS)
        _write_guide(workbook, bounds)
        _write_headings(workbook, sheet, bounds)
        muted = workbook.add_format({"font_color": "#5F6B70"})
        for number, line in enumerate(lines, start=1):
            _write_line(sheet, number, line, bounds, media, muted)
        _write_lists(workbook, lists, bounds, media)
        _validate(sheet, len(lines) + _MORE_ROWS, len(set(bounds.genres.values())), media)
    return content.getvalue()


def _write_headings(workbook: Workbook, sheet: Worksheet, bounds: Bounds) -> None:
    heading = heading_format(workbook)
    sheet.freeze_panes(1, FIELDS.index("label") + 1)
    for place, name in enumerate(FIELDS):
        shown = workbook.add_format({"num_format": _FORMATS[name]}) if name in _FORMATS else None
        sheet.set_column(place, place, _WIDTHS.get(name, 14), shown)
        sheet.write_string(0, place, COLUMNS[name], heading)
    for place, text in enumerate(_references(bounds), start=len(FIELDS)):
        sheet.set_column(place, place, 30)
        sheet.write_string(0, place, text, heading)


def _references(bounds: Bounds) -> tuple[str, str]:
    return f"{bounds.name.capitalize()} ngày {bounds.on:%d/%m/%Y} (tham khảo)", "Đang áp dụng (tham khảo)"


def _write_line(sheet: Worksheet, number: int, line: Line, bounds: Bounds, media: Mapping[str, str], muted) -> None:
    shown = {
        "medium": media[line.medium],
        "genre": bounds.genres.get((line.medium, line.genre), line.genre),
        "level": LEVELS.get(line.level, ""),
    }
    for place, name in enumerate(FIELDS):
        write_cell(sheet, number, place, shown.get(name, getattr(line, name)))
    found = bounds.of(line)
    bound = say_frame(found.minimum, found.maximum, "") if found else "không có giới hạn"
    for place, text in enumerate((bound, say_present(line, bounds)), start=len(FIELDS)):
        write_cell(sheet, number, place, text, muted)


def _write_lists(workbook: Workbook, lists: Worksheet, bounds: Bounds, media: Mapping[str, str]) -> None:
    columns = [
        ("Loại hình", list(media.values())),
        ("Thể loại (NĐ 18)", list(dict.fromkeys(bounds.genres.values()))),
        ("Cấp", list(LEVELS.values())),
    ]
    for place, (heading, values) in enumerate(columns):
        lists.set_column(place, place, 40)
        lists.write_string(0, place, heading, heading_format(workbook))
        for number, value in enumerate(values, start=1):
            lists.write_string(number, place, value)


def _validate(sheet: Worksheet, last: int, genres: int, media: Mapping[str, str]) -> None:
    choices = {
        "medium": f"='{_LISTS}'!$A$2:$A${len(media) + 1}",
        "genre": f"='{_LISTS}'!$B$2:$B${genres + 1}",
        "level": f"='{_LISTS}'!$C$2:$C${len(LEVELS) + 1}",
    }
    for name, source in choices.items():
        _rule(sheet, name, last, {"validate": "list", "source": source}, "Hãy chọn trong danh sách.")
    for name, most in (("minimum", 10**6), ("maximum", 10**6), ("fixed", 10**9), ("level_share", 1)):
        rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": most}
        _rule(sheet, name, last, rule, "Hãy ghi một số không âm.")


def _rule(sheet: Worksheet, name: str, last: int, rule: dict[str, object], message: str) -> None:
    place = FIELDS.index(name)
    sheet.data_validation(1, place, last, place, rule | {"error_title": COLUMNS[name], "error_message": message})


def _write_guide(workbook: Workbook, bounds: Bounds) -> None:
    guide = workbook.add_worksheet(_GUIDE)
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    guide.set_column(0, 0, 100)
    for number, text in enumerate([*_HOW, *(_HOW_OF_UNIT if bounds.of_unit else [])]):
        guide.write_string(number, 0, f"{number + 1}. {text}", wrapped)
