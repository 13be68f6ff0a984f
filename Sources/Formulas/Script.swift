/// The small raised and lowered letters of Unicode, and the Greek letters, in both directions.
enum Script {
    static let greek: [(name: String, letter: Character)] = [
        ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ε"), ("zeta", "ζ"), ("eta", "η"),
        ("theta", "θ"), ("iota", "ι"), ("kappa", "κ"), ("lambda", "λ"), ("mu", "μ"), ("nu", "ν"), ("xi", "ξ"),
        ("pi", "π"), ("rho", "ρ"), ("sigma", "σ"), ("tau", "τ"), ("upsilon", "υ"), ("phi", "φ"), ("chi", "χ"),
        ("psi", "ψ"), ("omega", "ω"), ("Gamma", "Γ"), ("Delta", "Δ"), ("Theta", "Θ"), ("Lambda", "Λ"), ("Xi", "Ξ"),
        ("Pi", "Π"), ("Sigma", "Σ"), ("Upsilon", "Υ"), ("Phi", "Φ"), ("Psi", "Ψ"), ("Omega", "Ω"),
    ]
    static let letterOfGreekName: [String: Character] = Dictionary(
        uniqueKeysWithValues: greek.map { ($0.name, $0.letter) } + [("infinity", "∞"), ("ell", "ℓ")])
    /// Spelling variants of a letter are the same name.
    static let greekNameOfScalar: [Unicode.Scalar: String] = {
        var names: [Unicode.Scalar: String] = [:]
        for (name, letter) in letterOfGreekName { for scalar in letter.unicodeScalars { names[scalar] = name } }
        for (variant, name) in [
            ("ϵ", "epsilon"), ("ϕ", "phi"), ("ϑ", "theta"), ("ϱ", "rho"), ("ς", "sigma"), ("ϖ", "pi"), ("µ", "mu"),
        ] as [(Unicode.Scalar, String)] {
            names[variant] = name
        }
        return names
    }()

    static let subscripts: [(plain: Character, small: Character)] = [
        ("0", "₀"), ("1", "₁"), ("2", "₂"), ("3", "₃"), ("4", "₄"), ("5", "₅"), ("6", "₆"), ("7", "₇"), ("8", "₈"),
        ("9", "₉"), ("a", "ₐ"), ("e", "ₑ"), ("o", "ₒ"), ("x", "ₓ"), ("h", "ₕ"), ("k", "ₖ"), ("l", "ₗ"), ("m", "ₘ"),
        ("n", "ₙ"), ("p", "ₚ"), ("s", "ₛ"), ("t", "ₜ"), ("i", "ᵢ"), ("j", "ⱼ"), ("r", "ᵣ"), ("u", "ᵤ"), ("v", "ᵥ"),
    ]
    /// `T` is not among the letters: a raised T is the transpose.
    static let superscripts: [(plain: Character, small: Character)] = [
        ("0", "⁰"), ("1", "¹"), ("2", "²"), ("3", "³"), ("4", "⁴"), ("5", "⁵"), ("6", "⁶"), ("7", "⁷"), ("8", "⁸"),
        ("9", "⁹"), ("-", "⁻"), ("(", "⁽"), (")", "⁾"), ("n", "ⁿ"), ("i", "ⁱ"), ("h", "ʰ"), ("k", "ᵏ"), ("l", "ˡ"),
        ("m", "ᵐ"), ("t", "ᵗ"), ("d", "ᵈ"),
    ]
    static let small = Dictionary(uniqueKeysWithValues: subscripts.map { ($0.plain, $0.small) })
    static let raised = Dictionary(uniqueKeysWithValues: superscripts.map { ($0.plain, $0.small) })
    static let plainOfSubscript = inverse(subscripts)
    static let plainOfSuperscript = inverse(superscripts)

    private static func inverse(_ pairs: [(plain: Character, small: Character)]) -> [Unicode.Scalar: Character] {
        var plain: [Unicode.Scalar: Character] = [:]
        for pair in pairs { for scalar in pair.small.unicodeScalars { plain[scalar] = pair.plain } }
        return plain
    }

    /// The text in small letters, or nil when one of them does not exist.
    static func translated(_ text: String, by table: [Character: Character]) -> String? {
        var result = ""
        for character in text {
            guard let small = table[character] else { return nil }
            result.append(small)
        }
        return result
    }

    static let combiningAccents: [(scalar: Unicode.Scalar, accent: Name.Accent)] = [
        ("\u{302}", .hat), ("\u{303}", .tilde), ("\u{304}", .bar), ("\u{305}", .bar), ("\u{20D7}", .vec),
    ]
    static func accent(of scalar: Unicode.Scalar) -> Name.Accent? {
        combiningAccents.first { $0.scalar == scalar }?.accent
    }

    /// Letters that Unicode also holds in one piece with their accent: `ŝ`, `ñ`, `ā`.
    static let composed: [Unicode.Scalar: (base: Unicode.Scalar, accent: Name.Accent)] = {
        let letters = "âĉêĝĥîĵôŝûŵŷẑÂĈÊĜĤÎĴÔŜÛŴŶẐãẽĩñõũỹṽÃẼĨÑÕŨỸṼāēīōūȳḡĀĒĪŌŪȲḠ"
        let bases = "aceghijosuwyzACEGHIJOSUWYZaeinouyvAEINOUYVaeiouygAEIOUYG"
        let accents: [Name.Accent] =
            Array(repeating: .hat, count: 26) + Array(repeating: .tilde, count: 16) + Array(repeating: .bar, count: 14)
        var table: [Unicode.Scalar: (base: Unicode.Scalar, accent: Name.Accent)] = [:]
        for ((letter, base), accent) in zip(zip(letters.unicodeScalars, bases.unicodeScalars), accents) {
            table[letter] = (base, accent)
        }
        return table
    }()

    static let vulgarFractions: [Unicode.Scalar: (Int, Int)] = [
        "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
        "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
        "⅑": (1, 9), "⅒": (1, 10),
    ]
}
