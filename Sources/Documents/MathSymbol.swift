/// Characters and the TeX mathematics that prints them, for both directions: a `λ` in prose on its way to LaTeX, and a
/// `\lambda` in the author's TeX on its way to a terminal.
enum MathSymbol {
    /// The commands that print one character.
    ///
    /// The first command of a character is the one written; further spellings that authors use are in
    /// ``otherCommands``.
    static let commands: [(character: Unicode.Scalar, command: String)] = [
        ("α", "alpha"), ("β", "beta"), ("γ", "gamma"), ("δ", "delta"), ("ε", "varepsilon"), ("ϵ", "epsilon"),
        ("ζ", "zeta"), ("η", "eta"), ("θ", "theta"), ("ϑ", "vartheta"), ("ι", "iota"), ("κ", "kappa"),
        ("λ", "lambda"), ("μ", "mu"), ("ν", "nu"), ("ξ", "xi"), ("π", "pi"), ("ϖ", "varpi"), ("ρ", "rho"),
        ("ϱ", "varrho"), ("σ", "sigma"), ("ς", "varsigma"), ("τ", "tau"), ("υ", "upsilon"), ("φ", "varphi"),
        ("ϕ", "phi"), ("χ", "chi"), ("ψ", "psi"), ("ω", "omega"), ("Γ", "Gamma"), ("Δ", "Delta"), ("Θ", "Theta"),
        ("Λ", "Lambda"), ("Ξ", "Xi"), ("Π", "Pi"), ("Σ", "Sigma"), ("Υ", "Upsilon"), ("Φ", "Phi"), ("Ψ", "Psi"),
        ("Ω", "Omega"), ("∂", "partial"), ("∇", "nabla"), ("ℓ", "ell"), ("ℏ", "hbar"), ("∞", "infty"),
        ("∅", "varnothing"), ("∀", "forall"), ("∃", "exists"), ("∄", "nexists"), ("ℵ", "aleph"), ("ı", "imath"),
        ("ȷ", "jmath"), ("ℜ", "Re"), ("ℑ", "Im"), ("℘", "wp"), ("±", "pm"), ("∓", "mp"), ("×", "times"),
        ("÷", "div"), ("·", "cdot"), ("∘", "circ"), ("∗", "ast"), ("⋆", "star"), ("⊕", "oplus"), ("⊖", "ominus"),
        ("⊗", "otimes"), ("⊙", "odot"), ("∧", "wedge"), ("∨", "vee"), ("∪", "cup"), ("∩", "cap"), ("⊎", "uplus"),
        ("∖", "setminus"), ("†", "dagger"), ("‡", "ddagger"), ("•", "bullet"), ("⋄", "diamond"), ("⊤", "top"),
        ("⊥", "bot"), ("≤", "leq"), ("≥", "geq"), ("≪", "ll"), ("≫", "gg"), ("≠", "neq"), ("≡", "equiv"),
        ("≈", "approx"), ("≅", "cong"), ("≃", "simeq"), ("∼", "sim"), ("∝", "propto"), ("≺", "prec"), ("≻", "succ"),
        ("⊂", "subset"), ("⊃", "supset"), ("⊆", "subseteq"), ("⊇", "supseteq"), ("⊊", "subsetneq"), ("∈", "in"),
        ("∋", "ni"), ("∉", "notin"), ("∣", "mid"), ("∤", "nmid"), ("∥", "parallel"), ("⊢", "vdash"),
        ("⊨", "models"), ("≜", "triangleq"), ("≲", "lesssim"), ("≳", "gtrsim"), ("⩽", "leqslant"),
        ("⩾", "geqslant"), ("←", "leftarrow"), ("→", "rightarrow"), ("↔", "leftrightarrow"), ("⇐", "Leftarrow"),
        ("⇒", "Rightarrow"), ("⇔", "Leftrightarrow"), ("↑", "uparrow"), ("↓", "downarrow"), ("↕", "updownarrow"),
        ("⇑", "Uparrow"), ("⇓", "Downarrow"), ("↦", "mapsto"), ("⟵", "longleftarrow"), ("⟶", "longrightarrow"),
        ("⟷", "longleftrightarrow"), ("⟹", "Longrightarrow"), ("⟸", "Longleftarrow"), ("⟺", "Longleftrightarrow"),
        ("⟼", "longmapsto"), ("↪", "hookrightarrow"), ("↩", "hookleftarrow"), ("↗", "nearrow"), ("↘", "searrow"),
        ("↙", "swarrow"), ("↖", "nwarrow"), ("⇌", "rightleftharpoons"), ("⇝", "rightsquigarrow"),
        ("↻", "circlearrowright"), ("↺", "circlearrowleft"), ("∑", "sum"), ("∏", "prod"), ("∐", "coprod"),
        ("∫", "int"), ("∬", "iint"), ("∮", "oint"), ("⋂", "bigcap"), ("⋃", "bigcup"), ("⋀", "bigwedge"),
        ("⋁", "bigvee"), ("⨁", "bigoplus"), ("⨂", "bigotimes"), ("⨀", "bigodot"), ("⟨", "langle"), ("⟩", "rangle"),
        ("⌊", "lfloor"), ("⌋", "rfloor"), ("⌈", "lceil"), ("⌉", "rceil"), ("‖", "Vert"), ("…", "dots"),
        ("⋯", "cdots"), ("⋮", "vdots"), ("⋱", "ddots"), ("¬", "neg"), ("∴", "therefore"),
        ("∵", "because"), ("□", "square"), ("■", "blacksquare"), ("△", "triangle"), ("▲", "blacktriangle"),
        ("▽", "triangledown"), ("▼", "blacktriangledown"), ("◁", "triangleleft"), ("▷", "triangleright"),
        ("▶", "blacktriangleright"), ("◀", "blacktriangleleft"), ("○", "bigcirc"), ("◯", "bigcirc"),
        ("★", "bigstar"), ("♠", "spadesuit"), ("♥", "heartsuit"), ("♦", "diamondsuit"), ("♣", "clubsuit"),
        ("♯", "sharp"), ("♭", "flat"), ("♮", "natural"), ("✓", "checkmark"), ("✔", "checkmark"), ("∠", "angle"),
        ("◇", "Diamond"), ("◆", "blacklozenge"),
    ]

