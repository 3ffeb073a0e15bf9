"""How every form is drawn and answered, and the forms of the log-in, of the search and of reasons."""

from collections.abc import Callable

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms.renderers import TemplatesSetting

from core.models import User
from core.text import clean_text

REQUIRED = {"required": "Hãy ghi ô này."}
REASON_WANTED = {"required": "Hãy nêu lý do."}


class HouseRenderer(TemplatesSetting):
    """Draws each field by the project's own template, wherever the form comes from."""

    field_template_name = "core/_field.html"


def blame(form: forms.Form, error: ValidationError) -> None:
    """This will put what a service refused beside its fields; what the form has no field for stands above."""
    faults = error.error_dict if hasattr(error, "error_dict") else {None: error}
    for field, said in faults.items():
        form.add_error(field if field in form.fields else None, said)


def accepted(form: forms.Form, act: Callable[[], object]) -> bool:
    """This will do what a form asks for and tell whether it was done; what is wrong stands in the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as error:
        blame(form, error)
        return False
    return True


class LoginForm(AuthenticationForm):
    """User name and password, with what to do next in every refusal."""

    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng. Mật khẩu phân biệt chữ hoa, chữ thường.",
        "inactive": "Tài khoản này đã bị khoá. Hãy hỏi người quản trị tài khoản của tỉnh.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "Mật khẩu"
        # A longer name is nobody's, and the book of wrong log-ins could not hold it.
        self.fields["username"].validators.append(MaxLengthValidator(User._meta.get_field("username").max_length))

    def confirm_login_allowed(self, user: User) -> None:
        """This will refuse the system actor besides closed accounts, whatever password it was given."""
        super().confirm_login_allowed(user)
        if user.is_system:
            raise self.get_invalid_login_error()


class ReasonForm(forms.Form):
    """Why something is done that changes what others did, or cannot be taken back."""

    reason = forms.CharField(
        label="Lý do",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=REASON_WANTED,
    )


class SearchForm(forms.Form):
    """What is looked for everywhere; as long as the lists' own search takes, and no shorter than two characters."""

    q = forms.CharField(
        label="Tìm gì",
        min_length=2,
        max_length=100,
        error_messages={
            "required": "Hãy gõ vài chữ của tên, số hiệu, hoặc cả số định danh.",
            "min_length": "Hãy gõ ít nhất 2 ký tự.",
            "max_length": "Gõ dài quá: nhiều nhất 100 ký tự.",
        },
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def clean_q(self) -> str:
        """This will return the words as lists search for them: composed, one space between them."""
        return clean_text(self.cleaned_data["q"])

    def clean(self) -> dict:
        """This will refuse what the page does not know, which would otherwise be passed over in silence."""
        for name in self.data.keys() - self.fields.keys() - {"csrfmiddlewaretoken"}:
            self.add_error(None, f"Không có tham số «{name}» trên trang này.")
        return self.cleaned_data
