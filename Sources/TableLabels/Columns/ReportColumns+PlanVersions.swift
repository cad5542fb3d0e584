import ClusterMetrics
import OfficeWords

/// Several plans of the same: the first one and the one that was changed.
extension ReportColumns {
  /// Of several plans the one that holds: "Kế hoạch vốn đầu năm | Kế hoạch vốn sau điều chỉnh", "KH tạm giao | KH chính thức".
  /// Where several may hold, all stay, and contradict each other.
  mutating func settlePlanVersions() {
    settleVersionsBelow()
    settleNewPlans()
    settleWishes()
    let plans = numbers.indices.filter { numbers[$0].meaning.figure == .plan }
    let groups = Dictionary(grouping: plans) { index in
      [
        numbers[index].upperLevels.joined(separator: " / "),
        numbers[index].meaning.indicator?.id ?? numbers[index].unknown ?? "",
      ]
    }
    for group in groups.values where group.count > 1 {
      let versions = group.map { PlanVersion(numbers[$0].lastLevel) }
      guard let last = versions.max(), Set(versions).count > 1,
        let only = group.indices.filter({ versions[$0] == last }).only
      else { continue }
      let period = numbers[group[only]].meaning.period
      for place in group.indices where place != only {
        // "KH năm | KH điều chỉnh tháng 6" are plans of two times.
        let own = numbers[group[place]].meaning.period
        guard own == period || own == nil || period == nil || versions[place] == .besides else {
          continue
        }
        // What says the year says it of all.
        if period == nil, versions[place] != .besides {
          numbers[group[only]].meaning.period = own
          numbers[group[only]].meaning.isOfYear =
            numbers[group[only]].meaning.isOfYear || numbers[group[place]].meaning.isOfYear
        }
        numbers[group[place]].meaning.isCompared = true
      }
    }
  }

  /// "Giao đầu năm | Điều chỉnh | Sau điều chỉnh" below "Kế hoạch năm 2026": the first plan, what was changed, and the plan that
  /// holds.
  private mutating func settleVersionsBelow() {
    let versions = numbers.indices.filter { index in
      PlanVersion.isAlone(numbers[index].lastLevel)
        && numbers[index].upperLevels.contains { Figure(saidBy: $0) == .plan }
    }
    for group in Dictionary(grouping: versions, by: { numbers[$0].upperLevels }).values {
      guard let known = group.first(where: { numbers[$0].unknown == nil }),
        let valid = group.first(where: {
          PlanVersion(numbers[$0].lastLevel) == .valid
            && !PlanVersion.isChange(numbers[$0].lastLevel)
        })
      else { continue }
      let first = numbers[known].meaning
      (numbers[valid].unknown, numbers[valid].meaning.isCompared) = (nil, false)
      (numbers[valid].meaning.figure, numbers[valid].meaning.indicator) = (.plan, first.indicator)
      numbers[valid].meaning.period = numbers[valid].meaning.period ?? first.period
      numbers[valid].meaning.isOfYear = numbers[valid].meaning.isOfYear || first.isOfYear
      for index in group where index != valid {
        numbers[index].meaning.isCompared = true
        numbers[index].unknown = nil
      }
    }
  }

  /// "Chỉ tiêu phấn đấu | Kết quả" without another plan.
  private mutating func settleWishes() {
    for index in numbers.indices
    where numbers[index].meaning.isCompared && FigureWords.isWish(numbers[index].lastLevel) {
      let beside = numbers.filter { $0.upperLevels == numbers[index].upperLevels }
      guard !beside.contains(where: { $0.meaning.figure == .plan }),
        beside.contains(where: { $0.meaning.figure == .value })
      else { continue }
      (numbers[index].meaning.isCompared, numbers[index].meaning.figure) = (false, .plan)
    }
  }

  /// "KH cũ | KH mới" and "Chỉ tiêu cũ | Chỉ tiêu mới" beside each other are plans; "KH mới" alone may be customers.
  private mutating func settleNewPlans() {
    func base(_ column: Numbers, _ word: String) -> String? {
      let key = NameKey(column.lastLevel).text
      guard key.hasSuffix(" " + word) else { return nil }
      let base = String(key.dropLast(word.count + 1))
      return ReportColumns.basesOfPlans.contains(base) ? base : nil
    }
    for old in numbers.indices {
      guard let name = base(numbers[old], ReportColumns.old),
        let new = numbers.indices.first(where: {
          base(numbers[$0], ReportColumns.new) == name
            && numbers[$0].upperLevels == numbers[old].upperLevels
        })
      else { continue }
      (numbers[old].meaning.isCompared, numbers[old].unknown) = (true, nil)
      (numbers[new].meaning.figure, numbers[new].meaning.isCompared) = (.plan, false)
      numbers[new].unknown = numbers[new].upperLevels.last.flatMap {
        Figure(saidBy: $0) == nil && numbers[new].meaning.indicator == nil ? $0 : nil
      }
    }
  }
  private static let (old, new) = (NameKey("cũ").text, NameKey("mới").text)
  private static let basesOfPlans = Set(
    ["kế hoạch", "kh", "chỉ tiêu", "dự toán", "chỉ tiêu kế hoạch", "kế hoạch vốn"].map {
      NameKey($0).text
    })
}
