"""Forms of imports: which file of which outlet, and what the file does not say itself."""

from django import forms

from core.access import Permission, access_of
from core.filters import DayFilter
from core.models import User
from core.money import format_number
from royalties.genres import GENRE_NAMES, GENRES_OF
from royalties.models import Outlet, WorksImport
from royalties.portal_file.model import DAY_FIRST, KEPT, MONTH_FIRST, ONE_NAME, SEVERAL_NAMES, SWAPPED
from royalties.services.imports.people import SOMEBODY_NEW

_TO_CHOOSE = ("", "– chọn –")


class UploadForm(forms.Form):
    """An Excel file and the outlet whose works it lists."""

    outlet = forms.ModelChoiceField(
        label="Nơi đăng",
        empty_label="Chọn nơi đăng",
        queryset=Outlet.objects.none(),
        help_text="Mọi tác phẩm trong tệp đăng ở đây.",
        error_messages={"required": "Hãy chọn nơi đăng.", "invalid_choice": "Hãy chọn nơi đăng trong danh sách."},
    )
    file = forms.FileField(
        label="Tệp Excel (.xlsx)",
        help_text="Tệp xuất từ cổng, để nguyên như cổng xuất ra; nhiều nhất 10 MB, 50.000 dòng.",
        error_messages={"required": "Hãy chọn tệp.", "empty": "Tệp trống."},
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, user: User, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = access_of(user).in_units.get(Permission.RECORD_WORKS, frozenset())
        self.fields["outlet"].queryset = Outlet.objects.filter(unit__in=units).select_related("unit")


class AnswersForm(forms.Form):
    """What has to be asked of one file; every question may wait, and what was understood may be put right.

    :ivar open: the names of the questions that wait for an answer, or should be looked at; all others are answered.
    """

    def __init__(self, works_import: WorksImport, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = (works_import.understood or {}).get("asked", {})
        self.medium = works_import.outlet.medium
        self.open: list[str] = []
        self._needed: list[str] = []
        self._ask_days()
        for place, (_, label, count, meant, at) in enumerate(self.asked.get("genres", ())):
            said = f"«{label}» là thể loại nào?" if label else "Tác phẩm không ghi thể loại là thể loại nào?"
            self._ask(f"genre-{place}", said, self._genres(), meant, say_rows(at, count), is_needed=not meant)
        for place, (name, options, must, meant, row) in enumerate(self.asked.get("people", ())):
            choices = [*([_TO_CHOOSE] if must else []), *((str(pk), told) for pk, told in options)]
            initial, why = _of(meant, must)
            why = f"{say_rows([row], 1)}. {why}"
            choices.append((SOMEBODY_NEW, "người mới"))
            self._ask(f"person-{place}", f"«{name}» là ai?", choices, initial, why, is_needed=must and not meant)
            if not meant:
                self._open(f"person-{place}")
        for place, (_, text, names, count, meant, at) in enumerate(self.asked.get("authors", ())):
            choices = [(SEVERAL_NAMES, f"{len(names)} người: {' | '.join(names)}"), (ONE_NAME, "một tên, giữ nguyên")]
            self._ask(f"authors-{place}", f"Ô tác giả «{text}»", choices, meant, say_rows(at, count), is_needed=False)

    def open_fields(self) -> list[forms.BoundField]:
        """This will return the questions to answer or to look at."""
        return [self[name] for name in self.open]

    def answered_fields(self) -> list[forms.BoundField]:
        """This will return what was understood, to be put right only where it is wrong."""
        return [self[name] for name in self.fields if name not in self.open]

    def answers(self) -> dict:
        """This will return what was said anew; a question that was left alone is not among it."""
        said = {name: self.cleaned_data[name] for name in self.changed_data if self.cleaned_data[name]}
        if "published_on" in said:
            said["published_on"] = said["published_on"].isoformat()
        gathered = {name: said[name] for name in ("date_order", "real_dates", "published_on") if name in said}
        for name, prefix in (("genres", "genre"), ("people", "person"), ("authors", "authors")):
            of_kind = {
                question[0]: said[f"{prefix}-{place}"]
                for place, question in enumerate(self.asked.get(name, ()))
                if f"{prefix}-{place}" in said
            }
            gathered |= {name: of_kind} if of_kind else {}
        return gathered

    def blame_unanswered(self) -> None:
        """This will say beside each question that waits that it does; where none does, that nothing was changed."""
        for name in self._needed:
            self.add_error(name, "Chưa trả lời.")
        if not self._needed:
            self.add_error(None, "Chưa có gì khác với những gì đã hiểu: chọn lại chỗ hiểu sai rồi lưu.")

    def _ask_days(self) -> None:
        if example := self.asked.get("date_order"):
            one, two = example.replace("-", "/").replace(".", "/").split("/")[:2]
            choices = [
                _TO_CHOOSE,
                (DAY_FIRST, f"ngày {int(one)} tháng {int(two)}"),
                (MONTH_FIRST, f"ngày {int(two)} tháng {int(one)}"),
            ]
            said = f"Trong tệp, «{example}» là"
            self._ask("date_order", said, choices, "", "Áp dụng cho mọi ngày ghi bằng chữ.", is_needed=True)
        if example := self.asked.get("real_dates"):
            choices = [_TO_CHOOSE, (KEPT, "đúng là ngày đó"), (SWAPPED, "Excel đã đảo ngày với tháng")]
            why = "Có ngày là chữ, có ngày là ô ngày: thường do mở tệp bằng Excel tiếng Anh."
            self._ask("real_dates", f"Ô ngày «{example}»", choices, "", why, is_needed=True)
        if self.asked.get("day"):
            field = DayFilter("Ngày đăng của mọi tác phẩm trong tệp").field
            field.help_text, field.required = "Tệp không có cột ngày đăng. Ghi kiểu 31/12/2026.", False
            self.fields["published_on"] = field
            self._need("published_on")

    def _genres(self) -> list[tuple[str, str]]:
        return [_TO_CHOOSE, *((code, name) for code, name in GENRE_NAMES.items() if code in GENRES_OF[self.medium])]

    def _ask(self, name: str, label: str, choices: list, initial: str, help_text: str, *, is_needed: bool) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label, choices=choices, initial=initial, help_text=help_text, required=False
        )
        if is_needed:
            self._need(name)

    def _need(self, name: str) -> None:
        self._needed.append(name)
        self._open(name)

    def _open(self, name: str) -> None:
        if name not in self.open:
            self.open.append(name)


def say_rows(at: list[int], count: int) -> str:
    """This will name the rows of the file that a question is about; at holds the first of count."""
    others = count - len(at)
    named = f"Dòng {', '.join(format_number(row) for row in at)}"
    return f"{named} và {format_number(others)} dòng nữa" if others > 0 else named


def _of(meant: str, must: bool) -> tuple[str, str]:  # noqa: FBT001  as it stands in the data
    if must:
        return meant, "Đơn vị có nhiều người nhận mang tên này."
    return meant or SOMEBODY_NEW, "Đơn vị có người nhận tên gần giống: nếu là một người thì chọn người đó."
