"""What of the law waits for whom, and how the search tells it."""

from django.urls import reverse

from core.access import Role
from core.desk import Task
from core.search import Hit, Searched
from rates.models import Instrument
from rates.terms import Status
from rates.views import InstrumentList, RateList

_KEEPERS = frozenset({Role.FINANCE_REVIEWER, Role.PROVINCIAL_COORDINATOR, Role.AUDITOR})

TASKS = [
    Task(
        said="dòng mức chi cần đối chiếu",
        to_do="Mở văn bản nêu ở căn cứ, so số tiền, ngày và điều khoản với bản ký.",
        page=RateList,
        asked={"status": Status.TO_VERIFY.value},
        roles=_KEEPERS,
    ),
    Task(
        said="dòng mức chi chưa nhập từ bản ký",
        to_do="Lấy bản ký của quyết định, nhập biểu mức rồi nhờ người thứ hai đối chiếu.",
        page=RateList,
        asked={"status": Status.NOT_ENTERED.value},
        roles=_KEEPERS,
    ),
]


def tell_instrument(instrument: Instrument) -> Hit:
    """This will tell an instrument that was found."""
    url = reverse("rates:instrument", args=[instrument.number])
    return Hit(str(instrument), url, instrument.title or instrument.issuer)


SEARCHED = [Searched(InstrumentList, tell_instrument)]
