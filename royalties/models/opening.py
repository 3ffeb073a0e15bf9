"""Opening balances (số dư đầu): what a unit paid in a year before it began to keep its books here."""

from django.db import models
from django.db.models import F, Q

from core.access import Permission, VisibleQuerySet
from core.fields import MoneyField, NfcCharField, NfcTextField, money_check
from core.models import Unit, User
from core.text import sort_key
from rates.terms import Medium
from royalties.alike import link_key
from royalties.models.payees import OfPayeeQuerySet, Payee


class OpeningBalanceQuerySet(VisibleQuerySet):
    """Vocabulary of opening balances."""

    unit_path = "unit_id"
    view_permission = Permission.VIEW_SHEETS


class OpeningBalance(models.Model):
    """One unit's payments of one year from elsewhere; its rows are added and dropped by verbs."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="opening_balances", verbose_name="đơn vị")
    year = models.PositiveSmallIntegerField("năm")
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người mở")
    begun_at = models.DateTimeField("mở lúc", auto_now_add=True)

    objects = OpeningBalanceQuerySet.as_manager()

    class Meta:
        verbose_name = "số dư đầu"
        ordering = ["-year", "unit__name_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                name="opening_once_a_year",
                violation_error_message="Đơn vị đã có số dư đầu của năm này.",
            )
        ]

    def __str__(self) -> str:
        return f"Số dư đầu năm {self.year} của {self.unit}"


class OpeningWork(models.Model):
    """A work that was paid elsewhere, by title, link and day: it is neither recorded nor paid again."""

    opening = models.ForeignKey(OpeningBalance, models.CASCADE, related_name="works", verbose_name="số dư đầu")
    title = NfcCharField("tên tác phẩm", max_length=500)
    title_key = NfcTextField("khoá tên", editable=False)
    url = NfcCharField("đường dẫn", max_length=1000, blank=True)
    link_key = models.CharField("khoá đường dẫn", max_length=32, blank=True, editable=False)
    published_on = models.DateField("ngày đăng")

    class Meta:
        verbose_name = "tác phẩm đã trả"
        ordering = ["published_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "link_key"],
                condition=~Q(link_key=""),
                name="opening_work_link_once",
                violation_error_message="Tác phẩm có đường dẫn này đã có trong số dư đầu.",
            ),
            models.UniqueConstraint(
                fields=["opening", "title_key", "published_on"],
                condition=Q(link_key=""),
                name="opening_work_title_once",
                violation_error_message="Tác phẩm cùng tên, cùng ngày đăng đã có trong số dư đầu.",
            ),
        ]
        indexes = [models.Index(fields=["opening", "title_key"], name="opening_work_by_title")]

    def __str__(self) -> str:
        return f"{self.title}, đăng {self.published_on:%d/%m/%Y}"

    def refresh_keys(self) -> None:
        """This will set the keys by which the same work is found; bulk writes call it."""
        self.title_key, self.link_key = sort_key(self.title), link_key(self.url)


class OpeningPayee(models.Model):
    """What a payee was paid elsewhere so far this year, and the tax withheld from it, in đồng."""

    opening = models.ForeignKey(OpeningBalance, models.CASCADE, related_name="payees", verbose_name="số dư đầu")
    payee = models.ForeignKey(Payee, models.PROTECT, related_name="openings", verbose_name="người nhận")
    gross = MoneyField("tổng trước thuế")
    tax = MoneyField("thuế đã khấu trừ")

    objects = OfPayeeQuerySet.as_manager()

    class Meta:
        verbose_name = "người nhận đã trả"
        ordering = ["payee__name_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "payee"],
                name="opening_payee_once",
                violation_error_message="Người nhận này đã có trong số dư đầu.",
            ),
            models.CheckConstraint(
                condition=Q(tax__lte=F("gross")),
                name="opening_tax_within_gross",
                violation_error_message="Thuế không được lớn hơn tổng trước thuế.",
            ),
            money_check("opening_payee", "gross"),
            money_check("opening_payee", "tax"),
        ]

    def __str__(self) -> str:
        return str(self.payee)


class OpeningFund(models.Model):
    """What a medium's royalties came to elsewhere so far this year, in đồng."""

    opening = models.ForeignKey(OpeningBalance, models.CASCADE, related_name="funds", verbose_name="số dư đầu")
    medium = models.CharField("loại hình", max_length=8, choices=[(medium.value, medium.label) for medium in Medium])
    amount = MoneyField("quỹ nhuận bút đã chi")

    class Meta:
        verbose_name = "quỹ đã chi"
        ordering = ["medium", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "medium"],
                name="opening_fund_once",
                violation_error_message="Loại hình này đã có trong số dư đầu.",
            ),
            models.CheckConstraint(
                condition=Q(medium__in=[medium.value for medium in Medium]),
                name="opening_medium_known",
                violation_error_message="Loại hình không hợp lệ.",
            ),
            money_check("opening_fund", "amount"),
        ]

    def __str__(self) -> str:
        return self.get_medium_display()
