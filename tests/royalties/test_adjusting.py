"""Adjustments and remuneration: bounds of the day on both sides, who may, decisions, and the pages beside the grid."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from core.models import Decision, RoleAssignment, Unit, User
from royalties.models import Contribution, Payee, RemunerationShare, Work
from royalties.services.adjusting import set_adjustments, set_remuneration
from tests.royalties.scoring import reviewed
from tests.screens import browser_of, holder, text_of


@pytest.fixture
def head(office) -> User:
    return holder("board_head", office)


@pytest.fixture
def client(office):
    return browser_of("board_head", office, "truong-ban")


@pytest.fixture
def work(office, head) -> Work:
    work = reviewed(office, head, state="scored")
    work.parts.update(coefficient=8)
    return work


@pytest.fixture
def on_air(office, head) -> Work:
    """A news item on radio, 8 × 253.000 đồng, with an editor besides its author."""
    work = reviewed(office, head, 2, medium="radio", state="scored")
    work.parts.update(coefficient=8)
    editor = Payee.objects.create(unit=office, name="Lê Mẫu Biên")
    Contribution.objects.create(work=work, payee=editor, role="editor", share=1, order=2)
    return work


def near_misses(office) -> list[User]:
    other = Unit.objects.exclude(pk=office.pk).first()
    ended = holder("board_head", office, "da-thoi")
    RoleAssignment.objects.filter(user=ended).update(end_on=date(2020, 12, 31))
    return [holder("board_head", other, "khac"), holder("recorder", office, "thu-ky"), ended]


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("minority_or_children", "0.10", "0.20"),
        ("written_in_other_language", "0.30", "0.50"),
        ("hardship", "0", "1"),
        ("translation", "0.40", "0.65"),
        ("lyrics_comic_subtitle", "0.20", "0.50"),
    ],
)
def test_both_sides_of_each_bound(head, work, name, low, high):
    for fraction in (Decimal(low), Decimal(high)):
        assert set_adjustments(actor=head, work=work, adjustments={name: fraction}).adjustments
    for fraction in (Decimal(low) - Decimal("0.01"), Decimal(high) + Decimal("0.01")):
        with pytest.raises(ValidationError) as refused:
            set_adjustments(actor=head, work=work, adjustments={name: fraction})
        assert list(refused.value.message_dict) == [name]
        assert "18/2014/NĐ-CP" in str(refused.value)


def test_two_factors_that_replace_the_whole_are_refused(head, work):
    with pytest.raises(ValidationError, match="Chỉ được dùng một hệ số thay thế"):
        set_adjustments(
            actor=head,
            work=work,
            adjustments={"translation": Decimal("0.5"), "lyrics_comic_subtitle": Decimal("0.3")},
        )


def test_adjustments_change_the_price_and_leave_a_decision(head, work, client):
    set_adjustments(actor=head, work=work, adjustments={"minority_or_children": Decimal("0.20")})
    # 8 × 253.000 × 1,2
    assert "2.428.800 đồng" in text_of(client.get(reverse("royalties:work-price-why", args=[work.pk])))
    decision = Decision.objects.get(action="điều chỉnh nhuận bút")
    assert list(decision.after.values()) == ["20 %"]
    set_adjustments(actor=head, work=work, adjustments={})
    work.refresh_from_db()
    assert work.adjustments == {}
    assert Decision.objects.filter(action="điều chỉnh nhuận bút").count() == 2


def test_the_same_adjustments_leave_no_decision(head, work):
    set_adjustments(actor=head, work=work, adjustments={})
    assert not Decision.objects.filter(action="điều chỉnh nhuận bút").exists()


@pytest.mark.parametrize("published_on", [date(2026, 8, 31), date(2026, 9, 1)])
def test_the_bounds_go_on_after_the_parent_decree_ended(office, head, published_on):
    work = reviewed(office, head, 5, published_on=published_on)
    set_adjustments(actor=head, work=work, adjustments={"hardship": Decimal(1)})
    with pytest.raises(ValidationError):
        set_adjustments(actor=head, work=work, adjustments={"hardship": Decimal("1.01")})


@pytest.mark.parametrize("state", ["recorded", "on_sheet", "paid"])
def test_only_a_work_to_be_scored_is_adjusted(head, work, state):
    Work.objects.update(state=state)
    with pytest.raises(ValidationError, match="chỉ sửa được"):
        set_adjustments(actor=head, work=work, adjustments={"hardship": Decimal(1)})


def test_near_misses_decide_nothing(office, head, work, on_air):
    editor = on_air.contributions.get(role="editor")
    for user in near_misses(office):
        with pytest.raises(PermissionDenied):
            set_adjustments(actor=user, work=work, adjustments={"hardship": Decimal(1)})
        with pytest.raises(PermissionDenied):
            set_remuneration(actor=user, work=on_air, percents={editor.pk: Decimal(25)})
    assert Work.objects.exclude(adjustments={}).count() == RemunerationShare.objects.count() == 0


@pytest.mark.parametrize("percent", ["20", "30"])
def test_remuneration_stands_within_the_frame_of_the_genre(head, on_air, percent):
    editor = on_air.contributions.get(role="editor")
    set_remuneration(actor=head, work=on_air, percents={editor.pk: Decimal(percent)})
    assert RemunerationShare.objects.get().percent == Decimal(percent)


@pytest.mark.parametrize("percent", ["19.99", "30.01"])
def test_remuneration_outside_the_frame_is_refused(head, on_air, percent):
    editor = on_air.contributions.get(role="editor")
    with pytest.raises(ValidationError) as refused:
        set_remuneration(actor=head, work=on_air, percents={editor.pk: Decimal(percent)})
    assert list(refused.value.message_dict) == [str(editor.pk)]
    assert not RemunerationShare.objects.exists()


def test_nobody_gets_more_than_the_author(office, head):
    work = reviewed(office, head, 3, "literary", medium="radio")
    editor = Contribution.objects.create(
        work=work, payee=Payee.objects.create(unit=office, name="B"), role="related", share=1, order=2
    )
    set_remuneration(actor=head, work=work, percents={editor.pk: Decimal(100)})
    with pytest.raises(ValidationError, match="cao hơn nhuận bút của tác giả"):
        set_remuneration(actor=head, work=work, percents={editor.pk: Decimal(101)})


def test_authors_and_people_of_print_get_no_remuneration(office, head, work, on_air):
    for one, role in [(work, "author"), (on_air, "author")]:
        with pytest.raises(ValidationError, match="Thù lao chỉ đặt cho"):
            set_remuneration(actor=head, work=one, percents={one.contributions.get(role=role).pk: Decimal(25)})


def test_the_panel_sets_and_takes_back_remuneration(client, on_air):
    editor = on_air.contributions.get(role="editor")
    where = reverse("royalties:work-remunerate", args=[on_air.pk])
    assert "Lê Mẫu Biên, biên tập (%)" in text_of(client.get(where))
    text = text_of(client.post(where, {str(editor.pk): "25"}, follow=True))
    # 25 % of 8 × 253.000
    assert "25 %, 506.000 đồng" in text
    assert "không có" in text
    assert "vượt mức tối đa 30 %" in text_of(client.post(where, {str(editor.pk): "31"}), 422)
    client.post(where, {str(editor.pk): ""})
    assert not RemunerationShare.objects.exists()


def test_the_panel_of_adjustments_keeps_what_was_typed_and_says_why(client, work):
    where = reverse("royalties:work-adjust", args=[work.pk])
    assert "10 % – 20 %; Điều 7 khoản 4 điểm c" in text_of(client.get(where))
    refused = client.post(where, {"minority_or_children": "25"})
    assert "phải từ 10 % đến 20 %" in text_of(refused, 422)
    assert 'value="25"' in refused.content.decode()
    assert "không phải là số" in text_of(client.post(where, {"hardship": "nhiều"}), 422)
    answer = client.post(where, {"minority_or_children": "12,5"}, headers={"HX-Request": "true"})
    assert "Đã lưu điều chỉnh." in answer.content.decode()
    assert f'"work": {work.pk}' in answer.headers["HX-Trigger"]
    work.refresh_from_db()
    assert work.adjustments == {"minority_or_children": "0.125"}