    /// Characters that print as something longer than one command.
    static let expressions: [(character: Unicode.Scalar, tex: String)] = [
        ("²", "{}^{2}"), ("³", "{}^{3}"), ("¹", "{}^{1}"), ("⁰", "{}^{0}"), ("⁴", "{}^{4}"), ("⁵", "{}^{5}"),
        ("⁶", "{}^{6}"),
        ("⁷", "{}^{7}"), ("⁸", "{}^{8}"), ("⁹", "{}^{9}"), ("⁺", "{}^{+}"), ("⁻", "{}^{-}"), ("⁼", "{}^{=}"),
        ("⁽", "{}^{(}"),
        ("⁾", "{}^{)}"), ("ⁿ", "{}^{n}"), ("ⁱ", "{}^{i}"), ("ᵀ", "{}^{T}"), ("₀", "{}_{0}"), ("₁", "{}_{1}"),
        ("₂", "{}_{2}"),
        ("₃", "{}_{3}"), ("₄", "{}_{4}"), ("₅", "{}_{5}"), ("₆", "{}_{6}"), ("₇", "{}_{7}"), ("₈", "{}_{8}"),
        ("₉", "{}_{9}"),
        ("₊", "{}_{+}"), ("₋", "{}_{-}"), ("₌", "{}_{=}"), ("₍", "{}_{(}"), ("₎", "{}_{)}"), ("ₐ", "{}_{a}"),
        ("ₑ", "{}_{e}"),
        ("ₒ", "{}_{o}"), ("ₓ", "{}_{x}"), ("ₕ", "{}_{h}"), ("ₖ", "{}_{k}"), ("ₗ", "{}_{l}"), ("ₘ", "{}_{m}"),
        ("ₙ", "{}_{n}"),
        ("ₚ", "{}_{p}"), ("ₛ", "{}_{s}"), ("ₜ", "{}_{t}"), ("ᵢ", "{}_{i}"), ("ⱼ", "{}_{j}"), ("ᵣ", "{}_{r}"),
        ("ᵤ", "{}_{u}"),
        ("ᵥ", "{}_{v}"), ("−", "-"), ("∙", "\\cdot"), ("⋅", "\\cdot"), ("√", "\\surd"), ("°", "{}^{\\circ}"),
        ("′", "{}^{\\prime}"), ("″", "{}^{\\prime\\prime}"), ("µ", "\\mu"), ("✗", "\\times"), ("✘", "\\times"),
        ("●", "\\bullet"), ("◦", "\\circ"),
        ("∆", "\\Delta"), ("≔", "\\coloneqq"), ("≕", "\\eqqcolon"), ("½", "\\tfrac{1}{2}"), ("¼", "\\tfrac{1}{4}"),
        ("¾", "\\tfrac{3}{4}"), ("⅓", "\\tfrac{1}{3}"), ("⅔", "\\tfrac{2}{3}"), ("⅛", "\\tfrac{1}{8}"), ("∶", ":"),
        ("ℎ", "h"), ("▪", "\\blacksquare"), ("‴", "{}^{\\prime\\prime\\prime}"), ("⟂", "\\perp"), ("⨯", "\\times"),
        ("∕", "/"), ("⁄", "/"),
        ("ℂ", "\\mathbb{C}"), ("ℍ", "\\mathbb{H}"), ("ℕ", "\\mathbb{N}"), ("ℙ", "\\mathbb{P}"),
        ("ℚ", "\\mathbb{Q}"), ("ℝ", "\\mathbb{R}"), ("ℤ", "\\mathbb{Z}"), ("𝔼", "\\mathbb{E}"),
        ("ℬ", "\\mathcal{B}"), ("ℰ", "\\mathcal{E}"), ("ℱ", "\\mathcal{F}"), ("ℋ", "\\mathcal{H}"),
        ("ℐ", "\\mathcal{I}"), ("ℒ", "\\mathcal{L}"), ("ℳ", "\\mathcal{M}"), ("ℛ", "\\mathcal{R}"),
        ("𝒪", "\\mathcal{O}"),
    ]

