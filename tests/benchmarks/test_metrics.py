"""The measures that the search benchmark's tables are made of, on lists short enough to reckon by hand."""

from __future__ import annotations

from math import log2

import pytest

from benchmarks.search.metrics import bootstrap_difference, grades, ndcg, percentile, score, success


@pytest.mark.parametrize(
    ("hits", "judged", "found"),
    [
        (["a", "b"], {"b": 3}, [0, 3]),
        (["a#x", "a#y", "b"], {"a": 2, "a#y": 3}, [2, 0]),  # a page's sections count once, where the first one stands
        (["a#x", "a#y"], {"a#x": 3, "a#y": 2}, [3, 2]),  # sections that are judged apart count apart
        (["a"], {"a#x": 3}, [2]),  # the page round the right section is nearly right
        (["a"], {"a#x": 1}, [0]),
    ],
)
def test_a_hit_earns_the_grade_of_its_page_or_section_once(
    hits: list[str], judged: dict[str, int], found: list[int]
) -> None:
    assert grades(hits, judged) == found


def test_success_asks_for_a_good_answer_or_the_best_there_is() -> None:
    assert success([1, 0, 2], {"a": 3, "b": 2, "c": 1}, 3) == 1
    assert success([1, 0, 2], {"a": 3, "b": 2, "c": 1}, 2) == 0
    assert success([1], {"a": 1}, 1) == 1


def test_ndcg_is_gain_by_place_as_a_share_of_the_best_order() -> None:
    judged = {"a": 3, "b": 1}
    assert ndcg([3, 1], judged) == 1
    assert ndcg([1, 3], judged) == pytest.approx((1 + 7 / log2(3)) / (7 + 1 / log2(3)))
    assert ndcg([0] * 10 + [3], judged) == 0
    assert ndcg([], {}) == 0


def test_no_hits_score_nothing_and_count_as_empty() -> None:
    assert score([], {"a": 3}).empty == 1
    assert score(["b"], {"a": 3}).ndcg10 == score(["b"], {"a": 3}).empty == 0


def test_a_percentile_is_one_of_the_values() -> None:
    assert [percentile([30, 10, 20], share) for share in (0.5, 0.95, 1)] == [20, 30, 30]
    assert percentile([], 0.5) == 0


def test_the_interval_is_of_the_paired_difference_and_the_same_each_time() -> None:
    ours, theirs = [1.0, 1.0, 0.0, 1.0], [0.0, 1.0, 0.0, 0.0]
    middle, low, high = bootstrap_difference(ours, theirs)
    assert (middle, low <= middle <= high, low >= -1) == (-0.5, True, True)
    assert bootstrap_difference(ours, theirs) == (middle, low, high)
    assert bootstrap_difference(ours, ours) == (0, 0, 0)
    with pytest.raises(ValueError, match="not over the same queries"):
        bootstrap_difference(ours, [1.0])
