/// Moves labels beside each other apart, each as little as possible.
enum Spread {
  /// Places at least `step` apart, in the order of the places wanted (ties in the order given), with
  /// the least sum of squared moves; `nil` where the range cannot hold them all.
  ///
  /// Labels that would touch form a block, which stands at the mean of what its members want; blocks
  /// that touch then merge (the pool-adjacent-violators algorithm of isotonic regression).
  static func places(
    _ wanted: [Double], apart step: Double, in range: ClosedRange<Double>
  ) -> [Double]? {
    guard Double(wanted.count - 1) * step <= range.upperBound - range.lowerBound + 1e-6 else {
      return nil
    }
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    var blocks: [(first: Int, count: Int, sum: Double)] = []
    func start(_ block: (first: Int, count: Int, sum: Double)) -> Double {
      let reach = Double(block.count - 1) * step
      let free = block.sum / Double(block.count)
      return max(range.lowerBound, min(free, range.upperBound - reach))
    }
    for (rank, index) in order.enumerated() {
      // A member's wish is where its block's first label would have to stand.
      var block = (first: rank, count: 1, sum: wanted[index])
      while let last = blocks.last,
        start(last) + Double(last.count) * step > start(block)
      {
        blocks.removeLast()
        let shift = Double(last.count) * step
        block = (
          last.first, last.count + block.count, last.sum + block.sum - shift * Double(block.count)
        )
      }
      blocks.append(block)
    }
    var places = wanted
    for block in blocks {
      for offset in 0..<block.count {
        places[order[block.first + offset]] = start(block) + Double(offset) * step
      }
    }
    return places
  }
}
