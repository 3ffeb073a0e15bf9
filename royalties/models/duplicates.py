"""Pairs of works that may be one, and what a person decided about each."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.access import Permission, VisibleQuerySet
from core.fields import NfcTextField
from core.models import User
from royalties.models.sheets import PaymentSheet
from royalties.models.works import Work


class Verdict(models.TextChoices):
    """What a pair turned out to be; one work of two that are one is kept, the other is neither scored nor paid."""

    WAITING = "waiting", "chờ quyết định"
    ONE_KEEP_FIRST = "keep_first", "là một, giữ tác phẩm thứ nhất"
    ONE_KEEP_SECOND = "keep_second", "là một, giữ tác phẩm thứ hai"
    DIFFERENT = "different", "khác nhau"


class DuplicatePairQuerySet(VisibleQuerySet):
    """Vocabulary of pairs."""

    unit_path = "first__outlet__unit_id"
    view_permission = Permission.VIEW_WORKS

    def of(self, work: Work) -> "DuplicatePairQuerySet":
        """This will keep the pairs in which a work stands."""
        return self.filter(Q(first=work) | Q(second=work))

    def on_sheet(self, sheet: PaymentSheet) -> "DuplicatePairQuerySet":
        """This will keep the pairs in which a work of a sheet stands."""
        is_first, is_second = Q(first__on_sheets__sheet=sheet), Q(second__on_sheets__sheet=sheet)
        return self.filter(is_first | is_second).distinct()

    def waiting_on(self, sheet: PaymentSheet) -> "DuplicatePairQuerySet":
        """This will keep the undecided pairs in which a work of a sheet stands."""
        return self.on_sheet(sheet).filter(verdict=Verdict.WAITING)

    def setting_aside(self, works: list[int]) -> "DuplicatePairQuerySet":
        """This will keep the pairs by which one of the works is neither scored nor paid."""
        by_first = Q(first__in=works, verdict=Verdict.ONE_KEEP_SECOND)
        return self.filter(by_first | Q(second__in=works, verdict=Verdict.ONE_KEEP_FIRST))


class DuplicatePair(models.Model):
    """Two works of one unit that may be one, the one recorded first before the other; it goes with either of them.

    A verdict is changed only by a new one; the book of decisions keeps them all.
    """

    first = models.ForeignKey(Work, models.CASCADE, related_name="pairs_as_first", verbose_name="tác phẩm thứ nhất")
    second = models.ForeignKey(Work, models.CASCADE, related_name="pairs_as_second", verbose_name="tác phẩm thứ hai")
    same_link = models.BooleanField("cùng đường dẫn", default=False)
    alike_title = models.BooleanField("tên gần giống", default=False)
    verdict = models.CharField("quyết định", max_length=11, choices=Verdict.choices, default=Verdict.WAITING)
    ruled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người quyết định")
    ruled_at = models.DateTimeField("quyết định lúc", null=True)
    reason = NfcTextField("lý do", blank=True)

    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        verbose_name = "cặp nghi trùng"
        ordering = ["-second_id", "-first_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="duplicate_pair_once",
                violation_error_message="Cặp này đã có.",
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="duplicate_pair_in_order",
                violation_error_message="Tác phẩm thứ nhất phải được ghi trước.",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values),
                name="duplicate_verdict_known",
                violation_error_message="Quyết định không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.WAITING, ruled_by=None, ruled_at=None, reason="")
                | (~Q(verdict=Verdict.WAITING) & Q(ruled_by__isnull=False, ruled_at__isnull=False) & ~Q(reason="")),
                name="duplicate_verdict_has_a_person",
                violation_error_message="Quyết định phải có người, lúc và lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"«{self.first}» và «{self.second}»"

    def get_absolute_url(self) -> str:
        """This will lead to the page of the pair."""
        return reverse("royalties:pair", args=[self.pk])

    @property
    def set_aside(self) -> Work | None:
        """The work that is neither scored nor paid because the other is kept."""
        return {Verdict.ONE_KEEP_FIRST: self.second, Verdict.ONE_KEEP_SECOND: self.first}.get(Verdict(self.verdict))

    @property
    def kept(self) -> Work | None:
        """The work that is scored and paid while the other is set aside."""
        return {Verdict.ONE_KEEP_FIRST: self.first, Verdict.ONE_KEEP_SECOND: self.second}.get(Verdict(self.verdict))

    @property
    def why(self) -> str:
        """Why the two may be one, in words."""
        found = ["cùng đường dẫn" if self.same_link else "", "tên gần giống, ngày gần nhau" if self.alike_title else ""]
        return "; ".join(one for one in found if one)
