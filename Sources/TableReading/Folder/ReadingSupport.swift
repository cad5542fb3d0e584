import Databases
import Tables

/// What this machine lets Giaoban read besides the formats that it reads itself.
package enum ReadingSupport {
  /// Whether LibreOffice is there to open .xls, .xlsb and .fods.
  package static var opensOldFormats: Bool { LibreOffice.isInstalled }

  /// Whether the library of PostgreSQL is there.
  package static var opensDatabases: Bool { PostgreSQL.isInstalled }
  /// Whether this machine can read files of SQLite.
  package static var opensSQLite: Bool { SQLiteFile.isInstalled }

  /// Whether a file of a name may hold tables that a project can be made from.
  package static func mayHoldTables(_ name: String) -> Bool {
    FileKind.mayBeTable(name)
      && FileKind.hasEnding(name, of: FileKind.readEndings + FileKind.olderEndings)
  }
}
