"""Compares what the program printed with the reference."""

import math
from fractions import Fraction

from closed_form import UnreadableForm, sympy_value, value
from mpmath import mp, mpf


def leaves(nested, place=""):
    """(place, leaf) of nested lists, in order."""
    if isinstance(nested, list):
        for i, inner in enumerate(nested, 1):
            yield from leaves(inner, f"{place}[{i}]")
    else:
        yield place, nested


def shape(nested):
    """The sizes of nested lists."""
    return [len(nested)] + shape(nested[0]) if isinstance(nested, list) else []


def flat(nested, wanted):
    """A row or a column of the program, laid out as the reference has it (a vector)."""
    sizes = shape(nested)
    if len(sizes) == 2 and len(wanted) == 1:
        if sizes[0] == 1:
            return nested[0]
        if sizes[1] == 1:
            return [row[0] for row in nested]
    return nested


def significant(decimal):
    """How many significant digits a printed decimal shows."""
    mantissa = decimal.lower().split("e")[0].lstrip("-").replace(".", "")
    return len(mantissa.lstrip("0")) if mantissa.strip("0") else 1


def half_unit(decimal):
    """Half a unit in the last place shown."""
    mantissa, _, exponent = decimal.lower().partition("e")
    places = len(mantissa.partition(".")[2])
    return mpf(10) ** (int(exponent or 0) - places) / 2


def problems(step, expected, digits, symbolic):
    """What is wrong with a step, in words; nothing when all is well.

    exact: read back by mpmath, and by SymPy when asked, to 40 digits and more. decimal: correctly rounded.
    float64: within the deviation that the program itself states.
    """
    found = []
    wanted = shape(expected)
    exact, decimal = flat(step["exact"], wanted), flat(step["decimal"], wanted)
    if shape(exact) != wanted or shape(decimal) != wanted:
        return [f"shape {shape(exact)}, expected {wanted}"]
    for (place, truth), (_, form), (_, shown) in zip(leaves(expected), leaves(exact), leaves(decimal)):
        size = max(abs(truth), mpf(10) ** -1000)
        try:
            if abs(value(form) - truth) > size * mpf(10) ** -45:
                found.append(f"{place} exact {form[:80]} is {mp.nstr(value(form), 20)}, not {mp.nstr(truth, 20)}")
            if symbolic and abs(sympy_value(form) - truth) > size * mpf(10) ** -45:
                found.append(f"{place} SymPy reads {form[:80]} as another number")
        except UnreadableForm as error:
            found.append(f"{place} exact not readable: {error}")
        if abs(mpf(shown) - truth) > half_unit(shown) * (1 + mpf(10) ** -20):
            found.append(f"{place} decimal {shown}, not {mp.nstr(truth, digits)}")
        if significant(shown) < digits and Fraction(shown) != 0 and value(form) != mpf(shown):
            found.append(f"{place} decimal {shown} has fewer than {digits} digits and is not exact")
    return found


def ulps(double, truth):
    """How far a double is from the correctly rounded value, in units in its last place."""
    rounded = float(truth)
    if math.isinf(rounded) or math.isnan(double):
        return math.inf
    return abs(Fraction(double) - Fraction(rounded)) / Fraction(math.ulp(rounded))


def largest_deviation(step, expected):
    """The worst deviation of the floating-point run from the correctly rounded truth, in ulp."""
    doubles = flat(step["float64"], shape(expected))
    return max((ulps(float(d), t) for (_, d), (_, t) in zip(leaves(doubles), leaves(expected)) if d is not None), default=0)
