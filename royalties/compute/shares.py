"""A work's royalty shared out over its authors and its parts, in whole đồng that add up both ways."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.money import LARGEST_DONG, BadSplitError, must_add_up, split
from royalties.compute import explain
from royalties.compute.refusals import Refusal, RefusedError, refuse_inexact

FORMULA = "shares/1"


@dataclass(frozen=True)
class AuthorShare:
    """What one author gets in đồng: of the whole work, and of each of its parts, each part with its explanation."""

    amount: int
    of_parts: tuple[int, ...]
    explanations: tuple[explain.Node, ...]


def split_or_refuse(amount: int, weights: Sequence[Decimal]) -> list[int]:
    """This will share whole đồng out by largest remainder, ties by order (NĐ 18/2014/NĐ-CP Điều 4 khoản 6).

    :raises RefusedError: bad_split; a weight that is no finite number, or a monstrous one, cannot be shared by either.
    """
    for weight in weights:
        refuse_inexact(weight, field="share", code=Refusal.BAD_SPLIT)
        if weight > LARGEST_DONG:
            raise RefusedError(Refusal.BAD_SPLIT, "tỷ lệ quá lớn", field="share")
    try:
        return split(amount, weights)
    except BadSplitError as error:
        raise RefusedError(Refusal.BAD_SPLIT, str(error), field="share") from error


def share_work(amount: int, parts: Sequence[tuple[int, explain.Node]], weights: Sequence[Decimal]) -> list[AuthorShare]:
    """This will share a work's royalty: each author's sum is split first, then cut into the parts.

    The authors are served in order from what is left of each part, so that rows and columns both add up.
    parts are whole đồng, each with the explanation of the part's amount.

    :raises RefusedError: bad_split.
    """
    sums = split_or_refuse(amount, weights)
    left = must_add_up([part for part, _ in parts], amount)
    rests = [node for _, node in parts]
    shares = []
    for index, author_sum in enumerate(sums):
        cut = split(author_sum, left) if author_sum else [0] * len(left)
        shares.append(AuthorShare(author_sum, tuple(cut), _explain(amount, author_sum, rests, weights, index)))
        left = [rest - piece for rest, piece in zip(left, cut, strict=True)]
        rests = [_less(node, piece, index) for node, piece in zip(rests, cut, strict=True)]
    must_add_up(left, 0)
    return shares


def _explain(
    amount: int, author_sum: int, rests: list[explain.Node], weights: Sequence[Decimal], index: int
) -> tuple[explain.Node, ...]:
    if len(weights) == 1:
        return tuple(rests)
    leaves = [explain.value(f"Tỷ lệ của tác giả {place}", weight) for place, weight in enumerate(weights, start=1)]
    own = explain.part(f"Phần của tác giả {index + 1}", explain.dong("Nhuận bút của tác phẩm", amount), leaves, index)
    if len(rests) == 1 or not author_sum:
        return (own,) * len(rests)
    return tuple(
        explain.part(f"Tác giả {index + 1}, phần {place + 1}", own, rests, place) for place in range(len(rests))
    )


def _less(rest: explain.Node, piece: int, index: int) -> explain.Node:
    """What is left of a part when one more author has been served."""
    served = explain.dong(f"Đã chia cho tác giả {index + 1}", -piece)
    if rest["op"] == "sum":
        return explain.total(rest["label"], [*rest["of"], served])
    return explain.total(f"Còn lại: {rest['label']}", [rest, served])
