import Formulas
import Rationals

@testable import Documents

func n(_ value: Int) -> Formula {
    value < 0
        ? Formula(.negative(n(-value))) : Formula(.number(.init(value: Rational(value), spelling: String(value))))
}
func d(_ spelling: String) -> Formula { Formula(.number(.init(value: 0, spelling: spelling))) }
func v(_ base: String, _ subscripts: String...) -> Formula { Formula(.name(Name(base, subscripts: subscripts))) }
func sum(_ terms: [Formula]) -> Formula { Formula(.sum(terms)) }
func product(_ factors: [Formula], _ sign: Formula.ProductSign = .juxtaposition) -> Formula {
    Formula(.product(factors, sign))
}
func quotient(_ a: Formula, _ b: Formula) -> Formula { Formula(.quotient(a, b)) }
func exp(_ x: Formula) -> Formula { Formula(.call("exp", [x], [])) }
func matrix(_ rows: [[Formula]]) -> Formula { Formula(.matrix(rows)) }
func column(_ entries: [Formula]) -> Formula { Formula(.column(entries)) }
func chain(_ left: Formula, _ links: Equation.Link...) -> Equation { Equation(left: left, links: links) }

/// A document with everything that breaks pages: wide matrices, long sums, deep lists, odd characters.
enum UglySample {
    static func exponentials(_ rows: Int, _ columns: Int) -> Formula {
        matrix((0..<rows).map { i in (0..<columns).map { j in quotient(exp(n(i * 3 - j * 2)), v("Z", "\(i + 1)")) } })
    }
    static func decimals(_ rows: Int, _ columns: Int) -> Formula {
        matrix((0..<rows).map { i in (0..<columns).map { j in d("0.\(1000 + (i * 137 + j * 71) % 8999)") } })
    }
    static func softmaxSum(_ count: Int) -> Formula { sum((0..<count).map { exp(n(14 - $0 * 3)) }) }

    static var equations: [Block] {
        let longTerms = (1...24).map { product([n($0 % 2 == 0 ? $0 : -$0), v("x", "\($0)")]) }
        return [
            .equations([
                chain(v("s", "1"), .init(.equal, product([n(2), n(3)], .dot)), .init(.equal, n(6), comment: "scores")),
                chain(v("s", "2"), .init(.equal, n(-4))),
                chain(
                    v("Z"), .init(.equal, softmaxSum(4)),
                    .init(.approximatelyEqual, d("1365.2331"), comment: "denominator")),
            ]),
            .paragraph([.text("An eight by eight matrix of exponentials:")]),
            .equations([
                chain(
                    v("P"), .init(.equal, Formula(.call("softmax", [v("S")], []))), .init(.equal, exponentials(8, 8)),
                    .init(.approximatelyEqual, decimals(8, 8)))
            ]),
            .equations([chain(v("Q"), .init(.equal, decimals(3, 12))), chain(v("R"), .init(.equal, decimals(2, 16)))]),
            .equations([chain(v("y"), .init(.equal, sum(longTerms)), .init(.equal, n(12)))]),
            .equations([
                chain(
                    v("z", "1"),
                    .init(.equal, quotient(sum((1...20).map { product([n($0), exp(n($0))]) }), softmaxSum(16))),
                    .init(.approximatelyEqual, d("0.123456789")))
            ]),
            .equations([
                chain(
                    v("Z"),
                    .init(.equal, product([decimals(4, 4), decimals(4, 4), decimals(4, 4)])),
                    .init(
                        .equal,
                        matrix(
                            (0..<3).map { i in
                                (0..<3).map { j in
                                    quotient(
                                        sum((0..<4).map { product([n($0 + i + j + 2), exp(n(7 * $0))]) }),
                                        v("Z", "\(i + 1)"))
                                }
                            })),
                    .init(.approximatelyEqual, decimals(3, 3)))
            ]),
            .equations([
                chain(
                    v("h"), .init(.equal, column((1...3).map { i in quotient(softmaxSum(6 + 6 * i), softmaxSum(22)) })),
                    .init(.approximatelyEqual, column([d("0.5"), d("0.25"), d("0.1")])))
            ]),
            .equations([chain(v("N"), .init(.equal, d(String(repeating: "1234567890", count: 30))))]),
            .equations([
                chain(
                    Formula(
                        .call(
                            "attention",
                            [
                                product([v("X"), v("W", "Q")]), product([v("X"), v("W", "K")]),
                                product([v("X"), v("W", "V")]),
                            ], [])),
                    .init(
                        .equal,
                        product([
                            Formula(
                                .call(
                                    "softmax",
                                    [
                                        quotient(
                                            product([v("Q"), Formula(.transpose(v("K")))]),
                                            Formula(.root(n(3), degree: 2)))
                                    ], [])), v("V"),
                        ])))
            ]),
        ]
    }

