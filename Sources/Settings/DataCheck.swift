import ClusterMetrics
import Yams

/// A rule of the settings that numbers are held to: `opinions_resolved <= opinions_raised`.
package struct DataCheck: Sendable {
  /// What is held to the rule.
  package enum Scope: String, Sendable, CaseIterable {
    /// Each row of the registers; operands are number columns.
    case rows
    /// The tallies of each unit; operands are indicators.
    case tallies
  }

  package enum Relation: String, Sendable, CaseIterable {
    case atMost = "<="
    case atLeast = ">="
    case differs = "!="
    case equals = "="
    case below = "<"
    case above = ">"

    package func holds(_ left: Double, _ right: Double) -> Bool {
      let tolerance = 1e-9 * max(1, abs(left), abs(right))
      let isEqual = abs(left - right) <= tolerance
      return switch self {
      case .atMost: left < right || isEqual
      case .atLeast: left > right || isEqual
      case .below: left < right && !isEqual
      case .above: left > right && !isEqual
      case .equals: isEqual
      case .differs: !isEqual
      }
    }
  }

  /// As it is written.
  package var rule: String
  package var left: Arithmetic<String>
  package var relation: Relation
  package var right: Arithmetic<String>
  package var scope: Scope
  /// What is said where it is broken.
  package var reason: String
  /// The line of the settings.
  package var line: Int?

  package var operands: [String] { (left.operands + right.operands).uniqued }
  /// The number columns that it needs.
  package var columns: [String] { scope == .rows ? operands : [] }

  /// Reads a rule; `nil` where it is none.
  package static func parse(
    _ text: String
  ) -> (left: Arithmetic<String>, relation: Relation, right: Arithmetic<String>)? {
    for relation in Relation.allCases {
      guard let sign = text.firstRange(of: relation.rawValue) else { continue }
      let rest = text[sign.upperBound...]
      guard let left = Arithmetic(String(text[..<sign.lowerBound])),
        let right = Arithmetic(String(rest.first == "=" ? rest.dropFirst() : rest))
      else { return nil }
      return (left, relation, right)
    }
    return nil
  }

  /// The values where the rule is broken; `nil` where it holds, or a value is not known.
  package func breach(_ value: (String) -> Double?) -> String? {
    var values: [String: Double] = [:]
    for operand in operands {
      guard let known = value(operand) else { return nil }
      values[operand] = known
    }
    guard let left = left.value({ values[$0] ?? 0 }), let right = right.value({ values[$0] ?? 0 }),
      !relation.holds(left, right)
    else { return nil }
    return operands.map { "\($0) = \(DataCheck.text(values[$0] ?? 0))" }.joined(separator: ", ")
  }

  private static func text(_ value: Double) -> String {
    Quantity(value).map { "\($0)" } ?? "\(value)"
  }
}

extension ProjectFile {
  /// Reads `checks`.
  mutating func readChecks(_ node: Node, ids: [String]) {
    for entry in reader.list(node, named: "checks") {
      var (rule, reason) = ("", "")
      var scope: DataCheck.Scope?
      for (key, _, value) in reader.entries(
        of: entry, named: "checks", known: ["rule", "for", "reason"])
      {
        switch key {
        case "rule": rule = reader.string(value, named: "checks.rule") ?? ""
        case "for": scope = reader.choice(value, named: "checks.for", as: DataCheck.Scope.self)
        default: reason = reader.string(value, named: "checks.reason") ?? ""
        }
      }
      guard let parsed = DataCheck.parse(rule) else {
        reader.reject(
          entry,
          vi: "checks.rule \"\(rule)\" không phải là quy tắc; hãy viết như a <= b, a + b = c",
          en: "checks.rule \"\(rule)\" is not a rule; write it as a <= b, a + b = c")
        continue
      }
      var check = DataCheck(
        rule: rule, left: parsed.left, relation: parsed.relation, right: parsed.right, scope: .rows,
        reason: reason, line: entry.mark?.line)
      // Ids of indicators are about tallies, where nothing else is said.
      check.scope = scope ?? (check.operands.allSatisfy(ids.contains) ? .tallies : .rows)
      if check.scope == .tallies, let unknown = check.operands.first(where: { !ids.contains($0) }) {
        reader.addUnknownIndicator(unknown, among: ids, entry, named: "checks")
        continue
      }
      definition.checks.append(check)
    }
  }
}
