public import Documents

/// Makes the files of one format from variants that come one after the other.
///
/// What it writes depends on the variants alone, so that the same bank is the same bytes everywhere.
public protocol VariantWriter: Sendable {
    /// Takes the next variant; its questions are asked for with `variant.questions(options.handout)`.
    ///
    /// - Throws: `NumberError` when a value cannot be rounded within the limits, or what a tool that it runs says.
    mutating func add(_ variant: Variant) throws
    /// All files, once no variant follows.
    mutating func finish() throws -> [OutputFiles.File]
    /// What the format could not hold and what stands there in its place, each once, in words.
    var notes: [String] { get }
}
