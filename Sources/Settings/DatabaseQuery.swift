/// A table or query of a database that is read as a table of the project.
package struct DatabaseQuery: Sendable, Hashable {
  /// How names are written within a statement.
  package enum Quoting {
    /// In double quotes (ISO 9075).
    case standard
    /// In backticks: SQLite takes a name in double quotes that it does not know for a text.
    case backticks
  }

  /// How findings name it: "postgresql:activities", "so-lieu.sqlite:activities".
  package var label = ""
  /// What libpq connects by: a connection string, a URI or a service, without a password; or the name of an SQLite file
  /// of the project's folder.
  package var connection: String
  /// The table, with its schema in front of it if need be; or else the query.
  package var table: String?
  package var query: String?
  /// The columns that are read, by their ids in the settings; all of them without any.
  package var columns: [String: String] = [:]
  /// The column that rows are in the order of, so that their numbers mean the same every time, and by which findings name
  /// them; no two rows have the same.
  package var key: String?

  package init(
    label: String = "", connection: String, table: String? = nil, query: String? = nil,
    columns: [String: String] = [:], key: String? = nil
  ) {
    self.label = label
    self.connection = connection
    self.table = table
    self.query = query
    self.columns = columns
    self.key = key
  }

  /// Whether the connection string holds a password, which belongs nowhere in the settings.
  package var holdsPassword: Bool {
    // However it is written: "passwor%64" is the same in a URI.
    let written = connection.removingPercentEncoding ?? connection
    return [connection, written].contains { text in
      text.firstMatch(of: #/(?:^|[\s?&])(?:ssl)?password\s*=/#.ignoresCase()) != nil
        || text.firstMatch(of: #/:\/\/[^\/@\s]*:[^\/@\s]+@/#) != nil
        // "postgresql://user:word" without a host.
        || text.firstMatch(of: #/:\/\/[^\/@\s?,\[\]]*:[^\/@\s?,\]]*[^0-9\/@\s?,\]]/#) != nil
    }
  }

  /// The SQLite file that it reads, relative to the project's folder; `nil` where it connects to a server.
  package var file: String? {
    let endings = [".sqlite", ".sqlite3", ".db", ".db3"]
    let isFile =
      !connection.contains("=") && !connection.contains("://")
      && endings.contains { connection.lowercased().hasSuffix($0) }
    return isFile ? connection : nil
  }
}
