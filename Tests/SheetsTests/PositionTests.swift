import Numbers
import Rationals
import Testing

@testable import Sheets

/// Sinusoidal and rotary positions, linear biases: hand-worked values, and the identities they were made for, proved.
@Suite struct PositionTests {
    /// Vaswani et al.
    ///
    /// 2017, section 3.5, entry by entry.
    func encoding(_ position: Int, _ width: Int, base: Int) throws -> [Number] {
        try (0..<width).map { place in
            let power = Rational(Integer(-2 * (place / 2)), over: Integer(width)) ?? 0
            let angle = try Number(Rational(position)) * Number(Rational(base)).raised(to: power)
            return try angle.applying(place % 2 == 0 ? .sine : .cosine)
        }
    }

    @Test(arguments: [(3, 2, 10000, 0), (4, 6, 10000, 0), (2, 4, 100, 7), (3, 4, 10, -2)])
    func encodingsFollowTheDefinition(n: Int, d: Int, base: Int, start: Int) throws {
        let rows = try value("positional_encoding(\(n), \(d), base: \(base), start: \(start))")
        let expected = try (start..<start + n).flatMap { try encoding($0, d, base: base) }
        expectEqual(rows, expected, "\(n) × \(d)")
    }

    /// By hand: 10000^(2/4) = 100, so position 1 has the angles 1 and 1/100.
    @Test func theSecondPairTurnsAHundredTimesSlower() throws {
        let rows = try value("positional_encoding(2, 4)")
        let hundredth = Number(try #require(Rational(1, over: 100)))
        #expect(rows[0..<4].map(\.rational) == [0, 1, 0, 1])
        #expect(rows[6] == (try hundredth.applying(.sine)))
        #expect(rows[7] == (try hundredth.applying(.cosine)))
    }

    /// PE(p + k) = R_k PE(p), for every position, shift and width tried, as theorems.
    @Test(arguments: [2, 4, 6])
    func aRotationMovesEncodingsOn(d: Int) throws {
        for k in [-7, -1, 0, 1, 2, 13] {
            for p in [0, 1, 5, 100] {
                let moved = try value(
                    "position_rotation(\(k), \(d)) positional_encoding(1, \(d), start: \(p))^T")
                expectEqual(moved, try encoding(p + k, d, base: 10000), "p = \(p), k = \(k), d = \(d)")
            }
        }
    }

    @Test func rotationsAddUpAndTurnBack() throws {
        let product = try value("position_rotation(3, 4) position_rotation(-5, 4)")
        expectEqual(product, try value("position_rotation(-2, 4)"), "R_3 R_−5")
        let back = try value("position_rotation(3, 4) position_rotation(3, 4)^T")
        expectEqual(back, try value("identity(4)"), "R Rᵀ")
    }

    @Test(arguments: ["interleaved", "halves"])
    func rotaryScoresKnowOnlyTheDistance(pairs: String) throws {
        let given = "q = [1, -2, 3, 1/2]\nk = [2, 1, -1, 4]\n"
        func score(_ query: Int, _ key: Int) throws -> Number {
            try #require(
                try value(
                    given + "rope(q, start: \(query), pairs: \(pairs)) . rope(k, start: \(key), pairs: \(pairs))"
                ).first)
        }
        for (a, b) in [(0, 0), (1, 0), (5, 2), (2, 9)] {
            let near = try score(a, b)
            #expect(Number.equality(near, try score(a + 11, b + 11)) == .equal)
            #expect(Number.equality(near, try score(a + 1, b)) == .different)
        }
        // Without a distance it is the plain dot product: 2 − 2 − 3 + 2.
        #expect(Number.equality(try score(6, 6), -1) == .equal)
    }

    @Test(arguments: ["interleaved", "halves"])
    func rotaryEmbeddingsKeepNorms(pairs: String) throws {
        let norms = try value(
            "X = [1, 2, 3, 4; 0, -1, 1/2, 2; 3, 0, 0, 1]\nY = rope(X, pairs: \(pairs))\nrow_sum(hadamard(Y, Y))")
        // 1 + 4 + 9 + 16, 0 + 1 + 1/4 + 4, 9 + 1.
        expectEqual(norms, [30, Number(try #require(Rational(21, over: 4))), 10], "\(pairs)")
    }

    /// By hand: neighbours turn together when interleaved, entries 1 and 3 when halved.
    @Test func pairsAreNeighboursOrHalves() throws {
        let (sine, cosine) = (try Number(1).applying(.sine), try Number(1).applying(.cosine))
        #expect(try value("rope([1, 0, 0, 0], start: 1)") == [cosine, sine, 0, 0])
        #expect(try value("rope([1, 0, 0, 0], start: 1, pairs: halves)") == [cosine, 0, sine, 0])
        #expect(try value("rope([0, 1, 0, 0], start: 1)") == [-sine, cosine, 0, 0])
    }

    @Test func theFirstRowStaysWhereItIs() throws {
        #expect(try value("row(rope([1, 2; 3, 4]), 1)") == numbers(1, 2))
        #expect(calculated("rope([1, 2]^T)").lastShape == .row(2))
        #expect(calculated("rope([1, 2])").lastShape == .column(2))
    }

    @Test func biasesGrowWithTheDistance() throws {
        #expect(try value("alibi(2, 3, 2)") == numbers(0, -2, -4, -2, 0, -2))
        #expect(try value("alibi(2, 3, 2, form: causal)") == numbers(0, 2, 4, -2, 0, 2))
    }

    /// Press et al.
    ///
    /// 2022, section 3: for 8 heads 1/2, 1/4 … 1/256; for 16 heads the ratio is 1/√2.
    @Test func slopesAreAGeometricSequence() throws {
        let eight = try value("alibi_slopes(8)")
        #expect(eight.map(\.rational) == (1...8).map { Rational(1, over: Integer(1 << $0)) })
        let sixteen = try value("m = alibi_slopes(16)\n[m_1, m_2 / m_1]")
        let ratio = try Number(1).divided(by: Number(2).raised(to: try #require(Rational(1, over: 2))))
        expectEqual(sixteen, [ratio, ratio], "16 heads")
    }
}
