import Foundation

/// Processor time of this process in milliseconds; waiting for other programs does not count.
func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
}

/// The median processor time of a piece of work in milliseconds, after one run to warm up.
///
/// Repeats until half a second has passed and at least five runs are done; work that takes longer than two seconds
/// runs once.
func median(_ work: () throws -> Void) rethrows -> Double {
    func time() throws -> Double {
        let start = processorTime()
        try work()
        return processorTime() - start
    }
    let first = try time()
    if first >= 2000 { return first }
    var times: [Double] = []
    let start = processorTime()
    while times.count < 5 || (processorTime() - start < 500 && times.count < 20_000) { times.append(try time()) }
    times.sort()
    return times[times.count / 2]
}
