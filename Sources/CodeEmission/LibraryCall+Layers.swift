import Graphs
import Rationals

extension LibraryCall {
    /// `F.layer_norm` and `F.rms_norm`, with the ε of the sheet: 0 unless it says otherwise.
    @Sendable static func normalisation(_ setting: Setting, _ name: String) -> LibraryCall? {
        guard let x = setting.value(0), let shape = setting.shape(0), shape != .scalar,
            let width = (shape.length ?? shape.columns).value, setting.hasOnly(["gamma", "beta", "eps"])
        else { return nil }
        var arguments = [x, "(\(width),)"]
        for (option, keyword) in [("gamma", "weight"), ("beta", "bias")] {
            guard case .node(let id)? = setting.call.options[option] else { continue }
            guard let value = setting.options[option], setting.graph[id].shape.isVector else { return nil }
            arguments.append("\(keyword)=\(value.text)")
        }
        arguments.append("eps=\(setting.options["eps"].map(number) ?? "0.0")")
        return function(setting, name, arguments)
    }

    /// An activation that PyTorch has as a function of an array.
    @Sendable static func activation(_ setting: Setting, _ name: String) -> LibraryCall? {
        guard let x = setting.arguments.first?.first, !x.isNumber, setting.hasOnly(["form", "slope"]) else {
            return nil
        }
        var arguments = [x.text]
        if setting.word("form") == "tanh" { arguments.append("approximate=\"tanh\"") }
        if let slope = setting.options["slope"] { arguments.append("negative_slope=\(number(slope))") }
        return function(setting, name, arguments)
    }

    /// `F.linear` multiplies by the transpose of the weights.
    @Sendable static func linear(_ setting: Setting) -> LibraryCall? {
        guard let x = setting.value(0), let weights = setting.arguments.dropFirst().first?.first,
            setting.shape(0) != .scalar, setting.size(1) != nil, setting.hasOnly([])
        else { return nil }
        var arguments = [x, "\(weights.receiver).T"]
        if setting.arguments.count > 2 {
            guard let bias = setting.value(2), setting.shape(2)?.isVector ?? false else { return nil }
            arguments.append(bias)
        }
        return function(setting, "linear", arguments)
    }

    /// `F.cross_entropy` counts classes from 0, the sheet from 1.
    @Sendable static func crossEntropy(_ setting: Setting) -> LibraryCall? {
        guard let logits = setting.value(0), let shape = setting.shape(0), setting.call.arguments.count == 2,
            setting.call.arguments[1].count == 1, setting.hasOnly(["reduction"]),
            case .constant(let labels) = setting.graph[setting.call.arguments[1][0]].operation
        else { return nil }
        let classes = labels.elements.compactMap { $0.rational.flatMap { Int(exactly: $0) } }
        guard classes.count == labels.elements.count, classes.allSatisfy({ $0 >= 1 }) else { return nil }
        // As many labels as rows: one for a vector. Otherwise they are probabilities.
        guard classes.count == (shape.isVector ? 1 : shape.rows.value) else { return nil }
        let numbers = classes.map { String($0 - 1) }
        let targets = shape.isVector ? numbers[0] : PythonExpression.list(numbers)
        var arguments = [logits, "torch.tensor(\(targets))"]
        if setting.word("reduction") == "sum" { arguments.append("reduction=\"sum\"") }
        return function(setting, "cross_entropy", arguments)
    }

    /// A plain number for an argument that takes no array.
    private static func number(_ value: PythonExpression) -> String {
        value.isNumber ? value.text : "float(\(value.text))"
    }

    private static func function(_ setting: Setting, _ name: String, _ arguments: [String]) -> LibraryCall {
        LibraryCall(
            title: name, value: "\(setting.functional).\(name)(\(arguments.joined(separator: ", ")))",
            modules: [.functional])
    }
}
