"""What every answer carries."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.defaults import page_not_found


def own_not_found(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """This will say in our own words that there is no such page, where DEBUG shows the words of Django."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_ours = response.status_code != HTTPStatus.NOT_FOUND or not settings.DEBUG
        return response if is_ours else page_not_found(request, Http404())

    return answer


def no_store(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """This will keep pages and papers, which name people, out of the stores of browsers and proxies."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        add_never_cache_headers(response)
        return response

    return answer
