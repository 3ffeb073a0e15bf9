"""The parts that pages are made of: forms, questions, details, panels; and lists that change in part."""

import re
from datetime import date
from pathlib import Path

import django_htmx
import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from core.models import RoleAssignment
from tests import list_rows
from tests.catalogue import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.catalogue")]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def reader(client) -> Client:
    user = list_rows.make_user("kiem-toan", "Nguyễn Thị Kiểm")
    RoleAssignment.objects.create(user=user, role="auditor", start_on=date(2020, 1, 1))
    client.force_login(user)
    return client


def test_a_form_keeps_what_was_typed_and_says_what_is_wrong_beside_the_field(reader):
    page = reader.post("/mau/bieu-mau/", {"title": "", "genre": "talk", "published_on": "31/02/2026", "note": "gấp"})
    text = page.content.decode()
    assert 'value="31/02/2026"' in text
    assert ">\ngấp</textarea>" in text
    assert '<option value="talk" selected>' in text
    assert '<ul class="errorlist" id="id_published_on_error"><li>Không hiểu ngày này.</li></ul>' in text
    assert '<a href="#id_published_on">Ngày đăng</a>: Không hiểu ngày này.' in text
    assert 'aria-describedby="id_title_helptext id_title_error"' in text
    assert 'enctype="multipart/form-data"' in text


def test_a_form_without_faults_has_no_summary(reader):
    assert "Chưa lưu." not in reader.get("/mau/bieu-mau/").content.decode()


def test_a_page_that_asks_says_what_will_happen_and_wants_the_reason(reader):
    text = reader.get("/mau/xac-nhan/").content.decode()
    assert "<li>Tác phẩm được trả về để chi lại.</li>" in text
    assert 'name="reason"' in text
    assert '<button type="submit" class="btn btn-danger">Huỷ bảng</button>' in text
    assert "Hãy nói lý do." in reader.post("/mau/xac-nhan/", {"reason": ""}).content.decode()


def test_a_fact_that_is_not_known_says_so(reader):
    text = reader.get("/mau/chi-tiet/").content.decode()
    assert "<dt>Mã QHNS</dt><dd>chưa nhập</dd>" in text
    assert "<dt>Số hiệu</dt><dd>18/2014/NĐ-CP</dd>" in text
    assert "<h2>Lịch sử</h2>" in text


def test_a_page_in_the_panel_is_its_content_alone(reader):
    assert "<html" in reader.get("/mau/vi-sao/").content.decode()
    beside = reader.get("/mau/vi-sao/", headers=HTMX).content.decode()
    assert "8 × 234.000 đồng" in beside
    assert "<html" not in beside


def test_progress_asks_again_only_while_it_runs():
    said = {"label": "Đang nạp", "done": 1500, "total": 20000, "said": "1.500 trên 20.000 dòng"}
    template = Template('{% include "core/_progress.html" %}')
    ended = template.render(Context(said))
    assert '<progress aria-label="Đang nạp" value="1500" max="20000">' in ended
    assert "hx-get" not in ended
    assert 'hx-get="/viec/7/"' in template.render(Context(said | {"poll_url": "/viec/7/"}))
    assert "max=" not in template.render(Context(said | {"total": 0}))


def test_a_message_comes_along_with_an_answer_to_htmx():
    template = Template('{% include "core/_messages.html" %}')
    plain, part = ({"request": {"htmx": htmx}, "messages": []} for htmx in (False, True))
    assert "hx-swap-oob" not in template.render(Context(plain))
    assert 'hx-swap-oob="true"' in template.render(Context(part))


def test_a_list_answers_htmx_with_its_changing_part_only(reader):
    list_rows.works(3, list_rows.make_unit("thu-1", "Sở Thử Một"))
    url = reverse("royalties:work-list") + "?q=bich"
    whole, part = reader.get(url), reader.get(url, headers=HTMX)
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert "Chuyện Bích Ngọc" in part.content.decode()
    assert "1 dòng, trang 1." in part.content.decode()
    assert "Tin số 001" not in part.content.decode()
    assert "HX-Request" in part["Vary"]
    assert "HX-Request" in whole["Vary"]


def test_a_list_refuses_htmx_as_it_refuses_anybody(reader):
    part = reader.get(reverse("royalties:work-list") + "?since=31/02/2026", headers=HTMX)
    assert part.status_code == 400
    assert 'id="id_since_error"' in part.content.decode()
    assert "<html" not in part.content.decode()


def test_a_session_that_ran_out_sends_the_whole_page_to_the_log_in(client):
    response = client.get(reverse("login"), headers=HTMX)
    assert response["HX-Refresh"] == "true"
    assert response.content == b""


@pytest.mark.parametrize("where", ["/", "/tac-pham/", "/tim-kiem/", *PAGES])
def test_a_page_asks_nobody_outside_and_holds_nothing_that_the_policy_forbids(where, reader):
    response = reader.get(where)
    page, policy = response.content.decode(), response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert {"script-src 'self'", "style-src 'self'", "default-src 'none'"} <= set(policy.split("; "))
    assert len(re.findall(r"<script [^>]*src=\"/static/[^\"]+\"[^>]*></script>", page)) == page.count("<script") == 4
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|\shx-on", page) == []
    assert re.findall(r"(?:src|href)=\"(?:https?:)?//", page) == []


def test_htmx_is_as_its_package_ships_it():
    shipped = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
    own = Path(finders.find("vendor/htmx/htmx.min.js"))
    assert own.read_bytes() == shipped.read_bytes()
    assert b'version:"2.0.10"' in own.read_bytes()


def test_bootstrap_is_here_with_its_licence():
    styles = Path(finders.find("vendor/bootstrap/bootstrap.min.css")).read_text(encoding="utf-8")
    assert "Bootstrap  v5.3." in styles
    assert re.findall(r"url\(\"?(?!\"?data:)", styles) == []
    assert "MIT" in Path(finders.find("vendor/bootstrap/LICENSE")).read_text(encoding="utf-8")
