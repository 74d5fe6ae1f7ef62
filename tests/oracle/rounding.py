"""Points in whole hundredths, by the school's rule."""

from fractions import Fraction
from functools import cache
from math import floor


def half_up(points):
    """The nearest whole number; a half goes up."""
    return floor(Fraction(points) + Fraction(1, 2))


@cache
def hundredths(points):
    """Points of the athlete's file in hundredths."""
    return half_up(Fraction(str(points)) * 100)


def pro_rata(points, short, whole):
    """``points`` (hundredths) in the proportion of ``short`` to ``whole``, nothing below zero."""
    return half_up(Fraction(points * short, whole)) if short > 0 else 0
