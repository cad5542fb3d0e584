import ClusterMetrics
import Foundation
import Intake
import Reporting

/// Gives the only cluster of a project, which nobody has named yet, the name that a further table gives it.
struct ClusterNaming {
  private let name: String

  /// - Returns: `nil` where there is nothing to name.
  init?(project: Project, proposal: ProjectProposal) {
    guard project.roster.clusters.map(\.name) == [ProposalTexts.unnamedCluster],
      proposal.clusters.count == 1, let name = proposal.clusters.first,
      NameKey(name) != NameKey(ProposalTexts.unnamedCluster)
    else { return nil }
    self.name = name
  }

  /// The roster with the name in the first column of every row.
  func renamed(_ roster: Data) -> Data {
    guard let text = String(data: roster, encoding: .utf8) else { return roster }
    let cell =
      name.contains { ",\";\n".contains($0) }
      ? "\"" + name.replacing("\"", with: "\"\"") + "\"" : name
    let old = ProposalTexts.unnamedCluster
    let lines = text.components(separatedBy: "\n").map { line in
      line.hasPrefix(old + ",") ? cell + line.dropFirst(old.count) : line
    }
    return Data(lines.joined(separator: "\n").utf8)
  }
}
