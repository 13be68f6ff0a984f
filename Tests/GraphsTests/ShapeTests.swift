import Graphs
import Testing

@Suite struct ShapeTests {
    @Test func productsFollowLinearAlgebra() throws {
        let product = Operation.matrixProduct
        #expect(try product.shape(of: [.matrix(4, 3), .column(3)]) == .column(4))
        #expect(try product.shape(of: [.row(3), .matrix(3, 2)]) == .row(2))
        #expect(try product.shape(of: [.row(3), .column(3)]) == .scalar)
        #expect(try product.shape(of: [.column(3), .row(2)]) == .matrix(3, 2))
        #expect(throws: ShapeError.product(.matrix(4, 3), .column(4))) {
            try product.shape(of: [.matrix(4, 3), .column(4)])
        }
    }

    @Test func namedSizesAgreeOnlyWhenTheyAreTheSamePolynomial() throws {
        let (n, d, h) = (Dimension("n"), Dimension("d"), Dimension("h"))
        #expect(h * d + d == d * h + d)
        #expect((n + 2 * n).description == "3 n")
        let projected = try Operation.matrixProduct.shape(of: [.matrix(n, d), .matrix(d, h * d)])
        #expect(projected == .matrix(n, d * h))
        #expect(throws: ShapeError.product(.matrix(n, d), .matrix(n, d))) {
            try Operation.matrixProduct.shape(of: [.matrix(n, d), .matrix(n, d)])
        }
    }

    @Test func blocksJoinAlongTheirCommonSide() throws {
        #expect(try Operation.concatenate.shape(of: [.matrix(4, 2), .matrix(4, 3)]) == .matrix(4, 5))
        #expect(try Operation.concatenate.shape(of: [.column(4), .column(4)]) == .matrix(4, 2))
        #expect(try Operation.concatenate.shape(of: [.row(4), .row(1)]) == .row(5))
        #expect(try Operation.stack.shape(of: [.row(4), .row(4)]) == .matrix(2, 4))
        #expect(try Operation.stack.shape(of: [.column(4), .column(2)]) == .column(6))
        #expect(try Operation.stack.shape(of: [.scalar, .scalar]) == .column(2))
        #expect(throws: ShapeError.joined(.row(4), .row(3))) { try Operation.stack.shape(of: [.row(4), .row(3)]) }
    }

    @Test func sizesThatDoNotFitAreRefusedBeforeAnythingIsAllocated() {
        let huge = Dimension(1 << 40)
        #expect(throws: ShapeError.tooManyEntries(limit: Operation.maximumEntries)) {
            try Operation.matrixProduct.shape(of: [.column(huge), .row(huge)])
        }
    }
}
