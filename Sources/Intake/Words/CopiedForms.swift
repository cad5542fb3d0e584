import ClusterMetrics

extension Finding {
  /// A table whose title names one unit, and its file or sheet another: one of the two was forgotten when a form was copied.
  static func otherUnit(_ own: String, named other: String, at place: Place) -> Finding {
    Finding(
      .unknownUnit, .warning, at: place,
      vi:
        "tiêu đề ghi \(own), tên tệp hoặc tên trang tính ghi \(other); được tính cho \(own), hãy kiểm tra lại",
      en:
        "the title says \(own), the name of the file or sheet \(other); it counts for \(own), check it"
    )
  }
}

extension NameResolver {
  /// The unit that the name of a sheet or file mentions, if it is none of some units.
  func unit(ofFile file: String, sheet: String?, than units: [Int]) -> Int? {
    let mentions = UnitMentions(roster)
    let named = [sheet, file.fileStem].compactMap(\.self).lazy.compactMap { mentions.only(in: $0) }
      .first
    guard let found = named.map({ roster.units(named: $0) }), let first = found.first,
      Set(found).isDisjoint(with: units),
      !units.contains(where: {
        NameKey.place(roster.units[$0].name).bare == NameKey.place(roster.units[first].name).bare
      })
    else { return nil }
    return first
  }
}
