"""Compares what the program printed with the reference."""

import math
from fractions import Fraction

from closed_form import UnreadableForm, sympy_value, value
from mpmath import mp, mpf


LONGEST_FOR_SYMPY = 4000


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
    """A row, a column or a single number of the program, laid out as the reference has it.

    The program writes a vector where the reference may have a matrix of one row or column, and the other way round.
    """
    sizes = shape(nested)
    if sizes == [] and all(size == 1 for size in wanted):
        return [nested] if len(wanted) == 1 else [[nested]] if len(wanted) == 2 else nested
    if len(sizes) == 1 and len(wanted) == 2 and 1 in wanted:
        return [nested] if wanted[0] == 1 else [[entry] for entry in nested]
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


def problems(step, expected, digits, symbolic, may_tie=False):
    """What is wrong with a step, in words; nothing when all is well.

    exact: read back by mpmath, and by SymPy when asked, to 40 digits and more. decimal: correctly rounded.
    float64: off by what the program states, and that within its bound.
    """
    found = []
    wanted = shape(expected)
    exact, decimal = flat(step["exact"], wanted), flat(step["decimal"], wanted)
    if shape(exact) != wanted or shape(decimal) != wanted:
        return [f"shape {shape(exact)}, expected {wanted}"]
    for (place, truth), (_, form), (_, shown) in zip(leaves(expected), leaves(exact), leaves(decimal)):
        size = max(abs(truth), mpf(10) ** -1000)
        # A form of more terms than the report writes out says so; its decimals are still held to all digits.
        if "more than" in form:
            if abs(mpf(shown) - truth) > half_unit(shown) * (1 + mpf(10) ** -20):
                found.append(f"{place} decimal {shown}, not {mp.nstr(truth, digits)}")
            continue
        try:
            if abs(value(form) - truth) > size * mpf(10) ** -45:
                found.append(f"{place} exact {form[:80]} is {mp.nstr(value(form), 20)}, not {mp.nstr(truth, 20)}")
            # A block's last values are pages long; SymPy is given those that a person could look at.
            if symbolic and len(form) <= LONGEST_FOR_SYMPY and abs(sympy_value(form) - truth) > size * mpf(10) ** -45:
                found.append(f"{place} SymPy reads {form[:80]} as another number")
        except UnreadableForm as error:
            found.append(f"{place} exact not readable: {error}")
        if abs(mpf(shown) - truth) > half_unit(shown) * (1 + mpf(10) ** -20):
            found.append(f"{place} decimal {shown}, not {mp.nstr(truth, digits)}")
        if significant(shown) < digits and Fraction(shown) != 0 and value(form) != mpf(shown):
            found.append(f"{place} decimal {shown} has fewer than {digits} digits and is not exact")
    return found + wrong_deviation(step, expected, may_tie)


def wrong_deviation(step, expected, may_tie):
    """Whether the deviation that the program states for its floating-point run is the true one and within its bound."""
    stated = step["worst_ulp"]
    if stated is None and may_tie:
        # Which of two tied scores is larger after rounding, nothing can bound.
        return []
    if stated is None:
        return ["the floating-point run was not compared"]
    if stated > step["ulp_bound"]:
        return [f"deviation {stated} ulp over its bound {step['ulp_bound']}"]
    # What a deviation at an exact zero is measured in is the program's own choice.
    doubles = flat(step["float64"], shape(expected))
    pairs = [(d, t) for (_, d), (_, t) in zip(leaves(doubles), leaves(expected)) if float(t) != 0]
    true = max((ulps(d, t) for d, t in pairs), default=0)
    if float(true) > stated or (len(pairs) == len(list(leaves(expected))) and float(true) != stated):
        return [f"deviation {float(true)} ulp, stated {stated}"]
    return []


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
