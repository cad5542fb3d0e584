import ClusterMetrics
import Findings
import ProjectDiscovery
import Settings
import TableGrids
import Tables

extension TableDiscovery {
  /// Reads files, and says which of them cannot be read.
  package mutating func read(filesAt files: [(path: String, name: String)]) {
    var opened: [File] = []
    for (path, name) in files {
      do throws(TableFault) {
        let kind = try FileKind.of(path)
        if let refusal = kind.refusal {
          pass(name, because: refusal)
        } else {
          opened.append((name, try grids(path, name, kind)))
        }
      } catch {
        pass(name, because: .damaged(error.reason))
      }
    }
    read(opened)
  }

  private func grids(
    _ path: String, _ name: String, _ kind: FileKind
  ) throws(TableFault) -> [(name: String?, grid: Grid)] {
    let file = try TableFile(path, name: name, kind: kind, definition: definition)
    let sheets: [Sheet?] = file.isWorkbook ? file.sheets.filter { !$0.isHidden } : [nil]
    var grids: [(name: String?, grid: Grid)] = []
    for sheet in sheets {
      var reading = GridReading()
      try file.read(sheet, into: &reading)
      grids.append((sheet?.name, reading.grid))
    }
    return grids
  }
}
