import ClusterMetrics

/// How groups of units are called.
extension Wording {
  /// Units of which the roster does not say what others are grouped by.
  package var withoutTrait: String { self("chưa ghi", "not stated") }

  /// "Cụm 1, Miền núi".
  package func name(of part: Roster.Part, _ roster: Roster) -> String {
    let traits = part.traits.map { trait in
      let text = roster.text(of: trait)
      return text.isEmpty ? withoutTrait : text
    }
    let cluster = part.cluster.map { [roster.clusters[$0].name] } ?? []
    return (cluster + traits).joined(separator: ", ")
  }

  /// What rows go by: "theo đơn vị", "theo Vùng".
  package func by(_ groups: [Group], _ roster: Roster) -> String {
    switch groups.first {
    case .part(let part)?:
      guard let trait = part.traits.first else { return self("theo cụm", "by cluster") }
      let name = self(roster.attributes[trait.attribute].name)
      return self("theo ", "by ") + (part.cluster == nil ? "" : self("cụm và ", "cluster and "))
        + name
    case .cluster?: return self("theo cụm", "by cluster")
    case .commune?: return self("theo xã", "by commune")
    case .unit?, .all?, nil: return self("theo đơn vị", "by unit")
    }
  }

  /// What columns go by, within a sentence.
  package func name(of across: CrossTable.Across, _ roster: Roster) -> String {
    switch across {
    case .column(let id): self("cột \(id)", "column \(id)")
    case .attribute(let id):
      roster.attribute(named: id).map { self(roster.attributes[$0].name) } ?? id
    case .clusters: self("cụm", "cluster")
    case .periods: self("kỳ", "period")
    }
  }

  /// What an asterisk behind a number says.
  package var lackNote: String {
    self(
      "* chưa đủ đơn vị, hoặc chưa đủ các kỳ thành phần.",
      "* without some units, or some parts of the period.")
  }

  /// Activities whose dates name a month or quarter that ends behind a period.
  package func straddling(_ count: Int, _ period: Period) -> String {
    let name = nameInSentence(period)
    return self(
      "\(count) dòng của sổ chỉ ghi tháng, quý vắt qua ngày kết thúc \(name) nên không được tính vào kỳ này",
      count == 1
        ? "1 row of the registers names a month or quarter that ends after \(name), and does not count in it"
        : "\(count) rows of the registers name months or quarters that end after \(name), and do not count in it"
    )
  }

  /// A total of which no unit's number is known.
  package var statedTotal: String {
    self("tổng số chung, không có số từng đơn vị", "stated as a whole, without its units")
  }

  /// What a change stands on of which one side is a total without its units.
  func statedTotalBasis(isCompared: Bool, whole: String?) -> String {
    if isCompared {
      return self(
        "kỳ so sánh là tổng số chung, không có số từng đơn vị",
        "the other period is a total without its units")
    }
    guard let whole else { return "" }
    return self(
      "chưa đủ đơn vị, hoặc chưa đủ kỳ, nên chưa so sánh được với tổng số chung; chênh lệch của các số hiện có: \(whole)",
      "units or parts are missing beside a total that is stated as a whole; of what there is: \(whole)"
    )
  }

  /// What is wrong with a grouping, and what to do.
  package func text(_ fault: Grouping.Fault) -> String {
    switch fault {
    case .unknown(let word, let nearest):
      let hint =
        nearest.isEmpty
        ? self(
          "; cột của sổ được khai báo ở mục columns của giaoban.yaml, cột của danh sách gọi theo tiêu đề",
          "; columns of registers are named under columns in giaoban.yaml, those of the roster by their headers"
        )
        : self("; có phải là ", "; did you mean ")
          + nearest.joined(separator: self(" hay ", " or ")) + "?"
      return self("không có cột \"\(word)\"", "there is no column \"\(word)\"") + hint
    case .places(let first, let second):
      return self(
        "mỗi dòng chỉ là một trong unit, cluster, commune; hãy bỏ \(first) hoặc \(second)",
        "a row is one of unit, cluster, commune; leave out \(first) or \(second)")
    case .several(let first, let second):
      return self(
        "chỉ chia được theo một cột của sổ và một cột của danh sách, không theo cả \(first) và \(second)",
        "rows go by one column of the registers and one of the roster, not by both \(first) and \(second)"
      )
    case .mixed(let attribute, let units):
      let listed = units.prefix(6).joined(separator: ", ") + (units.count > 6 ? ", …" : "")
      return self(
        "cột \(attribute): các xã của cùng một đơn vị ghi khác nhau (\(listed)); hãy thêm \"commune\" để chia theo xã, hoặc ghi một giá trị cho cả đơn vị",
        "column \(attribute): communes of one unit differ (\(listed)); add \"commune\" to list communes, or give the unit one text"
      )
    }
  }
}
