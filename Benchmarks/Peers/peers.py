"""The rows of the table with SymPy, SymEngine and python-flint. Usage: peers.py INSTANCES [--quick]"""

import signal
import statistics
import sys
import time

import flint
import symengine
import sympy
from sympy.polys.matrices import DomainMatrix


def median(work):
    """Median processor time in milliseconds: once to warm up, then half a second; long work runs once."""
    def run():
        start = time.process_time()
        work()
        return (time.process_time() - start) * 1e3

    first = run()
    if first >= 2000:
        return first
    times, start = [], time.process_time()
    while len(times) < 5 or (time.process_time() - start < 0.5 and len(times) < 20000):
        times.append(run())
    return statistics.median(times)


def report(name, program, work, remark=lambda: ""):
    milliseconds = median(work)
    print(f"{name}\t{program}\t{milliseconds:g}\t{remark()}", flush=True)


def matrices(directory, name):
    with open(f"{directory}/{name}") as file:
        for line in file:
            size, *entries = line.split()
            n = int(size)
            yield [entries[i * n:(i + 1) * n] for i in range(n)]


def products(directory):
    for name in ["product-64", "product-256", "product-64-long"]:
        a, b = matrices(directory, name)
        x, y = (DomainMatrix([[sympy.QQ(*map(int, (e + "/1").split("/")[:2])) for e in row] for row in m],
                             (len(m), len(m)), sympy.QQ).to_dense() for m in (a, b))
        report(name, "SymPy", lambda: x.matmul(y))
        p, q = (flint.fmpq_mat([[flint.fmpq(*map(int, (e + "/1").split("/")[:2])) for e in row] for row in m])
                for m in (a, b))
        report(name, "python-flint", lambda: p * q)


def attention_symengine(x, wq, wk, wv, n):
    q, k, v = x * wq, x * wk, x * wv
    scores = q * k.T / symengine.sqrt(n)
    outputs = []
    for i in range(n):
        exponentials = [symengine.exp(scores[i, j]) for j in range(n)]
        total = sum(exponentials)
        for c in range(n):
            outputs.append(sum(exponentials[j] * v[j, c] for j in range(n)) / total)
    return [o.n(120, real=True) for o in outputs]


def attention_sympy(x, wq, wk, wv, n):
    q, k, v = x * wq, x * wk, x * wv
    scores = q * k.T / sympy.sqrt(n)
    outputs = []
    for i in range(n):
        exponentials = [sympy.exp(scores[i, j]) for j in range(n)]
        total = sympy.Add(*exponentials)
        for c in range(n):
            outputs.append(sympy.Add(*(exponentials[j] * v[j, c] for j in range(n))) / total)
    return [sympy.N(o, 30) for o in outputs]


def three_sympy(x):
    outputs = []
    scores = x * x.T
    for i in range(3):
        exponentials = [sympy.exp(scores[i, j]) for j in range(3)]
        total = sympy.Add(*exponentials)
        outputs += [sympy.Add(*(exponentials[j] * x[j, c] for j in range(3))) / total for c in range(3)]
    return [(sympy.latex(o), sympy.N(o, 30)) for o in outputs]


def three_symengine(x):
    outputs = []
    scores = x * x.T
    for i in range(3):
        exponentials = [symengine.exp(scores[i, j]) for j in range(3)]
        total = sum(exponentials)
        outputs += [sum(exponentials[j] * x[j, c] for j in range(3)) / total for c in range(3)]
    return [(str(o), str(o.n(120, real=True))) for o in outputs]


def attentions(directory, quick):
    (rows,) = matrices(directory, "attention-3")
    flat = [int(e) for row in rows for e in row]
    engine3, plain3 = symengine.DenseMatrix(3, 3, flat), sympy.Matrix(3, 3, flat)
    report("attention-3", "SymEngine", lambda: three_symengine(engine3), lambda: "plain text, 120 bits, not certified")

    def with_empty_cache():
        sympy.core.cache.clear_cache()
        three_sympy(plain3)

    report("attention-3", "SymPy", with_empty_cache, lambda: "with LaTeX, cache emptied")
    for name in ["attention-16", "attention-64-saturated", "attention-64"]:
        if quick and name != "attention-16":
            continue
        data = list(matrices(directory, name))
        n = len(data[0])
        engine = [symengine.DenseMatrix(n, n, [symengine.Rational(*map(int, (e + "/1").split("/")[:2]))
                                               for row in m for e in row]) for m in data]
        report(name, "SymEngine", lambda: attention_symengine(*engine, n), lambda: "120 bits, not certified")
        plain = [sympy.Matrix(n, n, [sympy.Rational(e) for row in m for e in row]) for m in data]
        report(name, "SymPy", lambda: attention_sympy(*plain, n), lambda: "30 digits")


def evaluate(text, library):
    """An expression in postfix notation."""
    stack = []
    for token in text.split():
        if token in "+*/":
            b, a = stack.pop(), stack.pop()
            stack.append(a + b if token == "+" else a * b if token == "*" else a / b)
        elif token in ("exp", "tanh", "sqrt"):
            stack.append(getattr(library, token)(stack.pop()))
        else:
            p, q = (token + "/1").split("/")[:2]
            stack.append(library.Rational(int(p), int(q)))
    return stack[0]


class Unanswered(Exception):
    pass


def out_of_time(*_):
    raise Unanswered


def ask(path, is_zero, library):
    """How many questions are answered rightly, each within ten seconds."""
    right = 0
    for line in open(path):
        truth, left, other = line.rstrip("\n").split("\t")
        signal.signal(signal.SIGALRM, out_of_time)
        signal.alarm(10)
        try:
            if is_zero(evaluate(left, library) - evaluate(other, library)) == (truth == "1"):
                right += 1
        except (Unanswered, RecursionError):
            pass
        finally:
            signal.alarm(0)
    return right


def sympy_is_zero(x):
    return sympy.simplify(x.rewrite(sympy.exp)) == 0


def symengine_is_zero(x):
    return symengine.expand(x.rewrite(symengine.exp) if hasattr(x, "rewrite") else x) == 0


def equalities(directory, quick):
    for name in ["equality-200", "equality-wide"]:
        path = f"{directory}/{name}"
        total = sum(1 for _ in open(path))
        for program, is_zero, library in [("SymEngine", symengine_is_zero, symengine),
                                          ("SymPy", sympy_is_zero, sympy)]:
            if quick and program == "SymPy":
                continue
            found = []
            report(name, program, lambda: found.append(ask(path, is_zero, library)),
                   lambda: f"{found[-1]} of {total} decided rightly")


if __name__ == "__main__":
    quick = "--quick" in sys.argv
    products(sys.argv[1])
    attentions(sys.argv[1], quick)
    equalities(sys.argv[1], quick)
