"""The law on screen: of a day, between two days, of one rate, of one instrument, along time, and what to look at."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views import View

from core.access import Permission, access_of, require
from core.exports import xlsx_download
from core.models import Unit
from rates.changes import changes_between, coming_changes, last_change
from rates.charts import Span, instrument_chart, step_chart
from rates.effects import in_deeds, tell_corrections
from rates.forms import DayForm, KeyForm, LawForm, TwoDaysForm
from rates.groups import in_groups
from rates.lawxlsx import by_day_xlsx, changes_xlsx
from rates.lives import Life, by_year
from rates.queries import effects_of, instruments_with_relations, read_law, rows_of_key
from rates.reading import Reading
from rates.recent import recent_changes
from rates.watch import CONCERNS_BY_CODE, watch_law


class LawPage(View):
    """A page of the law: read by everybody who holds a role, changed by nobody."""

    template: str

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        require(request.user, Permission.VIEW_LAW)
        return super().dispatch(request, *args, **kwargs)

    def bind(self, form_class: type[LawForm], **defaults: str) -> LawForm:
        """This will make the form of what was asked; what was left blank takes its default, only the unit stays so."""
        asked = {name: text for name, text in self.request.GET.dict().items() if text.strip() or name == "unit"}
        return form_class({**defaults, **asked}, own_unit_id=self.own_unit_id)

    @property
    def own_unit_id(self) -> int | None:
        """The one unit that the reader works in: it is read for unless another is named, or none."""
        return access_of(self.request.user).sole_unit_id

    def show(self, context: dict, *, status: int = 200) -> HttpResponse:
        """This will show the page; a form in it that was filled wrongly stands alone, with 400 unless told."""
        form = context.get("form")
        context["carry"] = _carried(form) if form and form.is_bound and form.is_valid() else ""
        if form and form.is_bound and not form.is_valid() and status == 200:
            status = 400
        return render(self.request, self.template, context, status=status)


def _carried(form: LawForm) -> str:
    """The unit and the day of knowledge as a query, for links to other pages; a reader's own unit left out is told."""
    unit, known = form.cleaned_data["unit"], form.cleaned_data["as_known_on"]
    asked = {"unit": unit.code if unit else form.own_code and "", "as_known_on": known and _said_day(known)}
    query = urlencode({name: text for name, text in asked.items() if text is not None})
    return f"?{query}" if query else ""


def _read_for(form: LawForm) -> Reading:
    return read_law(unit=form.cleaned_data["unit"], as_known_on=form.cleaned_data["as_known_on"])


def _said_day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