    /// Other commands for the same characters.
    static let otherCommands: [(command: String, character: Unicode.Scalar)] = [
        ("prime", "′"), ("le", "≤"), ("ge", "≥"), ("ne", "≠"), ("to", "→"), ("gets", "←"), ("land", "∧"), ("lor", "∨"),
        ("lnot", "¬"), ("iff", "⟺"), ("implies", "⟹"), ("ldots", "…"), ("dotsc", "…"), ("dotsb", "⋯"),
        ("lVert", "‖"), ("rVert", "‖"), ("|", "‖"), ("lvert", "|"), ("rvert", "|"), ("vert", "|"), ("perp", "⊥"),
        ("emptyset", "∅"), ("colon", ":"), ("coloneqq", "≔"), ("lbrace", "{"), ("rbrace", "}"), ("{", "{"),
        ("}", "}"), ("lbrack", "["), ("rbrack", "]"), ("surd", "√"), ("intercal", "ᵀ"), ("backslash", "\\"),
        ("degree", "°"), ("lt", "<"), ("gt", ">"), ("And", "&"), ("%", "%"), ("#", "#"), ("&", "&"), ("_", "_"),
        ("$", "$"), ("i", "ı"), ("ss", "ß"), ("S", "§"), ("euro", "€"), ("dag", "†"), ("Box", "□"), ("owns", "∋"),
    ]

    /// TeX that prints the character in mathematics, by character.
    static let texOfCharacter: [Unicode.Scalar: String] = {
        var table: [Unicode.Scalar: String] = [:]
        for (character, command) in commands { table[character] = "\\\(command)" }
        for (character, tex) in expressions { table[character] = tex }
        return table
    }()

    /// The character a command prints, by the command's name.
    static let characterOfCommand: [String: Unicode.Scalar] = {
        var table: [String: Unicode.Scalar] = [:]
        for (command, character) in otherCommands { table[command] = character }
        for (character, command) in commands where table[command] == nil { table[command] = character }
        return table
    }()
}
