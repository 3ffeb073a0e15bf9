"""Forms of payees; a personal id and an account are typed anew or left alone, never shown whole."""

from django import forms

from core.forms import REQUIRED
from core.text import clean_text
from royalties.models import Payee
from royalties.services.payee_records import EDITABLE

_LEFT_ALONE = "Để trống là giữ nguyên."


class PayeeForm(forms.ModelForm):
    """What tax and transfer need to know of a payee."""

    id_number = forms.CharField(label="Số định danh hoặc mã số thuế", required=False, max_length=60)
    account_number = forms.CharField(label="Số tài khoản", required=False, max_length=60)

    class Meta:
        model = Payee
        fields = EDITABLE

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Only the last digits of what is stored are ever sent to a browser.
        for name, masked in (("id_number", self.instance.masked_id), ("account_number", self.instance.masked_account)):
            self.initial[name] = ""
            field = self.fields[name]
            field.help_text = f"Đang lưu: {masked}. {_LEFT_ALONE}" if masked else "Chưa nhập."
            field.widget.attrs["autocomplete"] = "off"
        self.fields["name"].error_messages |= REQUIRED

    def changes(self) -> dict:
        """This will return what is to be changed: all fields, but of a blank id or account nothing."""
        said = {
            name: clean_text(value) if isinstance(value, str) else value for name, value in self.cleaned_data.items()
        }
        return {name: value for name, value in said.items() if value or name not in ("id_number", "account_number")}

    def validate_unique(self):
        """This will leave uniqueness to the service, which knows the stored id and account besides."""

    def _post_clean(self):
        """This will leave the instance alone: the service changes a fresh copy under its lock."""


class PenNameForm(forms.Form):
    """A name under which a payee publishes."""

    name = forms.CharField(label="Bút danh", max_length=200, error_messages=REQUIRED)
