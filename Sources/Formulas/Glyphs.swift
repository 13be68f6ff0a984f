/// Widths of letters in Computer Modern, in thousandths of an em, as its metric files have them.
extension Glyphs {
    private static let uprightWidths: [Double] = [
        500, 556, 444, 556, 444, 383, 514, 556, 278, 306, 528, 278, 833, 556, 500, 556, 528, 392, 394, 389, 556, 542,
        736, 528, 542, 444, 750, 708, 722, 764, 681, 653, 785, 750, 361, 514, 778, 625, 917, 750, 778, 681, 778, 736,
        556, 722, 750, 764, 1042, 750, 775, 611,
    ]
    private static let italicWidths: [Double] = [
        529, 429, 433, 520, 466, 597, 513, 576, 345, 469, 552, 318, 878, 600, 485, 503, 482, 479, 469, 361, 572, 521,
        743, 572, 526, 509, 750, 809, 786, 856, 796, 782, 786, 912, 518, 651, 921, 681, 1079, 912, 791, 781, 791,
        767, 671, 723, 792, 806, 1083, 907, 803, 754,
    ]
    private static let greekWidths: [String: Double] = [
        "alpha": 643, "beta": 618, "gamma": 573, "delta": 482, "epsilon": 406, "zeta": 511, "eta": 532, "theta": 497,
        "iota": 354, "kappa": 576, "lambda": 583, "mu": 603, "nu": 558, "xi": 484, "pi": 606, "rho": 517,
        "sigma": 607, "tau": 550, "upsilon": 576, "phi": 596, "chi": 626, "psi": 687, "omega": 658, "Gamma": 625,
        "Delta": 833, "Theta": 778, "Lambda": 694, "Xi": 667, "Pi": 750, "Sigma": 722, "Upsilon": 778, "Phi": 722,
        "Psi": 778, "Omega": 722, "infinity": 1000, "ell": 417,
    ]

    private static let lowGreek: Set<String> = [
        "alpha", "epsilon", "gamma", "eta", "iota", "kappa", "mu", "nu", "pi", "rho", "sigma", "tau", "upsilon", "chi",
        "omega", "infinity",
    ]
    private static let deepGreek: Set<String> = [
        "beta", "gamma", "zeta", "eta", "mu", "xi", "rho", "phi", "chi", "psi",
    ]

    /// `a` … `z`, `A` … `Z` as 0 … 51.
    private static func index(of byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte) - Int(UInt8(ascii: "a"))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte) - Int(UInt8(ascii: "A")) + 26
        default: nil
        }
    }

    /// Upright words, text or mathematics.
    static func uprightWidth(of words: String) -> Double {
        var width = 0.0
        for byte in words.utf8 {
            if let index = index(of: byte) {
                width += uprightWidths[index] / 1000
            } else if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") {
                width += 0.333
            } else if byte >= 0xC0 || byte < 0x80 {
                // Digits are half an em; a letter from elsewhere counts once, at its first byte.
                width += 0.5
            }
        }
        return width
    }

    /// An upright word with the height and depth of its letters.
    static func upright(_ words: String) -> Glyphs {
        let low = "acemnorsuvwxz".utf8
        let deep = "gjpqyQ(),;".utf8
        return Glyphs(
            width: uprightWidth(of: words), height: words.utf8.allSatisfy(low.contains) ? 0.431 : 0.694,
            depth: words.utf8.contains(where: deep.contains) ? 0.194 : 0)
    }

    /// A single letter, Greek or Latin.
    static func letter(_ base: String) -> Glyphs {
        if let width = greekWidths[base] {
            return Glyphs(
                width: width / 1000, height: lowGreek.contains(base) ? 0.431 : 0.694,
                depth: deepGreek.contains(base) ? 0.194 : 0)
        }
        guard let byte = base.utf8.first, let index = index(of: byte) else { return Glyphs(width: 0.6) }
        let isLow = "acegmnopqrsuvwxyz".utf8.contains(byte)
        let reachesBelow = "fgjpqyQ".utf8.contains(byte)
        return Glyphs(width: italicWidths[index] / 1000, height: isLow ? 0.43 : 0.69, depth: reachesBelow ? 0.194 : 0)
    }
}

extension Name {
    var baseGlyphs: Glyphs {
        var glyphs =
            isWord || base.utf8.contains(where: { $0 >= 0x80 })
            ? Glyphs.upright(base) : Glyphs.letter(base)
        if accent != nil { glyphs.height = max(0.715, glyphs.height + 0.25) }
        return glyphs
    }
}
