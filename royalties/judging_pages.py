"""Forms about one work's money, beside any page: adjustments, remuneration on air, the exception from a quota."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import trigger_client_event

from core.access import Permission, require
from core.forms import ReasonForm, accepted
from core.pages import BesidePage
from rates.queries import read_book
from royalties.models import Work
from royalties.price_forms import AdjustmentsForm, RemunerationForm
from royalties.price_pages import price_page, visible_work
from royalties.services.adjusting import people_on_air, set_adjustments, set_remuneration
from royalties.services.quotas import count_for_quota, except_from_quota


class JudgingPage(BesidePage):
    """A form about one work's money; what was typed stays when it is refused, and what was saved shows at once."""

    title: str
    submit: str
    done: str

    def form(self, work: Work, data=None) -> forms.Form:
        """This will make the form, with what was sent if anything was."""
        raise NotImplementedError

    def save(self, request: HttpRequest, work: Work, form: forms.Form) -> None:
        """This will do what the form asks for.

        :raises ValidationError: why not, by field where one is to blame.
        """
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will show the form."""
        work = _judged_work(request, pk)
        return self._page(request, work, self.form(work))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will save and show what the work is worth now, or the form again with the reason."""
        work = _judged_work(request, pk)
        form = self.form(work, request.POST)
        if not accepted(form, lambda: self.save(request, work, form)):
            return self._page(request, work, form, status=422)
        messages.success(request, self.done)
        if not request.htmx:
            return redirect("royalties:work-price-why", work.pk)
        # The grid behind the panel asks for the amounts of this work anew.
        return trigger_client_event(price_page(request, visible_work(request, pk)), "work-judged", {"work": work.pk})

    def _page(self, request: HttpRequest, work: Work, form: forms.Form, status: int = 200) -> HttpResponse:
        context = {"work": work, "form": form, "title": self.title, "submit": self.submit}
        return render(request, "royalties/judging.html", context, status=status)


class Adjust(JudgingPage):
    """The adjustments of one work."""

    title, submit, done = "Điều chỉnh nhuận bút", "Lưu điều chỉnh", "Đã lưu điều chỉnh."

    def form(self, work, data=None):
        return AdjustmentsForm(read_book(unit=work.outlet.unit), work, data)

    def save(self, request, work, form):
        set_adjustments(actor=request.user, work=work, adjustments=form.adjustments())


class Remunerate(JudgingPage):
    """What people besides the authors get for one work on air."""

    title, submit, done = "Thù lao theo vai trò", "Lưu thù lao", "Đã lưu tỷ lệ thù lao."

    def form(self, work, data=None):
        return RemunerationForm(people_on_air(work), data)

    def save(self, request, work, form):
        set_remuneration(actor=request.user, work=work, percents=form.percents())


class ExceptFromQuota(JudgingPage):
    """Paying one work whatever the quota of its authors."""

    title, submit, done = "Chi ngoài định mức", "Chi ngoài định mức", "Tác phẩm này được chi ngoài định mức."

    def form(self, work, data=None):
        return ReasonForm(data)

    def save(self, request, work, form):
        except_from_quota(actor=request.user, work=work, reason=form.cleaned_data["reason"])


class CountForQuota(ExceptFromQuota):
    """Taking such an exception back."""

    title, submit, done = "Tính lại vào định mức", "Tính lại vào định mức", "Tác phẩm này tính lại vào định mức."

    def save(self, request, work, form):
        count_for_quota(actor=request.user, work=work, reason=form.cleaned_data["reason"])


def _judged_work(request: HttpRequest, pk: int) -> Work:
    """This will return a work whose money the account decides.

    :raises PermissionDenied: the account may look but not score.
    """
    work = visible_work(request, pk)
    require(request.user, Permission.SCORE_WORKS, unit=work.outlet.unit)
    return work
