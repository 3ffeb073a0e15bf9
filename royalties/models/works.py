"""Published works, the parts that are rated, and who made them with what share."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core.access import Permission, VisibleQuerySet
from core.fields import NfcCharField, NfcTextField
from core.models import User
from core.text import sort_key
from rates.models import ScheduleRow
from royalties.alike import link_key
from royalties.models.imports import WorksImport
from royalties.models.outlets import Outlet
from royalties.models.payees import Payee
from royalties.states import FROZEN, IN_SIGNING, WORK_MOVES, WorkState


class WorkQuerySet(VisibleQuerySet):
    """Vocabulary of works."""

    unit_path = "outlet__unit_id"
    view_permission = Permission.VIEW_WORKS

    def like(self, *, outlets: list[int], links: list[str], titles: list[str]) -> "WorkQuerySet":
        """This will keep the works of some outlets that have one of the links, however written, or of the titles."""
        pages = {link_key(link) for link in links} - {""}
        titled = {sort_key(title) for title in titles}
        return self.filter(Q(link_key__in=pages) | Q(title_key__in=titled), outlet__in=outlets)

    def move_to(self, state: WorkState) -> None:
        """This will take all these works to a state, or none of them.

        :raises ValidationError: there is no such way from where one of them stands.
        """
        before = [one for one, other in WORK_MOVES if other == state]
        if stray := self.exclude(state__in=before).first():
            raise ValidationError(stray.say_no_way_to(state))
        self.update(state=state)


class Work(models.Model):
    """One published item (tác phẩm); it is the same work where the link is, else where title and day are."""

    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="works", verbose_name="nơi đăng")
    title = NfcCharField("tên tác phẩm", max_length=500)
    title_key = NfcTextField("khoá tên", editable=False)
    url = NfcCharField("đường dẫn", max_length=1000, blank=True)
    link_key = models.CharField("khoá đường dẫn", max_length=32, blank=True, editable=False)
    published_on = models.DateField("ngày đăng")
    ordered_on = models.DateField("ngày đặt bài", null=True, blank=True)
    adjustments = models.JSONField("điều chỉnh", default=dict, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=WorkState.choices, default=WorkState.RECORDED)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người kiểm duyệt")
    reviewed_at = models.DateTimeField("kiểm duyệt lúc", null=True)
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name="người ghi"
    )
    recorded_at = models.DateTimeField("ghi lúc", default=timezone.now, editable=False)
    works_import = models.ForeignKey(
        WorksImport, models.PROTECT, null=True, blank=True, editable=False, related_name="works", verbose_name="tệp nạp"
    )
    note = NfcTextField("ghi chú", blank=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = "tác phẩm"
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=WorkState.values),
                name="work_state_known",
                violation_error_message="Trạng thái tác phẩm không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(state=WorkState.RECORDED) | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
                name="work_reviewed_before_scored",
                violation_error_message="Tác phẩm phải được kiểm duyệt trước khi chấm.",
            ),
            models.UniqueConstraint(
                fields=["outlet", "url"],
                condition=~Q(url=""),
                name="work_link_once",
                violation_error_message="Tác phẩm có đường dẫn này đã được ghi.",
            ),
            models.UniqueConstraint(
                fields=["outlet", "title_key", "published_on"],
                condition=Q(url=""),
                name="work_title_and_day_once",
                violation_error_message="Tác phẩm cùng tên, cùng ngày đăng đã được ghi.",
            ),
        ]
        indexes = [
            models.Index(fields=["outlet", "-published_on", "-id"], name="work_by_outlet_and_day"),
            models.Index(fields=["outlet", "title_key"], name="work_by_title"),
            models.Index(fields=["outlet", "link_key"], name="work_by_link"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs):
        self.refresh_keys()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """This will lead to the page of the work."""
        return reverse("royalties:work", args=[self.pk])

    @property
    def is_on_the_web(self) -> bool:
        """Whether the link may be followed: people type it, so only web addresses are."""
        return self.url.startswith(("http://", "https://"))

    def move_to(self, state: WorkState) -> None:
        """This will take the work to a state; it is the caller's to save it.

        :raises ValidationError: there is no such way from where it stands.
        """
        if (WorkState(self.state), state) not in WORK_MOVES:
            raise ValidationError(self.say_no_way_to(state))
        self.state = state

    def say_no_way_to(self, state: WorkState) -> str:
        """This will say that the work cannot be taken to a state from where it stands."""
        return f"Tác phẩm «{self}» {self.get_state_display()}: không chuyển sang «{state.label}» được."

    def refresh_keys(self) -> None:
        """This will set the keys by which a title is the same title and a link the same; bulk writes call it too."""
        self.title_key, self.link_key = sort_key(self.title), link_key(self.url)


class WorkPart(models.Model):
    """What of a work is rated by one schedule row: its text, and its photos or clips besides.

    No coefficient means not scored yet; one that came from a board's own file has nobody who scored it here.
    """

    work = models.ForeignKey(Work, models.CASCADE, related_name="parts", verbose_name="tác phẩm")
    order = models.PositiveSmallIntegerField("thứ tự")
    schedule_row = models.ForeignKey(ScheduleRow, models.PROTECT, verbose_name="dòng biểu mức")
    quantity = models.DecimalField("số lượng", max_digits=12, decimal_places=4)
    coefficient = models.DecimalField("hệ số", max_digits=12, decimal_places=6, null=True, blank=True)
    scored_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name="người chấm"
    )
    scored_at = models.DateTimeField("chấm lúc", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "phần tác phẩm"
        ordering = ["work_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["work", "order"],
                name="work_part_order_once",
                violation_error_message="Thứ tự phần này đã có trong tác phẩm.",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=0, coefficient__gte=0),
                name="work_part_not_negative",
                violation_error_message="Số lượng và hệ số không được âm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schedule_row}"


class ContributionRole(models.TextChoices):
    """What a person did for a work (NĐ 18/2014/NĐ-CP Điều 6)."""

    AUTHOR = "author", "tác giả"
    EDITOR = "editor", "biên tập"
    RELATED = "related", "người liên quan"
    COLLECTOR = "collector", "sưu tầm, cung cấp thông tin"


class ContributionQuerySet(models.QuerySet):
    """Vocabulary of contributions."""

    def movable(self) -> "ContributionQuerySet":
        """This will leave out those of works on a sheet that is signed or frozen: what it rests on stays as it is."""
        beyond = [*IN_SIGNING, *FROZEN]
        return self.exclude(work__on_sheets__sheet__status__in=beyond)


class Contribution(models.Model):
    """One payee's share of a work; the shares of its authors are weights that the whole is split by."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="contributions", verbose_name="tác phẩm")
    payee = models.ForeignKey(Payee, models.PROTECT, related_name="contributions", verbose_name="người nhận")
    role = models.CharField("vai trò", max_length=10, choices=ContributionRole.choices, default=ContributionRole.AUTHOR)
    share = models.DecimalField("tỷ lệ", max_digits=12, decimal_places=8)
    order = models.PositiveSmallIntegerField("thứ tự")

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = "đóng góp"
        ordering = ["work_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["work", "payee", "role"],
                name="contribution_once",
                violation_error_message="Người này đã có tên trong tác phẩm.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=ContributionRole.values),
                name="contribution_role_known",
                violation_error_message="Vai trò không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(share__gt=0),
                name="contribution_share_positive",
                violation_error_message="Tỷ lệ phải lớn hơn 0.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payee}: {self.work}"
