import Foundation

/// The functions of libpq that are used (PostgreSQL 15, chapter 34).
struct PostgreSQLLibrary: @unchecked Sendable {
  typealias Connect =
    @convention(c) (
      UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>, Int32
    ) -> OpaquePointer?
  typealias Send = @convention(c) (OpaquePointer, UnsafePointer<CChar>) -> Int32
  typealias Copy =
    @convention(c) (
      OpaquePointer, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, Int32
    ) -> Int32
  typealias PutCopy = @convention(c) (OpaquePointer, UnsafePointer<CChar>?, Int32) -> Int32
  typealias EndCopy = @convention(c) (OpaquePointer, UnsafePointer<CChar>?) -> Int32
  typealias Number = @convention(c) (OpaquePointer) -> Int32
  typealias Message = @convention(c) (OpaquePointer) -> UnsafePointer<CChar>?
  typealias Action = @convention(c) (OpaquePointer) -> Void
  typealias Next = @convention(c) (OpaquePointer) -> OpaquePointer?
  typealias NameOfField = @convention(c) (OpaquePointer, Int32) -> UnsafePointer<CChar>?
  typealias TypeOfField = @convention(c) (OpaquePointer, Int32) -> UInt32
  typealias Free = @convention(c) (UnsafeMutableRawPointer?) -> Void
  typealias OfCell = @convention(c) (OpaquePointer, Int32, Int32) -> UnsafePointer<CChar>?

  let connect: Connect
  let status: Number
  let errorMessage: Message
  let host: Message
  let finish: Action
  let sendQuery: Send
  let isBusy: Number
  let consumeInput: Number
  let socket: Number
  let rowsTaken: Message
  let getResult: Next
  let resultStatus: Number
  let resultMessage: Message
  let clear: Action
  let rowCount: Number
  let fieldCount: Number
  let fieldName: NameOfField
  let fieldType: TypeOfField
  let getValue: OfCell
  let getCopyData: Copy
  let putCopyData: PutCopy
  let putCopyEnd: EndCopy
  let freeMemory: Free

  /// `nil` where the machine has no libpq.
  static let shared: PostgreSQLLibrary? = {
    let names = [
      "libpq.so.5", "libpq.so", "libpq.5.dylib", "/opt/homebrew/opt/libpq/lib/libpq.5.dylib",
    ]
    guard let library = LoadedLibrary(names, prefix: "PQ") else { return nil }
    guard let connect: Connect = library.function("connectdbParams"),
      let status: Number = library.function("status"),
      let errorMessage: Message = library.function("errorMessage"),
      let host: Message = library.function("host"),
      let finish: Action = library.function("finish"),
      let sendQuery: Send = library.function("sendQuery"),
      let isBusy: Number = library.function("isBusy"),
      let consumeInput: Number = library.function("consumeInput"),
      let socket: Number = library.function("socket"),
      let rowsTaken: Message = library.function("cmdTuples"),
      let getResult: Next = library.function("getResult"),
      let resultStatus: Number = library.function("resultStatus"),
      let resultMessage: Message = library.function("resultErrorMessage"),
      let clear: Action = library.function("clear"),
      let rowCount: Number = library.function("ntuples"),
      let fieldCount: Number = library.function("nfields"),
      let fieldName: NameOfField = library.function("fname"),
      let fieldType: TypeOfField = library.function("ftype"),
      let getValue: OfCell = library.function("getvalue"),
      let getCopyData: Copy = library.function("getCopyData"),
      let putCopyData: PutCopy = library.function("putCopyData"),
      let putCopyEnd: EndCopy = library.function("putCopyEnd"),
      let freeMemory: Free = library.function("freemem")
    else { return nil }
    return PostgreSQLLibrary(
      connect: connect, status: status, errorMessage: errorMessage, host: host, finish: finish,
      sendQuery: sendQuery, isBusy: isBusy, consumeInput: consumeInput, socket: socket,
      rowsTaken: rowsTaken, getResult: getResult, resultStatus: resultStatus,
      resultMessage: resultMessage, clear: clear, rowCount: rowCount, fieldCount: fieldCount,
      fieldName: fieldName,
      fieldType: fieldType, getValue: getValue, getCopyData: getCopyData, putCopyData: putCopyData,
      putCopyEnd: putCopyEnd, freeMemory: freeMemory)
  }()
}
