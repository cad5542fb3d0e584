import Foundation
import Testing

@testable import Server

@Suite("Who may come in, and what browsers are told", .serialized)
struct GateTests {
  @Test(
    "A rebound host, an unknown token, a foreign page and a form without our script get nothing")
  func strangers() async throws {
    try await Serving.run { serving in
      let client = serving.client
      #expect(try await client.get("").status == 200)
      for host in ["evil.example", "localhost:80", "127.0.0.1", "127.0.0.1:1"] {
        #expect(try await client.get("", headers: ["Host": host]).status == 421)
      }
      #expect(try await client.get("/").status == 404)
      #expect(try await client.get("/t/\(String(repeating: "0", count: 32))/").status == 404)
      #expect(try await client.get("/t/").status == 404)
      let project = Data("{\"name\":\"x\"}".utf8)
      for headers in [
        ["Origin": "http://evil.example"], ["Origin": ""], ["Origin": "null"], ["X-Giaoban": ""],
      ] {
        let answer = try await client.send("POST", "api/projects", body: project, headers: headers)
        #expect(answer.status == 403, "\(headers)")
      }
      for method in ["OPTIONS", "PATCH", "TRACE", "CONNECT"] {
        let status = try await client.send(method, "").status
        #expect([405, 400, 421].contains(status), "\(method)")
      }
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: serving.folder.url.path) == [
          "cum-thi-dua-1"
        ])
    }
  }

  @Test("Every answer, also an error, forbids what a page of ours does not need")
  func policies() async throws {
    try await Serving.run { serving in
      for path in ["", "page.js", "nowhere", "/t/no/", "api/p/none/files", "p/cum-thi-dua-1/data"] {
        let headers = try await serving.client.get(path).headers
        #expect(
          headers["content-security-policy"]?.hasPrefix("default-src 'none'") == true, "\(path)")
        #expect(headers["x-content-type-options"] == "nosniff")
        #expect(headers["cache-control"] == "no-store")
        #expect(headers["referrer-policy"] == "no-referrer")
        #expect(headers["cross-origin-resource-policy"] == "same-origin")
        #expect(headers["access-control-allow-origin"] == nil && headers["set-cookie"] == nil)
      }
    }
  }

  @Test(
    "Nothing outside the projects can be named",
    arguments: [
      "api/p/cum-thi-dua-1/packs/..%2f..%2f/giaoban.yaml",
      "api/p/cum-thi-dua-1/packs/2022-H1/..%2f..%2fgiaoban.yaml", "p/..%2f..%2fetc/data",
      "p/cum-thi-dua-1/table/..%2froster.csv", "p/cum-thi-dua-1/table/%2fetc%2fpasswd",
      "api/p/cum-thi-dua-1/reports/..%2f..%2fgiaoban.yaml", "api/p/cum-thi-dua-1/archives/..",
      "p/cum-thi-dua-1/table/.giaoban", "p/%00/data",
    ])
  func paths(path: String) async throws {
    try await Serving.run { serving in
      let status = try await serving.client.get(path).status
      #expect([400, 404].contains(status))
    }
  }

  @Test("A symbolic link to elsewhere is no project, and no file of a pack")
  func links() async throws {
    try await Serving.run { serving in
      try FileManager.default.createSymbolicLink(
        at: serving.file("trom"), withDestinationURL: URL(fileURLWithPath: "/etc"))
      let pack = serving.file("cum-thi-dua-1/Output/2022-H1")
      try FileManager.default.createDirectory(at: pack, withIntermediateDirectories: true)
      try Data("{\"title\":\"t\",\"pages\":1}".utf8).write(
        to: pack.appending(path: "manifest.json"))
      try FileManager.default.createSymbolicLink(
        at: pack.appending(path: "pack.pdf"), withDestinationURL: URL(fileURLWithPath: "/etc/hosts")
      )
      #expect(try await serving.client.get("api/projects").text.contains("trom") == false)
      #expect(
        try await serving.client.get("api/p/cum-thi-dua-1/packs/2022-H1/pack.pdf").status == 404)
    }
  }

  @Test("Heads that are too large, lengths that contradict, and a file over the limit are refused")
  func sizes() async throws {
    try await Serving.run { serving in
      let client = serving.client
      let long = String(repeating: "a", count: 40_000)
      #expect(try await client.get("", headers: ["X-Long": long]).status != 200)
      let head =
        "PUT \(client.root)api/p/cum-thi-dua-1/files/a.csv HTTP/1.1\r\nHost: \(client.host)\r\n"
        + "Origin: http://\(client.host)\r\nX-Giaoban: 1\r\nConnection: close\r\n"
      let large = try await client.raw(Data((head + "Content-Length: 999999999999\r\n\r\nx").utf8))
      #expect(large.status == 413)
      let both = try await client.raw(
        Data((head + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").utf8))
      #expect(both.status != 200 && both.status != 201)
      #expect(!FileManager.default.fileExists(atPath: serving.file("cum-thi-dua-1/a.csv").path))
      let hidden = try? FileManager.default.contentsOfDirectory(
        atPath: serving.file("cum-thi-dua-1/.giaoban").path)
      #expect(hidden?.contains { $0.hasPrefix("arriving") } != true)
    }
  }

  @Test("A connection that says nothing keeps nobody out")
  func idle() async throws {
    try await Serving.run { serving in
      let idle = try (0..<200).map { _ in try serving.client.connect() }
      defer { for socket in idle { close(socket) } }
      #expect(try await serving.client.get("").status == 200)
    }
  }
}
