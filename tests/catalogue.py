"""Addresses of the real project and a page for each part that pages are made of, as the tests of the look need them."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import path

from config.urls import urlpatterns as real

PARTS = """
{% extends "base.html" %}
{% block title %}Các phần{% endblock %}
{% block content %}
  {% include "core/_page_head.html" with title="Các phần" lead="Mọi phần của trang" actions=actions only %}
  {% include "core/_tabs.html" with tabs=tabs only %}
  <p>{% include "core/_badge.html" with text="nháp" tone="warn" only %}
    {% include "core/_badge.html" with text="đã chi" tone="good" only %}
    {% include "core/_badge.html" with text="đã huỷ" tone="bad" only %}
    {% include "core/_badge.html" with text="đã ghi" only %}</p>
  {% include "core/_empty.html" with text="Chưa có tác phẩm nào." url="/mau/bieu-mau/" link="Ghi ngay" only %}
  {% include "core/_progress.html" with label="Đang nạp" done=1500 total=20000 said="1.500 trên 20.000 dòng" only %}
  <table class="table"><tbody><tr><td class="number">
    {% include "core/_panel_link.html" with url="/mau/vi-sao/" text="1.872.000" label="Vì sao ra 1.872.000?" only %}
  </td></tr></tbody></table>
{% endblock %}
"""
WHY = """
{% extends frame %}
{% block title %}Vì sao{% endblock %}
{% block content %}<h1>Vì sao ra số này?</h1><p>8 × 234.000 đồng</p>{% endblock %}
"""
DETAIL = """
{% extends "core/detail_page.html" %}
{% block sections %}<h2>Lịch sử</h2><p>Chưa có thay đổi nào.</p>{% endblock %}
"""
ACTIONS = [
    {"url": "/mau/bieu-mau/", "text": "Ghi tác phẩm", "tone": "primary"},
    {"url": "/mau/xac-nhan/", "text": "Huỷ bảng"},
]
TABS = [
    {"url": "/mau/", "text": "Thông tin", "is_current": True},
    {"url": "/mau/chi-tiet/", "text": "Lịch sử", "is_current": False},
]


class WorkForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Tên tác phẩm", help_text="Như đã đăng.", error_messages={"required": "Hãy gõ tên."})
    genre = forms.ChoiceField(label="Thể loại", choices=[("news", "Tin"), ("talk", "Toạ đàm")])
    published_on = forms.DateField(label="Ngày đăng", error_messages={"invalid": "Không hiểu ngày này."})
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    is_urgent = forms.BooleanField(label="Gấp", required=False)
    medium = forms.ChoiceField(label="Loại hình", choices=[("a", "Cổng"), ("b", "Bản tin")], widget=forms.RadioSelect)
    scan = forms.FileField(label="Bản quét", required=False)


class ReasonForm(forms.Form):
    """Why something is cancelled."""

    reason = forms.CharField(label="Lý do", error_messages={"required": "Hãy nói lý do."})


def _show(request: HttpRequest, source: str, context: dict) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(source).render(context, request))


def parts(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Đã lưu hồ sơ.")
    messages.error(request, "Chưa lưu được.")
    messages.warning(request, "Còn thiếu tài khoản.")
    return _show(request, PARTS, {"actions": ACTIONS, "tabs": TABS})


def form_page(request: HttpRequest) -> HttpResponse:
    form = WorkForm(request.POST or None, request.FILES or None)
    context = {"title": "Ghi tác phẩm", "form": form, "submit": "Lưu tác phẩm", "cancel_url": "/mau/"}
    return render(request, "core/form_page.html", context, status=422 if form.errors else 200)


def confirm(request: HttpRequest) -> HttpResponse:
    context = {
        "title": "Huỷ bảng thanh toán",
        "consequences": ["Lập bảng ngược dấu.", "Tác phẩm được trả về để chi lại."],
        "form": ReasonForm(request.POST or None),
        "submit": "Huỷ bảng",
        "tone": "danger",
        "cancel_url": "/mau/",
    }
    return render(request, "core/confirm_page.html", context)


def detail(request: HttpRequest) -> HttpResponse:
    facts = [("Số hiệu", "18/2014/NĐ-CP"), ("Mã QHNS", "")]
    return _show(request, DETAIL, {"title": "Nghị định", "lead": "Nhuận bút", "facts": facts, "tabs": TABS})


def why(request: HttpRequest) -> HttpResponse:
    return _show(request, WHY, {})


urlpatterns = [
    *real,
    path("mau/", parts),
    path("mau/bieu-mau/", form_page),
    path("mau/xac-nhan/", confirm),
    path("mau/chi-tiet/", detail),
    path("mau/vi-sao/", why),
]
PAGES = ["/mau/", "/mau/bieu-mau/", "/mau/xac-nhan/", "/mau/chi-tiet/", "/mau/vi-sao/"]
