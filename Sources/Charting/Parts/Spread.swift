/// Moves neighbouring labels apart, each as little as possible.
enum Spread {
  /// Returns places at least `step` apart, in the order of the wanted places (ties keep the given order), with the
  /// least sum of squared moves; `nil` if they do not fit into the range.
  ///
  /// Labels that would touch form a block, placed at the mean of its members' wishes; blocks that touch are then merged
  /// (the pool-adjacent-violators algorithm of isotonic regression).
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
      // The sum adds up the wanted place of the block's first label, as each member implies it.
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
