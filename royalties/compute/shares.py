"""A work's royalty shared out over its authors and its parts, in whole đồng that add up both ways."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.money import LARGEST_DONG, BadSplitError, must_add_up, split
from royalties.compute import explain
from royalties.compute.refusals import Refusal, RefusedError, refuse_inexact


@dataclass(frozen=True)
class AuthorShare:
    """What one author gets in đồng: of the whole work, and of each of its parts."""

    amount: int
    of_parts: tuple[int, ...]
    explanation: explain.Node


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


def share_work(
    amount: int, part_amounts: Sequence[int], weights: Sequence[Decimal], explanation: explain.Node
) -> list[AuthorShare]:
    """This will share a work's royalty: each author's sum is split first, then cut into the parts.

    The authors are served in order from what is left of each part, so that rows and columns both add up.

    :raises RefusedError: bad_split.
    """
    sums = split_or_refuse(amount, weights)
    left = must_add_up(list(part_amounts), amount)
    shares = []
    for index, author_sum in enumerate(sums):
        cut = split(author_sum, left) if author_sum else [0] * len(left)
        left = [rest - piece for rest, piece in zip(left, cut, strict=True)]
        shares.append(AuthorShare(author_sum, tuple(cut), _explain(explanation, weights, index)))
    must_add_up(left, 0)
    return shares


def _explain(explanation: explain.Node, weights: Sequence[Decimal], index: int) -> explain.Node:
    if len(weights) == 1:
        return explanation
    leaves = [explain.value(f"Tỷ lệ của tác giả {place}", weight) for place, weight in enumerate(weights, start=1)]
    return explain.part(f"Phần của tác giả {index + 1}", explanation, leaves, index)
