import ClusterMetrics

extension ReportWords {
  /// Who is meant by a name that several districts have, or that the roster has only with its district: "Tân Lập" in "Mai
  /// Sơn" is "Xã Tân Lập (Mai Sơn)", or the Xã Tân Lập of the cluster Huyện Mai Sơn.
  package func namesake(_ name: String, in district: String, of who: Who?) -> Who? {
    switch who {
    case .units(let units)?:
      guard Set(units.map { roster.units[$0].cluster }).count > 1,
        let cluster = roster.cluster(named: district)
      else { return who }
      let own = units.filter { roster.units[$0].cluster == cluster }
      return own.isEmpty ? who : .units(own)
    case nil:
      let bare = NameKey.place(district).bare.text
      for place in [district, district.split(separator: " ").suffix(2).joined(separator: " ")]
      where !bare.isEmpty {
        for text in [
          "\(name) (\(place))", "\(name), \(place)", "\(name) - \(place)", "\(name) \(place)",
        ] {
          let units = roster.units(named: text)
          if !units.isEmpty { return .units(units) }
        }
      }
      return nil
    default: return who
    }
  }
}

extension StringProtocol {
  /// What is left behind some first words, folded; `nil` where others stand there, or nothing is left.
  func droppingWords(_ keys: [String]) -> String? {
    let words = split(whereSeparator: \.isWhitespace)
    guard words.count > keys.count, words.prefix(keys.count).map({ NameKey($0).text }) == keys
    else {
      return nil
    }
    return words.dropFirst(keys.count).joined(separator: " ")
  }
}
