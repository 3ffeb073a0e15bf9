"""Password rules whose messages Django's own catalogue leaves in English."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class LongPasswordValidator(MinimumLengthValidator):
    """A least length, said in Vietnamese."""

    def get_error_message(self) -> str:
        return f"Mật khẩu quá ngắn: cần ít nhất {self.min_length} ký tự."
