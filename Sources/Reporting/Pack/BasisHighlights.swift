import ClusterMetrics

/// Sentences on what the numbers stand on.
extension Highlights {
  func silence() -> [Item] {
    let silent = book.askedUnits(of: subject, in: period).filter {
      !book.hasReportedPart(unit: $0, of: period)
    }
    guard !silent.isEmpty else { return [] }
    let who = names(silent)
    let text: String
    if case .unit = subject {
      text = words(
        "\(who) chưa báo cáo kỳ này.", "\(who) has not reported for this period.")
    } else if silent.count == 1 {
      text = words(
        "\(who) chưa báo cáo; các số tổng hợp dưới đây chưa gồm số liệu của đơn vị này.",
        "\(who) has not reported; the totals below do not include it.")
    } else {
      text = words(
        "\(silent.count) đơn vị chưa báo cáo: \(who); các số tổng hợp dưới đây chưa gồm số liệu của các đơn vị"
          + " này.",
        "\(silent.count) units have not reported: \(who); the totals below do not include them.")
    }
    return [Item(text: text, anchor: "submissions", tone: .bad, weight: 1000)]
  }

  /// Units that have reported only some parts of the period.
  func incomplete() -> [Item] {
    let lacking = book.units(of: subject, in: period).map {
      (unit: $0, parts: book.missingParts(ofUnit: $0, in: period))
    }.filter { !$0.parts.isEmpty }
    guard !lacking.isEmpty else { return [] }
    let who = names(lacking.map(\.unit))
    let parts = lacking.flatMap(\.parts).uniqued.map { words.nameInSentence($0) }
    let missing =
      parts.count > 3 ? parts.prefix(3).joined(separator: ", ") + ", …" : words.list(parts)
    let text =
      lacking.count == 1
      ? words(
        "\(who) chưa báo cáo đủ kỳ, còn thiếu \(missing).",
        "\(who) has not reported the whole period: \(missing) missing.")
      : words(
        "\(lacking.count) đơn vị chưa báo cáo đủ kỳ: \(who); còn thiếu \(missing).",
        "\(lacking.count) units have not reported the whole period: \(who); \(missing) missing.")
    return [Item(text: text, anchor: "submissions", tone: .bad, weight: 980)]
  }

  private var usesRegisters: Bool { book.plan.sources(of: indicators).contains(.registers) }

  func partialStart() -> [Item] {
    guard let lateStart, usesRegisters else { return [] }
    let (name, day) = (words.nameInSentence(lateStart.period), words.date(lateStart.day))
    return [
      Item(
        text: words(
          "Sổ theo dõi chỉ có từ \(day): số liệu lấy từ sổ của \(name) chưa đủ kỳ, so sánh chỉ để tham khảo.",
          "The register begins on \(day): what is counted from it for \(name) is partial, and so is any"
            + " comparison."), anchor: "submissions", tone: .bad, weight: 950)
    ]
  }

  func earlyEnd() -> [Item] {
    guard let day = book.recordsEnd(in: period), usesRegisters else { return [] }
    return [
      Item(
        text: words.recordsEnd(day, period), anchor: "submissions", tone: .bad, weight: 940)
    ]
  }

  func omissions() -> [Item] {
    guard !leftOut.isEmpty else { return [] }
    return [
      Item(
        text: words(
          "Các số liệu dưới đây \(words.leftOut(leftOut)).",
          "The numbers below are \(words.leftOut(leftOut))."),
        anchor: "checks", tone: .bad, weight: 930)
    ]
  }

  func contradiction() -> [Item] {
    guard contradictions > 0 else { return [] }
    let isOne = contradictions == 1
    return [
      Item(
        text: usesRegisters
          ? words(
            "\(contradictions) số liệu báo cáo mâu thuẫn với sổ theo dõi hoặc với nhau.",
            "\(contradictions) reported number\(isOne ? " contradicts" : "s contradict")"
              + " the registers or each other.")
          : words(
            "\(contradictions) số liệu báo cáo mâu thuẫn với nhau.",
            "\(contradictions) reported number\(isOne ? " contradicts" : "s contradict") others."),
        anchor: "checks", tone: .bad, weight: 900)
    ]
  }
}
