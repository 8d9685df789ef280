"""
What is wrong with a definition, with the place of each finding.

`validate` never raises, whatever JSON it is given: an unfinished draft is an ordinary thing.
"""

from __future__ import annotations

from engine.validation.definition import Bounds, errors_in, validate

__all__ = ["Bounds", "errors_in", "validate"]
