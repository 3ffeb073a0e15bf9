from django.apps import AppConfig
from django.db.backends.signals import connection_created

from core.engines import prepare_connection


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Nền tảng"

    def ready(self):
        connection_created.connect(prepare_connection, dispatch_uid="core.engines")
