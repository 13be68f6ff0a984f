import Rationals

extension VariantGenerator {
    /// Changes with whatever decides the variants: the sheet, the seed, the settings, what is excluded, the generator.
    ///
    /// The attempts are not among them: a variant that is found does not depend on them.
    var identity: UInt64 {
        var identity = Fingerprint()
        identity.add(plan.elaboration.sheet.source.bytes)
        for part in [
            String(FormID.generator), String(settings.seed), settings.band.map(String.init) ?? "off",
            String(settings.diagnoses), String(settings.exclusions.fingerprint),
        ] {
            identity.add(part)
        }
        return identity.value
    }

    /// The variant whose place among all draws is known; nil when that is no place of this sheet.
    ///
    /// - Cost: one working out of the sheet.
    func variant(_ found: FoundDraw) throws(GeneratorError) -> Variant? {
        guard found.points.count == plan.components.count, (1...Self.limit).contains(found.number) else { return nil }
        for (point, component) in zip(found.points, plan.components) {
            guard point.signum() >= 0, point < component.count else { return nil }
        }
        return try variant(
            found.number,
            found: Found(numbers: found.points, attempts: found.attempts, refusals: RefusalCounts()))
    }
}
