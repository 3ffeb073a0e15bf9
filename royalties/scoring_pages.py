"""The scoring grid: rows to type coefficients into, saved together, each with its own result."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.views import View

from core.access import Permission, VisibleQuerySet, access_of, require
from core.pages import ListPage
from royalties.models import Work
from royalties.scoring_forms import ScoringFilter, place_of, sent_scores
from royalties.scoring_rows import for_scoring, preview_row, read_rows
from royalties.services.scoring import Outcome, Scored, score_works
from royalties.states import WorkState
from royalties.tables import WorkTable

_OUTCOMES = {
    Outcome.SAVED: "đã lưu",
    Outcome.REFUSED: "bị từ chối",
    Outcome.STALE: "có người vừa sửa",
    Outcome.GONE: "không chấm được",
}


class ScoringGrid(ListPage):
    """Works that passed the review, to be scored by whoever may in their unit."""

    template_name = "royalties/scoring.html"
    part_template = "royalties/_scoring.html"
    title = "Chấm nhuận bút"
    empty = "Tác phẩm hiện ra ở đây sau khi Ban biên tập kiểm duyệt."
    queryset = for_scoring(Work.objects.filter(state__in=(WorkState.REVIEWED, WorkState.SCORED)))
    table_class = WorkTable
    filterset_class = ScoringFilter
    table_pagination = {**ListPage.table_pagination, "per_page": 60}

    @classmethod
    def route(cls, where: str) -> URLPattern:
        return path(where, cls.as_view(), name="scoring")

    @classmethod
    def url_name(cls) -> str:
        return "royalties:scoring"

    @classmethod
    def permission(cls) -> Permission:
        return Permission.SCORE_WORKS

    @classmethod
    def rows_for(cls, user) -> VisibleQuerySet:
        """This will return the works that a user may score today, the longest published first."""
        units = access_of(user).in_units.get(Permission.SCORE_WORKS, frozenset())
        return cls.queryset.filter(outlet__unit__in=units).order_by("published_on", "pk")

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        works = [row.record for row in context["table"].paginated_rows]
        return {**context, "rows": read_rows(works), "last": place_of(works[-1]) if works else ""}

    def post(self, request: HttpRequest) -> HttpResponse:
        """This will save the rows that were sent and answer with each row's result; a stranger's row refuses all."""
        results = score_works(actor=request.user, scores=sent_scores(request.POST.dict()))
        parts = [result.part_id for result in results]
        works = list(self.rows_for(request.user).filter(parts__in=parts).distinct())
        context = {"title": self.title, "rows": read_rows(works, results), "summary": _summary(results)}
        template = "royalties/_scored.html" if request.htmx else "royalties/scored.html"
        return render(request, template, context)


class ScorePreview(View):
    """What a score would be worth, before it is saved."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will price what is typed into one cell; it writes nothing."""
        require(request.user, Permission.SCORE_WORKS)
        works = ScoringGrid.rows_for(request.user)
        work = get_object_or_404(works, parts=pk)
        typed = request.GET.get(f"typed-{pk}", "")
        return render(request, "royalties/_score_preview.html", {"row": preview_row(work, pk, typed)})


def _summary(results: list[Scored]) -> str:
    counts = [(sum(result.outcome is outcome for result in results), said) for outcome, said in _OUTCOMES.items()]
    told = [f"{number} dòng {said}" for number, said in counts if number]
    return f"{', '.join(told)}." if told else "Không có gì thay đổi."
