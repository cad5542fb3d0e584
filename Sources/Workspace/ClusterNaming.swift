import ClusterMetrics
import Foundation
import Intake
import ProjectDiscovery
import Reporting
import ReportWords

/// Renames the only, still unnamed cluster of a project if a further table gives its name.
struct ClusterNaming {
  private let name: String
  /// Its current name.
  private let old: String

  /// - Returns: `nil` if there is nothing to rename.
  init?(project: Project, proposal: ProjectProposal) {
    let unnamed = ProposalTexts.unnamedCluster
    guard project.roster.clusters.count == 1, let old = project.roster.clusters.first?.name,
      [unnamed.vietnamese, unnamed.english].contains(old),
      proposal.clusters.count == 1, let name = proposal.clusters.first,
      NameKey(name) != NameKey(old)
    else { return nil }
    (self.name, self.old) = (name, old)
  }

  /// The roster with the new name in the first column of every row.
  func renamed(_ roster: Data) -> Data {
    guard let text = String(data: roster, encoding: .utf8) else { return roster }
    let cell =
      name.contains { ",\";\n".contains($0) }
      ? "\"" + name.replacing("\"", with: "\"\"") + "\"" : name
    let lines = text.components(separatedBy: "\n").map { line in
      line.hasPrefix(old + ",") ? cell + line.dropFirst(old.count) : line
    }
    return Data(lines.joined(separator: "\n").utf8)
  }
}
