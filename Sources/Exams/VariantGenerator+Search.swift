import Graphs
import Numbers
import Rationals
import Sheets

extension VariantGenerator {
    /// The draw of a variant, and what it took to find it.
    struct Found: Sendable {
        /// For each component the number of its point.
        var numbers: [Integer]
        /// Draws looked at, the accepted ones included.
        var attempts: Int
        var refusals: RefusalCounts
    }

    /// What is known of the order of all points, where variants are found one after the other.
    struct Scan: Sendable {
        /// The first place that nobody has looked at.
        var next: UInt64 = 0
        /// The variants found, in order.
        var found: [Found] = []
        /// Verdicts on the points of components, so that each is worked out once.
        var verdicts: [Int: [Integer: Refusal?]] = [:]
        /// Why no more are found: the same for whoever asks, however often.
        var failure: GeneratorError?
        /// Looked at since the last variant was found.
        var pending = Found(numbers: [], attempts: 0, refusals: RefusalCounts())
    }

    func found(_ number: Int) throws(GeneratorError) -> Found {
        guard (1...Self.limit).contains(number) else { throw .number(number, limit: Self.limit) }
        guard plan.isScanned else { return try strided(number) }
        let outcome: Result<Found, GeneratorError> = scan.withLock { scan in
            do throws(GeneratorError) {
                if scan.found.count < number, let failure = scan.failure { return .failure(failure) }
                while scan.found.count < number { try extend(&scan, for: scan.found.count + 1) }
                return .success(scan.found[number - 1])
            } catch {
                scan.failure = error
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    /// A variant with points of its own: the first accepted of each unit.
    private func strided(_ number: Int) throws(GeneratorError) -> Found {
        var attempts = [UInt64](repeating: 0, count: plan.units.count)
        var chosen = [Integer?](repeating: nil, count: plan.units.count)
        var found = Found(numbers: [], attempts: 0, refusals: RefusalCounts())
        while true {
            for unit in plan.units.indices {
                while chosen[unit] == nil {
                    guard attempts[unit] < UInt64(settings.attempts),
                        let point = point(of: unit, variant: number, attempt: attempts[unit])
                    else { throw .attempts(variant: number, limit: Int(attempts[unit]), found.refusals) }
                    attempts[unit] += 1
                    found.attempts += 1
                    if let refusal = refusal(of: point, in: plan.units[unit]) {
                        found.refusals.add(refusal)
                    } else {
                        chosen[unit] = point
                    }
                }
            }
            found.numbers = numbers(of: chosen.compactMap { $0 })
            guard let refusal = refusal(of: found.numbers) else { return found }
            found.refusals.add(refusal)
            for unit in plan.units.indices { chosen[unit] = nil }
        }
    }

    /// The point that a variant tries, nil when its share of the space is used up.
    private func point(of unit: Int, variant: Int, attempt: UInt64) -> Integer? {
        let count = plan.units[unit].count
        guard unit == 0 else {
            return points.point(
                below: count, variant: UInt64(variant), attempt: attempt, component: plan.units[unit].tag)
        }
        let (start, overflow) = attempt.multipliedReportingOverflow(by: DrawPlan.stride)
        let place = start &+ UInt64(variant - 1)
        guard !overflow, place >= start, Integer(place) < count else { return nil }
        return places.first?[place]
    }

    private func refusal(of point: Integer, in unit: DrawPlan.Unit) -> Refusal? {
        for (component, number) in plan.numbers(of: point, in: unit) {
            if let refusal = acceptance.refusal(of: number, in: component) { return refusal }
        }
        return nil
    }

    /// The points of all components from those of the units.
    private func numbers(of points: [Integer]) -> [Integer] {
        var numbers = [Integer](repeating: 0, count: plan.components.count)
        for (unit, point) in zip(plan.units, points) {
            for (component, number) in plan.numbers(of: point, in: unit) { numbers[component] = number }
        }
        return numbers
    }

    /// What speaks against a whole whose components are all accepted.
    private func refusal(of numbers: [Integer]) -> Refusal? {
        if !settings.exclusions.variants.isEmpty, settings.exclusions.contain(values(of: numbers)) { return .excluded }
        return acceptance.refusal(ofWhole: numbers)
    }

    // MARK: One after the other

    /// Points whose verdicts are remembered.
    private static let rememberedCount = Integer(1 << 16)
    /// Points that are passed over by remembered verdicts for each one that is worked out.
    private static let passingFactor = 100

    /// Looks for one variant more.
    private func extend(_ scan: inout Scan, for variant: Int) throws(GeneratorError) {
        guard let unit = plan.units.first, let order = places.first else { throw .nothingToDraw }
        var worked = 0
        var passed = 0
        while true {
            guard Integer(scan.next) < unit.count else {
                throw .exhausted(variant: variant, accepted: scan.found.count, of: unit.count)
            }
            guard worked < settings.attempts,
                passed < settings.attempts.multipliedReportingOverflow(by: Self.passingFactor).partialValue
            else {
                throw .attempts(variant: variant, limit: worked, scan.pending.refusals)
            }
            let point = order[scan.next]
            scan.next += 1
            scan.pending.attempts += 1
            passed += 1
            var refusal: Refusal?
            for (component, number) in plan.numbers(of: point, in: unit) where refusal == nil {
                if let known = scan.verdicts[component]?[number] {
                    refusal = known
                    continue
                }
                refusal = acceptance.refusal(of: number, in: component)
                worked += 1
                if plan.components[component].count <= Self.rememberedCount {
                    scan.verdicts[component, default: [:]][number] = .some(refusal)
                }
            }
            if refusal == nil {
                scan.pending.numbers = numbers(of: [point])
                refusal = self.refusal(of: scan.pending.numbers)
            }
            if let refusal {
                scan.pending.refusals.add(refusal)
                continue
            }
            scan.found.append(scan.pending)
            scan.pending = Found(numbers: [], attempts: 0, refusals: RefusalCounts())
            return
        }
    }
}
