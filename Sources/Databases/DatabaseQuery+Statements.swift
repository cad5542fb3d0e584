import Settings
import Tables

/// The statements that read a table or query.
extension DatabaseQuery {
  /// What is read, before any column is put into a form that is the same everywhere.
  ///
  /// - Parameters:
  ///   - inOrder: whether rows must come in the order of the key.
  ///   - withKey: whether the key comes first, as `giaoban_key`, where there is one.
  ///   - pages: only the rows of these pages of a table of a server.
  package func selection(
    _ quoting: Quoting, inOrder: Bool = true, withKey: Bool = false, pages: Range<Int>? = nil
  ) -> String {
    func quoted(_ name: String) -> String { DatabaseQuery.quoted(name, quoting) }
    let source =
      table.map { DatabaseQuery.quoted(table: $0, quoting) }
      ?? "(\(DatabaseQuery.statement(query ?? "")))"
    let picked =
      columns.isEmpty
      ? "*"
      : columns.sorted { $0.key < $1.key }.map { id, column in
        "\(quoted(column)) AS \(quoted(id))"
      }.joined(separator: ", ")
    let rowKey = key.map { "giaoban_source.\(quoted($0))" }
    let order = inOrder ? rowKey.map { " ORDER BY \($0)" } ?? "" : ""
    let first = withKey ? rowKey.map { "CAST(\($0) AS text) AS giaoban_key, " } ?? "" : ""
    let part = pages.map { pages in
      " WHERE giaoban_source.ctid >= '(\(pages.lowerBound),0)'::tid"
        + " AND giaoban_source.ctid < '(\(pages.upperBound),0)'::tid"
    }
    return "SELECT \(first)\(picked) FROM \(source) AS giaoban_source\(part ?? "")\(order)"
  }

  /// The same as CSV that reads as it was meant: decimals with commas and four digits behind them, which nobody takes for
  /// thousands, days as ISO 8601 writes them. The key comes first, where there is one.
  ///
  /// - Parameter pages: only the rows of these pages of the table.
  func export(
    _ columns: [PostgreSQL.Column], pages: Range<Int>? = nil, withHeader: Bool = true
  ) -> String {
    let rows = selection(.standard, withKey: true, pages: pages)
    return DatabaseQuery.copy(
      "SELECT \(cells(columns)) FROM (\(rows)) AS giaoban_rows", withHeader: withHeader)
  }

  /// The keys of some rows, each behind the number of its row; the header is row 1.
  func keys(of rows: Set<Int>) -> String {
    let listed = rows.sorted().map { "\($0 - 1)" }.joined(separator: ", ")
    return
      "SELECT concat(giaoban_row + 1, chr(9), giaoban_key) FROM (SELECT giaoban_key, row_number() OVER () AS giaoban_row"
      + " FROM (\(selection(.standard, withKey: true))) AS giaoban_rows) AS giaoban_numbered"
      + " WHERE giaoban_row IN (\(listed))"
  }

  /// The columns but for those of JSON, whose numbers have points where people write commas.
  func readable(_ columns: [PostgreSQL.Column]) throws(TableFault) -> [PostgreSQL.Column] {
    if !self.columns.isEmpty, let json = columns.first(where: { $0.kind == .json }) {
      throw .unreadable(
        vi:
          "cột \(json.name) kiểu JSON; hãy lấy giá trị bằng query, ví dụ (so_lieu->>'x')::numeric",
        en:
          "the column \(json.name) holds JSON; take values out by a query, such as (numbers->>'x')::numeric"
      )
    }
    return columns.filter { $0.kind != .json }
  }

  /// The columns as they are handed over, behind the key.
  package func cells(_ columns: [PostgreSQL.Column]) -> String {
    let cells = columns.map { "\(DatabaseQuery.cell($0)) AS \(DatabaseQuery.quoted($0.name))" }
    return ((key == nil ? [] : ["giaoban_key"]) + cells).joined(separator: ", ")
  }

  /// The statement that hands over the rows of a query as CSV.
  package static func copy(_ query: String, withHeader: Bool = true) -> String {
    "COPY (\(query)) TO STDOUT WITH (FORMAT csv, HEADER \(withHeader))"
  }

  /// A column in the form that is the same everywhere.
  package static func cell(_ column: PostgreSQL.Column) -> String {
    let name = quoted(column.name)
    return switch column.kind {
    case .decimal: "replace(round(\(name)::numeric, 4)::text, '.', ',')"
    // Made a decimal at once it would lose all digits but six.
    case .real: "replace(round(\(name)::float8::numeric, 4)::text, '.', ',')"
    // What is no day of the calendar, "infinity" or one before year 1, is not written as one.
    case .day, .moment:
      "CASE WHEN \(name) >= '0001-01-01' AND \(name) < '10000-01-01' THEN to_char(\(name), 'YYYY-MM-DD')"
        + " WHEN \(name) < '0001-01-01' THEN '-' || \(name)::text ELSE \(name)::text END"
    case .whole, .text, .json, .other: name
    }
  }

  /// A name within a statement; the quotes within it are doubled.
  package static func quoted(_ name: String, _ quoting: Quoting = .standard) -> String {
    let quote = quoting == .standard ? "\"" : "`"
    return quote + name.replacing("\0", with: "").replacing(quote, with: quote + quote) + quote
  }

  /// "schema.table" as two names.
  static func quoted(table: String, _ quoting: Quoting = .standard) -> String {
    table.split(separator: ".", maxSplits: 1).map { quoted(String($0), quoting) }
      .joined(separator: ".")
  }

  /// A text within a statement (ISO 9075).
  package static func literal(_ text: String) -> String {
    // A backslash is one whatever the server's settings are.
    let doubled = text.replacing("\0", with: "").replacing("'", with: "''")
    return doubled.contains("\\")
      ? "E'" + doubled.replacing("\\", with: "\\\\") + "'" : "'\(doubled)'"
  }

  /// A query without the semicolon at its end, and without what may stand behind that.
  private static func statement(_ query: String) -> String {
    var query = Substring(query)
    while true {
      while let last = query.last, last.isWhitespace || last == ";" { query.removeLast() }
      // "; -- a remark" ends it as well.
      let line = query.lastIndex(where: \.isNewline).map(query.index(after:)) ?? query.startIndex
      guard
        let remark = query[line...].range(of: "--"),
        let end = query[line..<remark.lowerBound].last(where: { !$0.isWhitespace }), end == ";",
        // It may stand within a text.
        query[..<remark.lowerBound].count(where: { $0 == "'" }).isMultiple(of: 2)
      else { break }
      query = query[..<remark.lowerBound]
    }
    // A comment at the end must not swallow the bracket.
    return query + "\n"
  }
}
