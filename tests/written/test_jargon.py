"""The list of known names is in capitals and broad enough."""

from __future__ import annotations

from heldout.written.jargon import KNOWN


def test_names_are_in_capitals() -> None:
    """Names are looked up without regard to case."""
    assert {name.upper() for name in KNOWN} == KNOWN


def test_common_names_are_known() -> None:
    """What every interview in machine learning speaks of is there."""
    common = "AUC CNN GPU API SQL ROI KPI NDCG CTR ETL PSI SHAP XGBOOST PYTORCH GDPR A/B TF-IDF"
    assert set(common.split()) <= KNOWN
    assert len(KNOWN) > 400
