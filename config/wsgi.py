"""The door for gunicorn; it stays shut while the settings are wrong."""

import os

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
if faults := [str(fault) for fault in run_checks() if fault.is_serious() and not fault.is_silenced()]:
    raise ImproperlyConfigured("\n".join(faults))
