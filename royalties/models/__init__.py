"""Outlets, payees, works, imports of works, and payment sheets."""

from royalties.models.duplicates import DuplicatePair, Verdict
from royalties.models.imports import ImportAnswer, ImportFile, WorksImport
from royalties.models.opening import OpeningBalance, OpeningFund, OpeningPayee, OpeningWork
from royalties.models.outlets import Outlet
from royalties.models.payees import Commitment, ContractKind, Payee, PayeeGroup, PayeeKind, PenName
from royalties.models.quotas import Quota, QuotaException
from royalties.models.scores import RefusedScore, RemunerationShare
from royalties.models.sheets import PayeeTotal, PaymentSheet, SheetLine, SheetWork
from royalties.models.works import Contribution, ContributionRole, Work, WorkPart

__all__ = [
    "Commitment",
    "ContractKind",
    "Contribution",
    "ContributionRole",
    "DuplicatePair",
    "ImportAnswer",
    "ImportFile",
    "OpeningBalance",
    "OpeningFund",
    "OpeningPayee",
    "OpeningWork",
    "Outlet",
    "Payee",
    "PayeeGroup",
    "PayeeKind",
    "PayeeTotal",
    "PaymentSheet",
    "PenName",
    "Quota",
    "QuotaException",
    "RefusedScore",
    "RemunerationShare",
    "SheetLine",
    "SheetWork",
    "Verdict",
    "Work",
    "WorkPart",
    "WorksImport",
]
