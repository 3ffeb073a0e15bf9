"""The worker of the background, run in the test's own process until its queue is empty."""

from unittest import mock

from django_tasks_db.management.commands import db_worker


def run_jobs() -> None:
    """This will run every queued job; unlike the command it leaves the signals of the process alone.

    It keeps the connection too, as the test client does: the test's own transaction is on it.
    """
    worker = db_worker.Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="thu",
        excluded_queue_names=[],
    )
    with mock.patch.object(db_worker, "close_old_connections"):
        worker.run()
