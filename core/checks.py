"""Checks of the environment: each mistake has an id, says what is wrong and how to mend it, in Vietnamese."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from core.engines import VIETNAMESE

_ENGINES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
_SECRET_LENGTH, _KEY_LENGTH, _DISTINCT = 50, 32, 8
_MAKE_ONE = 'python3 -c "import secrets; print(secrets.token_urlsafe(64))"'
_KEY_USES = {"FIELD_KEY": "số định danh, số tài khoản", "PROOF_KEY": "bằng chứng của bảng thanh toán"}


@register(Tags.security)
def check_secret_key(app_configs=None, **kwargs) -> list[CheckMessage]:
    """This will refuse a missing SECRET_KEY, and a weak one unless DEBUG is on, when it only warns."""
    key = _secret_key()
    if not key:
        return [Error("Thiếu SECRET_KEY.", hint=_hint("SECRET_KEY"), id="core.E001")]
    if _is_strong(key, _SECRET_LENGTH) and not key.startswith("django-insecure-"):
        return []
    text = f"SECRET_KEY yếu: cần ít nhất {_SECRET_LENGTH} ký tự ngẫu nhiên."
    if settings.DEBUG:
        return [Warning(text, hint=_hint("SECRET_KEY"), id="core.W002")]
    return [Error(text, hint=_hint("SECRET_KEY"), id="core.E002")]


@register(Tags.security)
def check_data_keys(app_configs=None, **kwargs) -> list[CheckMessage]:
    """This will refuse missing, short or shared keys of the data; with DEBUG they may derive from a weak secret."""
    if settings.DEBUG:
        return []
    keys = {"FIELD_KEY": settings.FIELD_KEY, "PROOF_KEY": settings.PROOF_KEY}
    found: list[CheckMessage] = []
    for number, (name, key) in enumerate(keys.items(), start=3):
        if not key:
            found.append(Error(f"Thiếu {name} ({_KEY_USES[name]}).", hint=_hint(name), id=f"core.E00{number}"))
        elif not _is_strong(key, _KEY_LENGTH):
            text = f"{name} yếu: cần ít nhất {_KEY_LENGTH} ký tự ngẫu nhiên."
            found.append(Error(text, hint=_hint(name), id=f"core.E00{number}"))
    given = [key for key in (_secret_key(), *keys.values()) if key]
    if len(set(given)) < len(given):
        text = "SECRET_KEY, FIELD_KEY và PROOF_KEY phải khác nhau."
        found.append(Error(text, hint="Tạo riêng từng khoá; lộ một khoá không được lộ khoá khác.", id="core.E005"))
    return found


@register(Tags.security)
def check_hosts(app_configs=None, **kwargs) -> list[CheckMessage]:
    """This will refuse to serve any host name, or none, without DEBUG."""
    if settings.DEBUG or (settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS):
        return []
    hint = (
        "Đặt ALLOWED_HOSTS là các tên miền của hệ thống, cách nhau bằng dấu phẩy, trong biến môi trường hoặc tệp .env."
    )
    return [Error("ALLOWED_HOSTS trống hoặc là «*».", hint=hint, id="core.E006")]


@register()
def check_engine(app_configs=None, **kwargs) -> list[CheckMessage]:
    """This will refuse any engine but the two that are tested, and any PostgreSQL driver but psycopg2."""
    engine = settings.DATABASES["default"].get("ENGINE", "")
    if engine not in _ENGINES:
        hint = "Đặt DATABASE_URL là postgresql://… hoặc sqlite:///…"
        return [Error(f"Không hỗ trợ cơ sở dữ liệu «{engine}».", hint=hint, id="core.E007")]
    connection = connections["default"]
    if connection.vendor == "postgresql" and connection.Database.__name__ != "psycopg2":
        hint = "Gỡ gói psycopg (bản 3): Django ưu tiên nó hễ thấy nó được cài."
        return [Error("Trình điều khiển PostgreSQL phải là psycopg2.", hint=hint, id="core.E008")]
    return []


@register(Tags.database)
def check_vietnamese(app_configs=None, databases=None, **kwargs) -> list[CheckMessage]:
    """This will refuse a PostgreSQL that cannot keep or sort Vietnamese; asked only where the database is named."""
    if not databases or connections["default"].vendor != "postgresql":
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()")
        encoding = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM pg_collation WHERE collname = %s", [VIETNAMESE])
        has_order = cursor.fetchone()[0]
    found: list[CheckMessage] = []
    if encoding != "UTF8":
        hint = "Tạo lại cơ sở dữ liệu: createdb --encoding=UTF8 --template=template0 …"
        found.append(Error(f"Cơ sở dữ liệu dùng bảng mã {encoding}, cần UTF8.", hint=hint, id="core.E009"))
    if not has_order:
        hint = "Dùng bản PostgreSQL có ICU (gói postgresql của Debian có sẵn)."
        found.append(Error(f"PostgreSQL không có thứ tự chữ «{VIETNAMESE}».", hint=hint, id="core.E010"))
    return found


def _secret_key() -> str:
    try:
        return settings.SECRET_KEY
    except ImproperlyConfigured:
        return ""


def _is_strong(key: str, length: int) -> bool:
    return len(key) >= length and len(set(key)) >= _DISTINCT


def _hint(name: str) -> str:
    return f"Đặt {name} trong biến môi trường hoặc tệp .env (xem .env.example); tạo khoá: {_MAKE_ONE}"
