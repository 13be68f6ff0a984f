import Attention
import Graphs

/// A mechanism in the words of PyTorch, which has it as a function or a module of its own.
///
/// A mechanism that is not in the table is worked in its steps and nothing is compared. An entry says nothing (nil)
/// where PyTorch's own would be something else.
struct LibraryCall {
    /// What PyTorch calls it.
    var title: String
    /// What has to be set up first.
    var statements: [String] = []
    /// The expression that gives the mechanism's value.
    var value: String
    /// What the statements need.
    var modules: Set<Module>

    /// What a script imports from PyTorch.
    enum Module: Hashable {
        case functional, nn
    }

    /// A call of a mechanism, with everything that stands in it in Python.
    struct Setting {
        let graph: Graph
        let call: Graph.Call
        /// The positional arguments, a list for each.
        let arguments: [[PythonExpression]]
        /// The labelled arguments that are values.
        let options: [String: PythonExpression]
        /// What stands before the functions of `torch.nn.functional`.
        let functional: String

        /// A positional argument that is one value.
        func value(_ index: Int) -> String? {
            arguments.indices.contains(index) && arguments[index].count == 1 ? arguments[index][0].text : nil
        }

        /// The shape of a positional argument that is one value.
        func shape(_ index: Int) -> Shape? {
            call.arguments.indices.contains(index) && call.arguments[index].count == 1
                ? graph[call.arguments[index][0]].shape : nil
        }

        /// Rows and columns of an argument that is a matrix of known size.
        func size(_ index: Int) -> (rows: Int, columns: Int)? {
            guard case .matrix? = shape(index) else { return nil }
            return shape(index)?.size
        }

        /// The word of a labelled argument.
        func word(_ label: String) -> String? {
            if case .word(let word)? = call.options[label] { return word }
            return nil
        }

        /// Whether no labelled arguments were given but these.
        func hasOnly(_ labels: Set<String>) -> Bool { call.options.keys.allSatisfy(labels.contains) }
    }

    /// By the mechanism's name in a sheet.
    static let table: [String: @Sendable (Setting) -> LibraryCall?] = [
        "attention": attention, "self_attention": selfAttention, "cross_attention": crossAttention,
        "multi_head": multiHead,
        "rnn_cell": { recurrent($0, "RNN", isCell: true) }, "gru_cell": { recurrent($0, "GRU", isCell: true) },
        "lstm_cell": { recurrent($0, "LSTM", isCell: true) }, "rnn": { recurrent($0, "RNN", isCell: false) },
        "gru": { recurrent($0, "GRU", isCell: false) }, "lstm": { recurrent($0, "LSTM", isCell: false) },
        "conv1d": convolution,
        "layer_norm": { normalisation($0, "layer_norm") }, "rms_norm": { normalisation($0, "rms_norm") },
        "gelu": { activation($0, "gelu") }, "silu": { activation($0, "silu") },
        "leaky_relu": { activation($0, "leaky_relu") }, "softplus": { activation($0, "softplus") },
        "linear": linear, "cross_entropy": crossEntropy,
    ]
}

// MARK: Attention

extension LibraryCall {
    @Sendable private static func attention(_ setting: Setting) -> LibraryCall? {
        guard let queries = setting.value(0), let keys = setting.value(1), let values = setting.value(2),
            setting.size(0) != nil, setting.size(1) != nil, setting.size(2) != nil
        else { return nil }
        return scaledDotProduct(setting, queries, keys, values)
    }

    @Sendable private static func selfAttention(_ setting: Setting) -> LibraryCall? {
        guard let tokens = setting.value(0), setting.size(0) != nil else { return nil }
        if setting.arguments.count == 1 { return scaledDotProduct(setting, tokens, tokens, tokens) }
        guard let queries = setting.value(1), let keys = setting.value(2), let values = setting.value(3),
            setting.size(1) != nil, setting.size(2) != nil, setting.size(3) != nil
        else { return nil }
        return scaledDotProduct(
            setting, "\(tokens) @ \(queries)", "\(tokens) @ \(keys)", "\(tokens) @ \(values)")
    }

