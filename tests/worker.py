"""The worker of the background, run in the test's own process until its queue is empty."""

from django_tasks_db.management.commands.db_worker import Worker


def run_jobs() -> None:
    """This will run every queued job; unlike the command it leaves the signals of the process alone."""
    Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="thu",
        excluded_queue_names=[],
    ).run()
