"""Pages of the review: one work by a button, many by boxes in a list, one given back with a reason."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from core.access import Permission, access_of, require
from core.models import User
from core.pages import ConfirmPage
from royalties.models import DuplicatePair, Verdict, Work
from royalties.queries import works_to_review
from royalties.services import return_work, review_work, review_works
from royalties.work_pages import visible_work

PER_PAGE = 100


def reviewable_work(request: HttpRequest, pk: int) -> Work:
    """This will return a work that the account may review.

    :raises PermissionDenied: the account may look but not review.
    """
    work = visible_work(request, pk)
    require(request.user, Permission.REVIEW_WORKS, unit=work.outlet.unit)
    return work


def waiting_works(user: User) -> QuerySet:
    """This will list the works that wait for the account's review, each with the undecided pairs that it stands in.

    Those published first come before others.
    """
    units = access_of(user).in_units.get(Permission.REVIEW_WORKS, frozenset())
    works = works_to_review(Work.objects.filter(outlet__unit__in=units), timezone.localdate())
    shown = works.select_related("outlet__unit", "recorded_by").order_by("published_on", "pk")
    waiting = DuplicatePair.objects.filter(verdict=Verdict.WAITING)
    return shown.prefetch_related(
        "parts__schedule_row",
        "contributions__payee",
        Prefetch("pairs_as_first", waiting.select_related("second"), to_attr="like_later"),
        Prefetch("pairs_as_second", waiting.select_related("first"), to_attr="like_earlier"),
    )


class WorkReview(View):
    """One work reviewed."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will review the work, or say why not."""
        work = reviewable_work(request, pk)
        try:
            review_work(actor=request.user, work=work)
            messages.success(request, "Đã kiểm duyệt tác phẩm.")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("royalties:work", pk)


class WorkReturn(ConfirmPage):
    """Asks why a review is taken back."""

    def find(self, pk):
        return reviewable_work(self.request, pk)

    def ask(self, work):
        return {
            "title": f"Trả lại «{work}»?",
            "consequences": ["Bỏ kiểm duyệt; tác phẩm trở lại «đã ghi» để sửa rồi kiểm duyệt lại."],
            "submit": "Trả lại tác phẩm",
        }

    def act(self, work, reason):
        return_work(actor=self.request.user, work=work, reason=reason)
        return "Đã trả lại tác phẩm."

    def back(self, work):
        return reverse("royalties:work", args=[work.pk])


class ReviewList(View):
    """The works that wait for review, with boxes."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """This will list them; «chon=tat-ca» shows every box of the page ticked, for who has no script."""
        require(request.user, Permission.REVIEW_WORKS)
        page = Paginator(waiting_works(request.user), PER_PAGE).get_page(request.GET.get("page"))
        context = {"page": page, "ticked": request.GET.get("chon") == "tat-ca"}
        return render(request, "royalties/review_list.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """This will review the ticked works and tell what became of each."""
        keys = [key for key in request.POST.getlist("work") if key.isdecimal()]
        results = review_works(actor=request.user, works=map(int, keys))
        if not keys:
            messages.error(request, "Chưa chọn tác phẩm nào.")
            return redirect("royalties:review-list")
        done = sum(result.is_done for result in results)
        may_score = access_of(request.user).allows(Permission.SCORE_WORKS)
        context = {"results": results, "done": done, "left": len(results) - done, "may_score": may_score}
        return render(request, "royalties/review_done.html", context)
