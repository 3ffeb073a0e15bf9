"""Who is paid: people and organisations, with what tax and transfer need to know of them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.access import Permission, VisibleQuerySet
from core.crypto import keyed_hash, mask
from core.fields import EncryptedTextField, NfcCharField
from core.models import Unit
from core.text import person_sort_key


class PayeeKind(models.TextChoices):
    """A person is taxed at source; an organisation invoices."""

    PERSON = "person", "cá nhân"
    ORGANISATION = "organisation", "tổ chức"


class ContractKind(models.TextChoices):
    """The labour contract with this unit, as income tax asks for it (NĐ 253/2026/NĐ-CP Điều 50 khoản 2)."""

    NONE = "none", "không có hợp đồng lao động"
    UNDER_3_MONTHS = "under_3_months", "hợp đồng dưới 3 tháng"
    OVER_3_MONTHS = "over_3_months", "hợp đồng từ 3 tháng"


class IncomeKind(models.TextChoices):
    """The kinds of income that tax tells apart (NĐ 253/2026/NĐ-CP Điều 50 khoản 2, Điều 59)."""

    WAGE_LIKE = "wage_like", "nhuận bút, thù lao (như tiền công)"
    COPYRIGHT = "copyright", "tiền bản quyền"


class PayeeGroup(models.IntegerChoices):
    """Groups of Mẫu số 20 (NĐ 347/2025/NĐ-CP)."""

    CIVIL_SERVANT = 1, "I. Công chức"
    PUBLIC_EMPLOYEE = 2, "II. Viên chức"
    CONTRACT_LABOUR = 3, "III. Lao động hợp đồng"
    OTHER = 4, "IV. Đối tượng khác"


class PayeeQuerySet(VisibleQuerySet):
    """Vocabulary of payees."""

    unit_path = "unit_id"
    view_permission = Permission.VIEW_PAYEES

    def with_number(self, number: str) -> "PayeeQuerySet":
        """This will keep who has a whole personal id, tax code or account, found by its keyed hash."""
        hashed = keyed_hash(number)
        return self.filter(Q(id_hash=hashed) | Q(account_hash=hashed)) if hashed else self.none()

    def current(self) -> "PayeeQuerySet":
        """This will leave out the records that were merged into another."""
        return self.filter(merged_into=None)


class OfPayeeQuerySet(models.QuerySet):
    """Rows that each belong to one payee."""

    def of(self, payee: "Payee") -> "OfPayeeQuerySet":
        """This will keep what a person got, under this record or under one that was merged into it."""
        return self.filter(Q(payee=payee) | Q(payee__merged_into=payee))


class Payee(models.Model):
    """A person or an organisation that a unit pays; the id and the account are encrypted, and masked wherever shown."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="payees", verbose_name="đơn vị")
    kind = models.CharField("loại", max_length=12, choices=PayeeKind.choices, default=PayeeKind.PERSON)
    name = NfcCharField("họ và tên", max_length=200)
    name_key = NfcCharField("khoá sắp xếp", max_length=800, editable=False)
    id_number = EncryptedTextField("số định danh hoặc mã số thuế", blank=True)
    id_hash = models.CharField(max_length=64, blank=True, editable=False)
    is_resident = models.BooleanField("cư trú", default=True)
    contract = models.CharField("hợp đồng", max_length=16, choices=ContractKind.choices, default=ContractKind.NONE)
    group = models.PositiveSmallIntegerField("nhóm", choices=PayeeGroup.choices, default=PayeeGroup.OTHER)
    account_number = EncryptedTextField("số tài khoản", blank=True)
    account_hash = models.CharField(max_length=64, blank=True, editable=False)
    bank = NfcCharField("ngân hàng", max_length=200, blank=True)
    to_complete = models.BooleanField("cần bổ sung", default=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged", verbose_name="đã gộp vào"
    )

    objects = PayeeQuerySet.as_manager()

    class Meta:
        verbose_name = "người nhận"
        ordering = ["name_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=PayeeKind.values),
                name="payee_kind_known",
                violation_error_message="Loại người nhận không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(contract__in=ContractKind.values),
                name="payee_contract_known",
                violation_error_message="Loại hợp đồng không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(group__in=PayeeGroup.values),
                name="payee_group_known",
                violation_error_message="Nhóm đối tượng không hợp lệ.",
            ),
            models.UniqueConstraint(
                fields=["unit", "id_hash"],
                condition=~Q(id_hash="") & Q(merged_into=None),
                name="payee_id_once",
                violation_error_message="Số định danh này đã thuộc một người nhận khác của đơn vị.",
            ),
            models.UniqueConstraint(
                fields=["unit", "name_key", "account_hash"],
                condition=Q(id_hash="", merged_into=None),
                name="payee_name_and_account_once",
                violation_error_message="Đơn vị đã có người nhận cùng tên và cùng số tài khoản.",
            ),
        ]
        indexes = [models.Index(fields=["unit", "name_key"], name="payee_by_name")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.refresh_keys()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """This will lead to the page of the payee."""
        return reverse("royalties:payee", args=[self.pk])

    def refresh_keys(self) -> None:
        """This will set the sort key and the keyed hashes from what they are made of; bulk writes call it too."""
        self.name_key = person_sort_key(self.name)
        self.id_hash = keyed_hash(self.id_number)
        self.account_hash = keyed_hash(self.account_number)

    @property
    def masked_id(self) -> str:
        """The personal id with only its last digits shown."""
        return mask(self.id_number)

    @property
    def masked_account(self) -> str:
        """The bank account with only its last digits shown."""
        return mask(self.account_number)


class PenName(models.Model):
    """A name under which a payee publishes (bút danh)."""

    payee = models.ForeignKey(Payee, models.CASCADE, related_name="pen_names", verbose_name="người nhận")
    name = NfcCharField("bút danh", max_length=200)

    class Meta:
        verbose_name = "bút danh"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["payee", "name"],
                name="pen_name_once",
                violation_error_message="Bút danh này đã được ghi cho người nhận.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Commitment(models.Model):
    """A payee's commitment for one tax year that no tax is withheld (cam kết 08/CK-TNCN)."""

    payee = models.ForeignKey(Payee, models.PROTECT, related_name="commitments", verbose_name="người nhận")
    year = models.PositiveSmallIntegerField("năm")
    received_on = models.DateField("ngày nhận")

    class Meta:
        verbose_name = "cam kết"
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["payee", "year"],
                name="commitment_once_a_year",
                violation_error_message="Người nhận đã có cam kết cho năm này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.payee}, {self.year}"
