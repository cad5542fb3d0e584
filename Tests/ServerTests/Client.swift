import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A client of plain sockets, which sends whatever it is told to.
struct Client {
  struct Answer {
    var status: Int
    var headers: [String: String]
    var body: Data
    var text: String { String(decoding: body, as: UTF8.self) }
  }

  /// "http://127.0.0.1:PORT/t/TOKEN/", or "http://127.0.0.1:PORT/" of a page that is shared.
  let address: String

  private var port: UInt16 {
    UInt16(address.split(separator: ":")[2].split(separator: "/")[0]) ?? 0
  }
  var host: String { "127.0.0.1:\(port)" }
  /// "/t/TOKEN/", or "/"
  var root: String {
    let parts = address.split(separator: "/").dropFirst(2)
    return parts.isEmpty ? "/" : "/" + parts.joined(separator: "/") + "/"
  }

  /// A request as our own page sends it.
  func send(
    _ method: String, _ path: String, body: Data? = nil, headers: [String: String] = [:]
  ) async throws -> Answer {
    var all = ["Host": host, "Connection": "close"]
    if method != "GET" {
      all["Origin"] = "http://" + host
      all["X-Giaoban"] = "1"
      all["Content-Length"] = "\(body?.count ?? 0)"
    }
    all.merge(headers) { $1 }
    let head =
      "\(method) \(path.hasPrefix("/") ? path : root + path) HTTP/1.1\r\n"
      + all.filter { !$0.value.isEmpty }.map { "\($0): \($1)\r\n" }.joined() + "\r\n"
    return try await raw(Data(head.utf8) + (body ?? Data()))
  }

  func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
    try await send("GET", path, headers: headers)
  }

  func post(_ path: String, _ fields: [String: String]) async throws -> Answer {
    try await send("POST", path, body: JSONEncoder().encode(fields))
  }

  /// Sends bytes and reads until the other side closes, on a thread that nobody else waits for.
  func raw(_ bytes: Data) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Result { try exchange(bytes) }) }
    }
  }

  private func exchange(_ bytes: Data) throws -> Answer {
    let socket = try connect()
    defer { close(socket) }
    try write(bytes, to: socket)
    var answer = Data()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(socket, &buffer, buffer.count)
      guard count > 0 else { break }
      answer.append(contentsOf: buffer[0..<count])
    }
    return parse(answer)
  }

  struct Failure: Error {}

  /// A connection that says nothing yet.
  func connect() throws -> Int32 {
    #if canImport(Glibc)
      let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let socket = Darwin.socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var target = sockaddr_in()
    target.sin_family = sa_family_t(AF_INET)
    target.sin_port = port.bigEndian
    target.sin_addr.s_addr = inet_addr("127.0.0.1")
    let result = withUnsafePointer(to: &target) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        #if canImport(Glibc)
          Glibc.connect(socket, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
        #else
          Darwin.connect(socket, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
        #endif
      }
    }
    guard result == 0 else {
      close(socket)
      throw Failure()
    }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    return socket
  }

  private func write(_ bytes: Data, to socket: Int32) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        #if canImport(Glibc)
          Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        #else
          Darwin.send(socket, $0.baseAddress, $0.count, 0)
        #endif
      }
      // Who has heard enough closes.
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  private func parse(_ data: Data) -> Answer {
    guard let end = data.range(of: Data("\r\n\r\n".utf8)) else {
      return Answer(status: 0, headers: [:], body: data)
    }
    let lines = String(decoding: data[..<end.lowerBound], as: UTF8.self).components(
      separatedBy: "\r\n")
    let status = Int(lines[0].split(separator: " ").dropFirst().first ?? "") ?? 0
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    return Answer(status: status, headers: headers, body: Data(data[end.upperBound...]))
  }
}
