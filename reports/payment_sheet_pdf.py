"""The printed paper of a payment sheet, in the manner of NĐ 30/2020/NĐ-CP: A4 landscape, Liberation Serif embedded."""

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from django.template.loader import render_to_string
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from reports import payment_sheet_words as words
from reports.check_code import CheckCode
from reports.payment_sheet_rows import PaymentSheetPaper
from reports.text_lines import FONTS


class OwnFontsOnly(URLFetcher):
    """Opens the project's own font files and nothing else; a missing font is an error, not another typeface."""

    def fetch(self, url, headers=None):
        """This will open a font file.

        :raises FatalURLFetchingError: any other address, or a file that is not there.
        """
        parts = urlsplit(url)
        path = Path(url2pathname(parts.path)).resolve()
        if parts.scheme != "file" or path.parent != FONTS or not path.is_file():
            raise FatalURLFetchingError(f"Giấy tờ chỉ được dùng phông chữ của phần mềm, không mở «{url}».")
        return super().fetch(url, headers)


def payment_sheet_pdf(paper: PaymentSheetPaper, check: CheckCode | None = None) -> bytes:
    """This will render a payment sheet as PDF, with the code that leads to its check where one is given."""
    page = render_to_string(
        "reports/payment_sheet.html",
        {
            "paper": paper,
            "words": words,
            "subtitle": words.subtitle(paper),
            "fingerprint": words.fingerprint(paper),
            "sum_in_words": words.sum_in_words(paper),
            "notes": words.work_notes(paper) + words.payee_notes(paper),
            "signers": zip(words.SIGNERS, words.SIGNING, paper.signatures, strict=True),
            "headings": [heading for heading in words.work_headings(paper) if _stands(paper, heading)],
            "check": check,
        },
    )
    return HTML(string=page, base_url=f"{FONTS.as_uri()}/", url_fetcher=OwnFontsOnly()).write_pdf()


def _stands(paper: PaymentSheetPaper, heading: str) -> bool:
    return paper.shows_photos or heading not in words.PHOTO_HEADINGS
