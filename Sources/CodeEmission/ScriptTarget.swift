/// The library that a script is written for; the names are those of the command line.
public enum ScriptTarget: String, Hashable, Sendable, CaseIterable {
    case pytorch, numpy

    /// `PyTorch`, as a sentence names it.
    public var title: String {
        switch self {
        case .pytorch: "PyTorch"
        case .numpy: "NumPy"
        }
    }

    /// What stands before the library's functions: `torch` of `torch.exp`.
    var module: String {
        switch self {
        case .pytorch: "torch"
        case .numpy: "np"
        }
    }

    /// The library's word for an array of given entries: `torch.tensor`.
    var array: String {
        switch self {
        case .pytorch: "torch.tensor"
        case .numpy: "np.array"
        }
    }

    /// The library's word for a direction of a matrix.
    var axis: String {
        switch self {
        case .pytorch: "dim"
        case .numpy: "axis"
        }
    }
}
