import ClusterMetrics
import Intake
import Settings

/// Explains how tables of database servers were read, in words and SQL statements.
extension Wording {
  /// - Parameter readings: one for each register that is a table of a server.
  package func explanation(_ readings: [DatabaseReading]) -> [String] {
    guard !readings.isEmpty else {
      return [
        self(
          "không có sổ nào lấy từ máy chủ cơ sở dữ liệu",
          "no register comes from a database server")
      ]
    }
    return readings.flatMap { reading in
      [reading.table + ": " + sentence(reading)]
        + reading.statements.map { statement in "  " + statement + ";" }
    }
  }

  private func sentence(_ reading: DatabaseReading) -> String {
    if let obstacle = reading.obstacle {
      return self(
        "mọi dòng được đọc (\(obstacle.vietnamese))", "all rows were read (\(obstacle.english))")
    }
    let (folded, groups, read) = (reading.folded, reading.groups, reading.read)
    let rest =
      read == 0
      ? self("không dòng nào phải đọc riêng", "no row had to be read individually")
      : self(
        "\(number(read)) dòng cần xem xét thêm được đọc riêng",
        "\(number(read)) row\(read == 1 ? "" : "s") that may have findings "
          + "\(read == 1 ? "was" : "were") read individually")
    return self(
      "máy chủ gộp \(number(folded)) dòng thành \(number(groups)) nhóm; \(rest)",
      "the server folded \(number(folded)) row\(folded == 1 ? "" : "s") into \(number(groups))"
        + " group\(groups == 1 ? "" : "s"); \(rest)")
  }

  private func number(_ count: Int) -> String { text(Quantity(count)) }
}
