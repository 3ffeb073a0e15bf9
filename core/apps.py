from django.apps import AppConfig
from django.db.backends.signals import connection_created

from core import checks  # noqa: F401  importing registers them
from core.engines import prepare_connection


class CoreConfig(AppConfig):
    """The ground: prepares each database connection and checks the environment."""

    name = "core"
    verbose_name = "Nền tảng"

    def ready(self):
        connection_created.connect(prepare_connection, dispatch_uid="core.engines")
