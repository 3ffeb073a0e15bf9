"""«Vì sao ra số này?» of a work that no sheet holds yet: today's computation, marked as such."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.access import Permission, require, visible_or_404
from core.pages import BesidePage
from rates.queries import read_book
from royalties.estimates import estimate
from royalties.explaining import shown
from royalties.models import Work
from royalties.queries import law_behind


class WorkToday(BesidePage):
    """What a work would earn today, and why."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will explain today's amount, or say why there is none; money is for who sees sheets of the unit."""
        works = Work.objects.select_related("outlet__unit").prefetch_related("parts__schedule_row")
        work = visible_or_404(request.user, works, pk)
        require(request.user, Permission.VIEW_SHEETS, unit=work.outlet.unit)
        found = estimate(work)
        context = {"work": work, "estimate": found}
        if found and found.price:
            context["why"] = shown(found.price.explanation)
            context["law"] = law_behind(work, read_book(unit=work.outlet.unit))
        return render(request, "reports/work_today.html", context)
