import Graphs

extension LibraryCall {
    /// `nn.RNNCell`, `nn.GRUCell`, `nn.LSTMCell`, and the layers over a whole sequence, with the sheet's weights.
    @Sendable static func recurrent(_ setting: Setting, _ kind: String, isCell: Bool) -> LibraryCall? {
        let states = !isCell ? 0 : kind == "LSTM" ? 2 : 1
        let first = 1 + states
        guard let input = setting.value(0), setting.arguments.count > first + 1,
            setting.hasOnly(["activation", "reset", "update", "output"]),
            setting.word("reset") ?? "after" == "after", setting.word("update") ?? "keep" == "keep",
            let weights = gates(setting, first), let recurrent = gates(setting, first + 1)
        else { return nil }
        for index in 0..<(isCell ? 1 + states : 0) where !(setting.shape(index)?.isVector ?? false) { return nil }
        if !isCell, setting.size(0) == nil { return nil }
        var sizes = ["\(weights.columns)", "\(recurrent.columns)"]
        let biases = (first + 2..<setting.arguments.count).map { joined(setting, $0) }
        guard biases.allSatisfy({ $0 != nil }), biases.count <= 2 else { return nil }
        if biases.isEmpty { sizes.append("bias=False") }
        if setting.word("activation") == "relu" { sizes.append("nonlinearity=\"relu\"") }
        let layer = isCell ? "" : "_l0"
        var statements = [
            "module = nn.\(kind)\(isCell ? "Cell" : "")(\(sizes.joined(separator: ", ")))",
            "with torch.no_grad():",
            "    module.weight_ih\(layer).copy_(\(weights.text))",
            "    module.weight_hh\(layer).copy_(\(recurrent.text))",
        ]
        if let bias = biases.first ?? nil { statements.append("    module.bias_ih\(layer).copy_(\(bias))") }
        if biases.count == 2, let bias = biases[1] {
            statements.append("    module.bias_hh\(layer).copy_(\(bias))")
        } else if biases.count == 1 {
            statements.append("    module.bias_hh\(layer).zero_()")
        }
        let value: String
        switch (isCell, kind) {
        case (true, "LSTM"):
            guard let state = setting.value(1), let memory = setting.value(2) else { return nil }
            statements.append("    state, memory = module(\(input), (\(state), \(memory)))")
            value = ["c": "memory", "both": "torch.stack([state, memory])"][setting.word("output") ?? "h"] ?? "state"
        case (true, _):
            guard let state = setting.value(1) else { return nil }
            statements.append("    state = module(\(input), \(state))")
            value = "state"
        case (false, _):
            // The layer hands out the cell states of its last step only.
            guard setting.word("output") ?? "h" == "h" else { return nil }
            statements.append("    states, _ = module(\(input))")
            value = "states"
        }
        return LibraryCall(
            title: "nn.\(kind)\(isCell ? "Cell" : "")", statements: statements, value: value, modules: [.nn])
    }

    /// The matrices of all gates on top of one another, as PyTorch stores them, and how wide they are.
    private static func gates(_ setting: Setting, _ index: Int) -> (text: String, columns: Int)? {
        let shapes = setting.call.arguments[index].map { setting.graph[$0].shape }
        var columns: Int?
        for shape in shapes {
            guard case .matrix = shape, let size = shape.size, columns ?? size.columns == size.columns else {
                return nil
            }
            columns = size.columns
        }
        guard let columns else { return nil }
        let parts = setting.arguments[index].map(\.text)
        return (parts.count == 1 ? parts[0] : "torch.vstack(\(PythonExpression.list(parts)))", columns)
    }

    /// The biases of all gates end to end.
    private static func joined(_ setting: Setting, _ index: Int) -> String? {
        guard setting.call.arguments[index].allSatisfy({ setting.graph[$0].shape.isVector }) else { return nil }
        let parts = setting.arguments[index].map(\.text)
        return parts.count == 1 ? parts[0] : "torch.hstack(\(PythonExpression.list(parts)))"
    }

    /// `F.conv1d` of a sequence of vectors, which PyTorch has as columns.
    @Sendable static func convolution(_ setting: Setting) -> LibraryCall? {
        guard let tokens = setting.arguments.first?.first, setting.size(0) != nil,
            setting.hasOnly(["stride", "padding"]),
            setting.word("padding") ?? "none" == "none", setting.arguments.count > 1,
            setting.call.arguments[1].allSatisfy({ if case .matrix = setting.graph[$0].shape { true } else { false } })
        else { return nil }
        let kernel = PythonExpression.list(setting.arguments[1].map(\.text))
        var arguments = ["\(tokens.receiver).T", "torch.stack(\(kernel), dim=-1)"]
        if setting.arguments.count > 2 {
            guard let bias = setting.value(2), setting.shape(2)?.isVector ?? false else { return nil }
            arguments.append(bias)
        }
        if case .count(let stride)? = setting.call.options["stride"] { arguments.append("stride=\(stride)") }
        return LibraryCall(
            title: "conv1d, which has the tokens as columns",
            value: "\(setting.functional).conv1d(\(arguments.joined(separator: ", "))).T", modules: [.functional])
    }
}
