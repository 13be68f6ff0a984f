import Graphs
import Numbers
public import Sheets

/// A sheet with its own numbers: one paper of an exam.
///
/// It is a sheet like any other, so that handout, marking and scripts come from it as they do from the original.
public struct Variant: Sendable {
    /// From 1.
    public var number: Int
    /// What regenerates it, printed on every page.
    public var form: String
    /// The data that were drawn, in the order of the sheet.
    public var values: [DrawnValue]
    /// The Markdown of the sheet with these data.
    public var text: String
    /// That sheet, worked out.
    public var worked: WorkedSheet

    /// A variant from its parts.
    public init(number: Int, form: String, values: [DrawnValue], text: String, worked: WorkedSheet) {
        self.number = number
        self.form = form
        self.values = values
        self.text = text
        self.worked = worked
    }
}

/// What was drawn for one name of a sheet.
public struct DrawnValue: Sendable {
    /// The id of the name in the sheet: `1.X`.
    public var id: String
    /// The value.
    public var value: Tensor<Number>
    /// The value as it is typed in a sheet: `[1, 2; 0, -1/2]`.
    public var text: String

    /// A value and its spelling.
    public init(id: String, value: Tensor<Number>, text: String) {
        self.id = id
        self.value = value
        self.text = text
    }
}
