"""The log-in form."""

from django.contrib.auth.forms import AuthenticationForm


class LoginForm(AuthenticationForm):
    """User name and password, with what to do next in every refusal."""

    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng. Mật khẩu phân biệt chữ hoa, chữ thường.",
        "inactive": "Tài khoản này đã bị khoá. Hãy hỏi người quản trị tài khoản của tỉnh.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "Mật khẩu"
