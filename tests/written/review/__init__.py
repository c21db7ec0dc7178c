"""Tests of review by people."""
