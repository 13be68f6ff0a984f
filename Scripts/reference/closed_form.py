"""Reads the `exact` strings of the JSON output, once with mpmath and once with SymPy.

Only arithmetic and a short list of functions is let through, so that nothing else is ever evaluated.
"""

import ast

import sympy
from mpmath import mp

FUNCTIONS = {
    "exp": (mp.exp, sympy.exp),
    "log": (mp.log, sympy.log),
    "ln": (mp.log, sympy.log),
    "sqrt": (mp.sqrt, sympy.sqrt),
    "sin": (mp.sin, sympy.sin),
    "cos": (mp.cos, sympy.cos),
    "sinh": (mp.sinh, sympy.sinh),
    "cosh": (mp.cosh, sympy.cosh),
    "tanh": (mp.tanh, sympy.tanh),
    "erf": (mp.erf, sympy.erf),
    "Abs": (abs, sympy.Abs),
}

REAL_ROOT = (lambda x, n: -mp.root(-x, int(n)) if x < 0 else mp.root(x, int(n)), sympy.real_root)


class UnreadableForm(ValueError):
    """The text is not arithmetic over the functions known here."""


def parse(text):
    """The syntax tree of the text, checked."""
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise UnreadableForm(f"{error.msg}: {text[:80]}") from error
    return tree


def value(text):
    """The number that the text denotes, by mpmath at its working precision."""
    return walk(parse(text), lambda n: mp.mpf(n), 0, lambda: +mp.pi)


def sympy_value(text, digits=50):
    """The number that the text denotes, by SymPy."""
    parse_only = walk(parse(text), lambda n: sympy.Integer(n), 1, lambda: sympy.pi)
    read = sympy.sympify(text)
    if read != parse_only:
        raise UnreadableForm(f"SymPy reads it differently: {text[:80]}")
    return mp.mpf(str(read.evalf(digits, maxn=4000)))


def walk(node, integer, column, pi):
    """Builds the value from the tree; column says which side of FUNCTIONS to use."""
    again = lambda n: walk(n, integer, column, pi)
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return integer(node.value)
    if isinstance(node, ast.Name) and node.id == "pi":
        return pi()
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        inner = again(node.operand)
        return -inner if isinstance(node.op, ast.USub) else inner
    if isinstance(node, ast.BinOp):
        left, right = again(node.left), again(node.right)
        match node.op:
            case ast.Add():
                return left + right
            case ast.Sub():
                return left - right
            case ast.Mult():
                return left * right
            case ast.Div():
                return left / right
            case ast.Pow():
                return left**right
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "real_root":
        radicand, degree = node.args
        return REAL_ROOT[column](again(radicand), again(degree))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1 and not node.keywords:
        known = FUNCTIONS.get(node.func.id)
        if known:
            return known[column](again(node.args[0]))
    raise UnreadableForm(ast.unparse(node)[:80])