    @Sendable private static func crossAttention(_ setting: Setting) -> LibraryCall? {
        guard let asking = setting.value(0), let asked = setting.value(1), setting.size(0) != nil,
            setting.size(1) != nil
        else { return nil }
        if setting.arguments.count == 2 { return scaledDotProduct(setting, asking, asked, asked) }
        guard let queries = setting.value(2), let keys = setting.value(3), let values = setting.value(4),
            setting.size(2) != nil, setting.size(3) != nil, setting.size(4) != nil
        else { return nil }
        return scaledDotProduct(
            setting, "\(asking) @ \(queries)", "\(asked) @ \(keys)", "\(asked) @ \(values)")
    }

    private static func scaledDotProduct(
        _ setting: Setting, _ queries: String, _ keys: String, _ values: String
    ) -> LibraryCall? {
        guard setting.hasOnly(["score", "scale", "normalise", "mask"]),
            setting.word("normalise") ?? "softmax" == "softmax"
        else { return nil }
        var arguments = [queries, keys, values]
        switch setting.call.options["mask"] {
        case nil, .word("none"): break
        case .word("causal"): arguments.append("is_causal=True")
        case .node:
            guard let mask = setting.options["mask"] else { return nil }
            arguments.append("attn_mask=\(mask.text(atLeast: .product)) == 1")
        case .word, .count, .call, .list: return nil
        }
        switch setting.word("score") {
        case "scaled_dot", nil:
            if let scale = setting.options["scale"] {
                arguments.append("scale=1 / \(scale.isNumber ? scale.text(atLeast: .power) : "float(\(scale.text))")")
            }
        case "dot":
            guard setting.options["scale"] == nil else { return nil }
            arguments.append("scale=1.0")
        default: return nil
        }
        return LibraryCall(
            title: "scaled dot-product attention",
            value: "\(setting.functional).scaled_dot_product_attention(\(arguments.joined(separator: ", ")))",
            modules: [.functional])
    }

    /// `nn.MultiheadAttention` has heads of one size that make up the width of the tokens, and an output projection.
    @Sendable private static func multiHead(_ setting: Setting) -> LibraryCall? {
        guard setting.hasOnly(["heads", "mask", "normalise", "score"]),
            setting.call.options["mask"] ?? .word("none") == .word("none"),
            setting.word("normalise") ?? "softmax" == "softmax",
            setting.word("score") ?? "scaled_dot" == "scaled_dot",
            let tokens = setting.value(0), let width = setting.size(0)?.columns,
            let output = setting.value(4), let outputSize = setting.size(4), outputSize == (width, width)
        else { return nil }
        var heads = setting.arguments[1].count
        if heads == 1, case .count(let count)? = setting.call.options["heads"] { heads = count }
        var projections: [String] = []
        for index in 1...3 {
            let sizes = setting.call.arguments[index].map { setting.graph[$0].shape }
            let own = width / max(1, setting.arguments[index].count)
            let isFitting = sizes.allSatisfy { $0 == .matrix(Dimension(width), Dimension(own)) }
            guard isFitting, width % heads == 0, own * setting.arguments[index].count == width else { return nil }
            let parts = setting.arguments[index].map(\.text)
            projections.append(
                parts.count == 1
                    ? "\(setting.arguments[index][0].receiver).T" : "torch.hstack(\(PythonExpression.list(parts))).T")
        }
        return LibraryCall(
            title: "multi-head attention, which multiplies by transposes",
            statements: [
                "module = nn.MultiheadAttention(\(width), \(heads), bias=False)",
                "with torch.no_grad():",
                "    module.in_proj_weight.copy_(torch.vstack(\(PythonExpression.list(projections))))",
                "    module.out_proj.weight.copy_(\(output).T)",
                "    attended, _ = module(\(tokens), \(tokens), \(tokens))",
            ],
            value: "attended", modules: [.nn])
    }
}