class RatesByDay(LawPage):
    """Every rate in force on a day, and what is not, with the reason."""

    template = "rates/by_day.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """This will show the law of a day, today unless told, or send it as xlsx."""
        form = self.bind(DayForm, on=_said_day(timezone.localdate()))
        if not form.is_valid():
            return self.show({"form": form})
        on, reading = form.cleaned_data["on"], _read_for(form)
        if "export" in request.GET:
            title = f"Mức chi có hiệu lực ngày {on:%d/%m/%Y}"
            return xlsx_download(by_day_xlsx(reading, on, title=title), f"muc-chi-ngay-{on:%Y-%m-%d}")
        in_force, absent = in_groups(reading.in_force(on)), in_groups(reading.absent(on))
        context = {"form": form, "on": on, "in_force": in_force, "absent": absent, "watch": watch_law(reading, on)}
        return self.show({**context, "own": reading.departures(on)})


class TwoDays(LawPage):
    """What differs in the law between two days."""

    template = "rates/two_days.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """This will compare two days, the last change of the law unless told, or send that as xlsx."""
        unasked = None if request.GET else read_law(unit=Unit.objects.filter(pk=self.own_unit_id).first())
        form = self.bind(TwoDaysForm, **_days_of_last_change(unasked))
        if not form.is_valid():
            return self.show({"form": form})
        first, second = form.cleaned_data["first"], form.cleaned_data["second"]
        changes = changes_between(unasked or _read_for(form), first, second)
        if "export" in request.GET:
            title = f"Khác nhau giữa ngày {first:%d/%m/%Y} và ngày {second:%d/%m/%Y}"
            name = f"so-sanh-{first:%Y-%m-%d}-{second:%Y-%m-%d}"
            return xlsx_download(changes_xlsx(changes, first, second, title=title), name)
        context = {"form": form, "first": first, "second": second, "changes": changes, "groups": in_groups(changes)}
        return self.show(context)


def _days_of_last_change(reading: Reading | None) -> dict[str, str]:
    if reading is None:
        return {}
    day = last_change(reading, timezone.localdate())
    return {"first": _said_day(day - timedelta(days=1)), "second": _said_day(day)}


class RateHistory(LawPage):
    """How one rate went: a step chart, its steps, and the stored rows with their corrections."""

    template = "rates/history.html"

    def get(self, request: HttpRequest, key: str = "") -> HttpResponse:
        """This will show one rate's history; without a key, the field to choose one."""
        if not key and "key" not in request.GET:
            return self.show({"form": KeyForm(own_unit_id=self.own_unit_id), "reading": read_law()})
        form = self.bind(KeyForm, key=key)
        if not form.is_valid():
            return self.show({"form": form, "reading": read_law()})
        reading, today = _read_for(form), timezone.localdate()
        key = form.choose_key(reading.labels)
        if key is None:
            return self.show({"form": form, "reading": reading}, status=404)
        return self.show({"form": form, "reading": reading, "key": key, **self._history(form, reading, key, today)})

    def _history(self, form: KeyForm, reading: Reading, key: str, today: date) -> dict:
        steps = reading.steps(key)
        rows = rows_of_key(key, form.cleaned_data["unit"])
        found = reading.book.find(key, today)
        return {
            "label": reading.labels[key],
            "measure": rows[-1].measure,
            "steps": steps,
            "chart": step_chart(steps, today=today, measure=rows[-1].measure),
            "rows": tell_corrections(rows, reading.as_known_on),
            "today": today,
            "found": found,
            "own": reading.departures(today),
            "absence": None if found else reading.absence(key, today),
            "concerns": watch_law(reading, today).concerns_of(key),
        }


class InstrumentPage(LawPage):
    """One instrument: what it is, what it does to others, and what rates rest on it."""

    template = "rates/instrument.html"

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        """This will show one instrument by its number."""
        # PostgreSQL cannot even be asked about a text with a NUL in it.
        instrument = get_object_or_404(instruments_with_relations(), number=number.replace("\0", ""))
        effects = effects_of(instrument)
        context = {"instrument": instrument, "life": Life(instrument), "count": len(effects)}
        return self.show({**context, "deeds": in_deeds(effects), "schedule_rows": instrument.schedulerow_set.count()})


class InstrumentTimeline(LawPage):
    """The instruments along time: who amends, replaces, repeals whom."""

    template = "rates/timeline.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """This will show the instruments as a drawing and as a list."""
        lives = [Life(instrument) for instrument in instruments_with_relations()]
        dated = sorted((life for life in lives if life.start), key=lambda life: life.start)
        chart = instrument_chart([_span(life) for life in dated], today=timezone.localdate())
        return self.show({"years": by_year(lives), "chart": chart})


def _span(life: Life) -> Span:
    ties = [(tie.other.number, tie.on) for tie in life.does if tie.on and not tie.is_bond]
    return Span(life.instrument.number, life.start, life.end, tuple(ties))


class LegalWatch(LawPage):
    """What needs a second look, what to do about it, what law will change next, and what changed of late."""

    template = "rates/watch.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """This will show the watch as of a day, today unless told."""
        form = self.bind(DayForm, on=_said_day(timezone.localdate()))
        if not form.is_valid():
            return self.show({"form": form})
        on, reading = form.cleaned_data["on"], _read_for(form)
        context = {"form": form, "on": on, "watch": watch_law(reading, on), "concerns": CONCERNS_BY_CODE}
        return self.show({**context, "coming": coming_changes(reading, on), "recent": recent_changes(reading, on)})
