"""Forms of imports: which file of which outlet, and what the file does not say itself."""

from django import forms

from core.access import Permission, access_of
from core.filters import DayFilter
from core.models import User
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
    """What has to be asked of one file; every question may wait, and what was understood may be put right."""

    def __init__(self, works_import: WorksImport, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = (works_import.understood or {}).get("asked", {})
        self.medium = works_import.outlet.medium
        self._ask_days()
        for place, (_, label, rows, meant) in enumerate(self.asked.get("genres", ())):
            said = f"«{label}» là thể loại nào?" if label else "Tác phẩm không ghi thể loại là thể loại nào?"
            self._ask(f"genre-{place}", said, self._genres(), meant, f"{rows} dòng")
        for place, (name, options, must, meant) in enumerate(self.asked.get("people", ())):
            choices = [*([_TO_CHOOSE] if must else []), *((str(pk), told) for pk, told in options)]
            self._ask(f"person-{place}", f"«{name}» là ai?", [*choices, (SOMEBODY_NEW, "người mới")], *_of(meant, must))
        for place, (text, names, rows, meant, _) in enumerate(self.asked.get("authors", ())):
            choices = [(SEVERAL_NAMES, f"{len(names)} người: {' | '.join(names)}"), (ONE_NAME, "một tên, giữ nguyên")]
            self._ask(f"authors-{place}", f"Ô tác giả «{text}»", choices, meant, f"{rows} dòng")

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

    def _ask_days(self) -> None:
        if example := self.asked.get("date_order"):
            one, two = example.replace("-", "/").replace(".", "/").split("/")[:2]
            choices = [
                (DAY_FIRST, f"ngày {int(one)} tháng {int(two)}"),
                (MONTH_FIRST, f"ngày {int(two)} tháng {int(one)}"),
            ]
            self._ask(
                "date_order",
                f"Trong tệp, «{example}» là",
                [_TO_CHOOSE, *choices],
                "",
                "Áp dụng cho mọi ngày ghi bằng chữ.",
            )
        if example := self.asked.get("real_dates"):
            choices = [(KEPT, "đúng là ngày đó"), (SWAPPED, "Excel đã đảo ngày với tháng")]
            said = "Có ngày là chữ, có ngày là ô ngày: thường do mở tệp bằng Excel tiếng Anh."
            self._ask("real_dates", f"Ô ngày «{example}»", [_TO_CHOOSE, *choices], "", said)
        if self.asked.get("day"):
            field = DayFilter("Ngày đăng của mọi tác phẩm trong tệp").field
            field.help_text, field.required = "Tệp không có cột ngày đăng. Ghi kiểu 31/12/2026.", False
            self.fields["published_on"] = field

    def _genres(self) -> list[tuple[str, str]]:
        return [_TO_CHOOSE, *((code, name) for code, name in GENRE_NAMES.items() if code in GENRES_OF[self.medium])]

    def _ask(self, name: str, label: str, choices: list, initial: str, help_text: str) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label, choices=choices, initial=initial, help_text=help_text, required=False
        )


def _of(meant: str, must: bool) -> tuple[str, str]:  # noqa: FBT001  as it stands in the data
    if must:
        return meant, "Đơn vị có nhiều người nhận mang tên này."
    return meant or SOMEBODY_NEW, "Đơn vị có người nhận tên gần giống."