    static let prose = #"""
        # Question 1: attention & “softmax” — 100 % of $q^\top k$

        Let $\boldsymbol{x}^{(1)} = [-2.0, 1.0]^{\mathsf{T}}$ be a *vector* in **ℝ³** with weights α, β ≤ 1 → ∞; it costs $5 and
        \$6, a_b_c ~ {braces} #1 100% \ backslash ^caret. André Müller, Łódź, naïve, emoji 🙂, 漢字, x₁² ≠ y, ½.
        `code_with_underscores(x, y)["key"] -- 'quoted'` and a very long one `aaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbb.cccccccccccccccccc(ddddddddddd)`.
        A [link](https://example.org/a_b?c=d&e=f%20g#h) and https://example.org/a/very/long/address/that/needs/to/be/broken/somewhere/in/the/line.html
        ~~struck out words~~ and a hard\
        break. [1] in brackets.

        $$\boldsymbol{y}_i = \sum_{j=0}^L \boldsymbol{w}_{ij} \boldsymbol{x}_j \tag{1}$$

        1. First item with $W_{\{q,k,v\}} \in \mathbb{R}^{d \times hd}$
        2. Second
           - nested
             - deeper
               1. numbers
                  - still deeper
                    - too deep
                      - much too deep

        3. Third

        | Mechanism | Score | Cost |
        |:--|:-:|--:|
        | dot | $x^\top y$ | $O(n^2 d)$ |
        | a \| b | $|x|$ | 1 & 2 |

        | A wide table | with long cells |
        |---|---|
        | Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore | et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris |

        > A quote with
        > $$a = b$$
        > two lines.

        ```python
        def attention(q, k, v):  # λ → é
            return softmax(q @ k.T / sqrt(d_k)) @ v  # a very long comment that goes on and on until it leaves the page
        ```

        ![Figure 1: a missing image](figures/missing.png)

        ![remote](https://example.org/x.svg)

        ---

        ## (a) Compute $\hat{\alpha}_{2,1}$

        <!-- a comment --> text <b>html</b> end
        """#

    static var document: Document {
        Document(
            title: "Attention mechanisms & more",
            details: [.init(label: "course", text: "Deep Learning"), .init(label: "author", text: "André Martins")],
            blocks: Prose.blocks(prose) + [
                .answerSpace([
                    AnswerItem(name: v("p"), terms: "2 marks"), AnswerItem(name: v("z"), terms: "1 mark, 3 decimals"),
                ]),
                .solution(
                    [.paragraph([.text("We compute the scores first, with "), .formula(v("s", "1")), .text(".")])]
                        + equations
                        + [
                            .remark([.text("Cross-check: float64 agrees within 1 ulp (bound 4).")]),
                            .paragraph([.text("Therefore the third token gets almost nothing.")]),
                        ]),
                .heading(level: 1, [.text("Question 2")]), .paragraph([.text("More text.")]),
            ])
    }
}
