import Foundation
import Synchronization
import Testing
import TestSupport
import Workspace

@testable import Server

/// A clock that stands until it is moved.
private final class Clock: Sendable {
  private let seconds = Mutex(0.0)
  var now: Date { Date(timeIntervalSinceReferenceDate: seconds.withLock { $0 }) }
  func advance(_ time: TimeInterval) { seconds.withLock { $0 += time } }
}

@Suite("Accounts: who may sign in")
struct AccountTests {
  private let good = "hoa-mai-vang-2026"

  @Test("Passwords are kept as hashes that only their owner reads, each with a salt of its own")
  func kept() throws {
    let folder = try TemporaryFolder([:])
    defer { folder.keep() }
    let accounts = Accounts(folder.url)
    try accounts.add("Lan", password: good)
    try accounts.add("Bình", password: good)
    #expect(try accounts.all.map(\.name) == ["Bình", "Lan"])
    let hashes = try accounts.all.map(\.password)
    #expect(hashes[0] != hashes[1] && hashes.allSatisfy { $0.hasPrefix("$argon2id$v=19$m=65536,") })
    let file = folder.url.appending(path: ".giaoban/accounts.json")
    #expect(try String(contentsOf: file, encoding: .utf8).contains(good) == false)
    let values = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(values[.posixPermissions] as? Int == 0o600)
    // What one process writes another one sees at once.
    try Accounts(folder.url).remove("LAN")
    #expect(try accounts.all.map(\.name) == ["Bình"])
  }

  @Test("A password is the same however its letters were typed")
  func forms() throws {
    let kept = try PasswordHash.make("mật khẩu của tôi".precomposedStringWithCanonicalMapping)
    #expect(PasswordHash.matches("mật khẩu của tôi".decomposedStringWithCanonicalMapping, kept))
    #expect(!PasswordHash.matches("mat khau cua toi", kept))
    #expect(!PasswordHash.matches("", kept) && !PasswordHash.matches("x", ""))
  }

  @Test(
    "Names with signs, short passwords and those that are easy to guess are refused",
    arguments: [
      ("", "hoa-mai-vang-2026"), ("Lan\nBình", "hoa-mai-vang-2026"), ("<b>", "hoa-mai-vang-2026"),
      (String(repeating: "a", count: 61), "hoa-mai-vang-2026"), ("Lan", "ngắn"),
      ("Lan", "lan-lan-12345"), ("Lan", "aaaaaaaaaaaa"),
      ("Lan", String(repeating: "ab1-", count: 40)),
    ])
  func refused(name: String, password: String) throws {
    let folder = try TemporaryFolder([:])
    defer { folder.keep() }
    #expect(throws: WorkspaceError.self) {
      try Accounts(folder.url).add(name, password: password)
    }
    #expect(try Accounts(folder.url).all.isEmpty)
  }

  @Test("A file that was damaged lets nobody in, and is not written over")
  func damaged() throws {
    let folder = try TemporaryFolder([:])
    defer { folder.keep() }
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: ".giaoban"), withIntermediateDirectories: true)
    try folder.write(".giaoban/accounts.json", "[{")
    let accounts = Accounts(folder.url)
    #expect(throws: WorkspaceError.self) { try accounts.all }
    #expect(throws: WorkspaceError.self) { try accounts.add("Lan", password: good) }
    #expect(accounts.account("Lan") == nil)
  }

  @Test("A session ends after two hours without work, after twelve in all, and with its account")
  func sessions() throws {
    let folder = try TemporaryFolder([:])
    defer { folder.keep() }
    let accounts = Accounts(folder.url)
    try accounts.add("Lan", password: good)
    let clock = Clock()
    let sessions = Sessions(accounts) { clock.now }
    func begin() throws -> String { sessions.begin(try #require(accounts.account("lan"))) }

    let key = try begin()
    for _ in 0..<11 {
      clock.advance(3600)
      #expect(sessions.visitor(key, isActive: true) == Visitor(name: "Lan"))
    }
    clock.advance(3600)
    #expect(sessions.visitor(key, isActive: true) == nil)

    // The page that asks by itself keeps nobody signed in.
    let left = try begin()
    clock.advance(5000)
    #expect(sessions.visitor(left, isActive: false) != nil)
    clock.advance(5000)
    #expect(sessions.visitor(left, isActive: false) == nil)

    let other = try begin()
    try accounts.setPassword(of: "Lan", to: "con-meo-den-thui")
    #expect(sessions.visitor(other, isActive: true) == nil)
    let last = try begin()
    try accounts.remove("Lan")
    #expect(sessions.visitor(last, isActive: true) == nil)
    #expect(sessions.visitor("", isActive: true) == nil)
  }

  @Test("After five tries of a name from one address each further one waits twice as long")
  func tries() {
    let clock = Clock()
    let tries = Tries { clock.now }
    for _ in 0..<5 { #expect(tries.begin("Lan", at: "10.0.0.1") == nil) }
    #expect(tries.begin("lan", at: "10.0.0.1") == 30)
    // Somebody who tries in vain keeps nobody else out.
    #expect(tries.begin("Lan", at: "10.0.0.2") == nil)
    #expect(tries.begin("Bình", at: "10.0.0.1") == nil)
    clock.advance(30)
    #expect(tries.begin("Lan", at: "10.0.0.1") == nil)
    #expect(tries.begin("Lan", at: "10.0.0.1") == 60)
    for _ in 0..<8 {
      clock.advance(900)
      #expect(tries.begin("Lan", at: "10.0.0.1") == nil)
    }
    #expect(tries.begin("Lan", at: "10.0.0.1") == 900)
    clock.advance(3601)
    #expect(tries.begin("Lan", at: "10.0.0.1") == nil)
    tries.succeeded("Lan", at: "10.0.0.1")
    for _ in 0..<5 { #expect(tries.begin("Lan", at: "10.0.0.1") == nil) }
  }

  @Test("An address that tries many names waits, too, and half an address of IPv6 is one")
  func manyNames() {
    let clock = Clock()
    let tries = Tries { clock.now }
    for name in 0..<20 {
      #expect(tries.begin("u\(name)", at: "2001:db8::\(name + 1)") == nil)
      tries.failed("u\(name)", at: "2001:db8::\(name + 1)")
    }
    #expect(tries.begin("u20", at: "2001:db8::ffff") == 30)
    #expect(tries.begin("u20", at: "2001:db8:0:1::1") == nil)
    #expect(Tries.network("10.0.0.1") == "10.0.0.1")
  }

  @Test("Many who are right at once, and tries that were not made, make nobody wait")
  func right() {
    let clock = Clock()
    let tries = Tries { clock.now }
    for name in 0..<60 { #expect(tries.begin("u\(name)", at: "10.0.0.1") == nil) }
    for name in 0..<60 { tries.succeeded("u\(name)", at: "10.0.0.1") }
    #expect(tries.begin("u60", at: "10.0.0.1") == nil)
    for _ in 0..<20 {
      #expect(tries.begin("Lan", at: "10.0.0.2") == nil)
      tries.cancelled("Lan", at: "10.0.0.2")
    }
  }

  @Test("What others try with a name from everywhere keeps nobody out who was there before")
  func everywhere() {
    let clock = Clock()
    let tries = Tries { clock.now }
    #expect(tries.begin("Lan", at: "10.0.0.1") == nil)
    tries.succeeded("Lan", at: "10.0.0.1")
    for place in 0..<100 {
      #expect(tries.begin("Lan", at: "10.1.0.\(place)") == nil)
      tries.failed("Lan", at: "10.1.0.\(place)")
    }
    #expect(tries.begin("Lan", at: "10.1.1.1") == 30)
    #expect(tries.begin("Lan", at: "10.0.0.1") == nil)
  }

  @Test(
    "A proxy may say an address in several ways, and nothing else",
    arguments: [
      ("10.0.0.1", "10.0.0.1"), ("10.0.0.1:4000", "10.0.0.1"), ("::1", "::1"),
      ("[2001:db8::1]:443", "2001:db8::1"),
      ("::ffff:10.0.0.1", "10.0.0.1"), ("unknown", nil), ("", nil), ("10.0.0", nil),
      ("x\u{1B}[2J", nil),
    ] as [(String, String?)])
  func addresses(text: String, address: String?) {
    #expect(SharedDoor.address(text) == address)
  }

  @Test("Names that look alike are one")
  func alike() throws {
    let folder = try TemporaryFolder([:])
    defer { folder.keep() }
    let accounts = Accounts(folder.url)
    try accounts.add("Đức  Lan", password: good)
    for name in ["đức lan", "Ðức Lan", "Đức\u{A0}Ｌan", " Đức Lan "] {
      #expect(accounts.account(name)?.name == "Đức Lan", "\(name)")
      #expect(throws: WorkspaceError.self) { try accounts.add(name, password: good) }
    }
  }

  @Test("Nobody is led elsewhere after signing in")
  func places() {
    for place in [
      "//evil.example", "https://evil.example", "/\\evil.example", "\\/evil", "javascript:x",
      "/a b",
      "/a\r\nSet-Cookie: x", "/sign-in", "/sign-out", "", "evil",
    ] {
      #expect(SignInView.place(place) == "/", "\(place)")
    }
    #expect(SignInView.place("/p/cum/data?x=1&y=%2F") == "/p/cum/data?x=1&y=%2F")
    #expect(SignInView.place(nil) == "/")
  }
}

@Suite("A page that several share", .serialized)
struct SharedPageTests {
  private static let password = "hoa-mai-vang-2026"

  private static func run(
    names: [String] = [], _ body: @escaping @Sendable (Serving) async throws -> Void
  ) async throws {
    try await Serving.run(
      audience: { folder in
        try Accounts(folder).add("Lan", password: password)
        return .accounts(.init(address: "127.0.0.1", transport: .proxy, names: names))
      }, body)
  }

  private static func signIn(
    _ client: Client, password: String = password, headers: [String: String] = [:],
    next: String = ""
  ) async throws -> Client.Answer {
    try await client.send(
      "POST", "/sign-in", body: Data("name=lan&password=\(password)&next=\(next)".utf8),
      headers: [
        "Origin": "https://" + client.host, "X-Giaoban": "",
        "Content-Type": "application/x-www-form-urlencoded",
      ].merging(headers) { $1 })
  }

  private static func cookie(_ answer: Client.Answer) throws -> String {
    let header = try #require(answer.headers["set-cookie"])
    return String(header.prefix { $0 != ";" })
  }

  @Test("Without signing in there is the page for it and nothing else")
  func strangers() async throws {
    try await Self.run { serving in
      let client = serving.client
      for path in ["/sign-in", "/page.css", "/page.js", "/icon.svg"] {
        #expect(try await client.get(path).status == 200, "\(path)")
      }
      for path in ["/", "/p/cum-thi-dua-1/data", "/nowhere"] {
        let answer = try await client.get(path)
        #expect(answer.status == 303 && answer.headers["location"]?.hasPrefix("/sign-in") == true)
      }
      for path in ["/api/projects", "/api/p/cum-thi-dua-1/files", "/api/openapi.json"] {
        let answer = try await client.get(path)
        #expect(answer.status == 401 && answer.text.contains("Nga Sơn") == false)
      }
      let change = try await client.send(
        "POST", "/api/projects", body: Data("{\"name\":\"x\"}".utf8),
        headers: ["Origin": "https://" + client.host])
      #expect(change.status == 401)
      for cookie in ["__Host-giaoban=", "__Host-giaoban=0", "other=1; __Host-giaoban=aaaa"] {
        #expect(try await client.get("/", headers: ["Cookie": cookie]).status == 303)
      }
    }
  }

  @Test(
    "Who signs in gets a cookie that scripts and other sites cannot use, and each change their name"
  )
  func officer() async throws {
    try await Self.run { serving in
      let client = serving.client
      let answer = try await Self.signIn(client, next: "%2Fp%2Fcum-thi-dua-1%2Fdata")
      #expect(answer.status == 303 && answer.headers["location"] == "/p/cum-thi-dua-1/data")
      let set = try #require(answer.headers["set-cookie"])
      for part in ["__Host-giaoban=", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
        #expect(set.contains(part))
      }
      let cookie = try Self.cookie(answer)
      let page = try await client.get("/p/cum-thi-dua-1/data", headers: ["Cookie": cookie])
      #expect(page.status == 200 && page.text.contains("Đăng xuất") && page.text.contains("Lan"))
      #expect(page.headers["strict-transport-security"]?.hasPrefix("max-age=") == true)

      func change(_ headers: [String: String]) async throws -> Int {
        try await client.send(
          "POST", "/api/p/cum-thi-dua-1/aliases",
          body: Data("{\"name\":\"Nga Xơn\",\"unit\":\"Huyện Nga Sơn\"}".utf8),
          headers: ["Cookie": cookie, "Origin": "https://" + client.host].merging(headers) { $1 }
        ).status
      }
      #expect(try await change(["Origin": "https://evil.example"]) == 403)
      #expect(try await change(["Origin": "http://" + client.host]) == 403)
      #expect(try await change(["X-Giaoban": ""]) == 403)
      #expect(try await change([:]) == 200)
      let changes = try await client.get(
        "/api/p/cum-thi-dua-1/changes", headers: ["Cookie": cookie])
      #expect(changes.text.contains("\"name\" : \"Lan\""))

      // The page tells nobody where its forms come from; the browser says that it is this site.
      let elsewhere = try await client.send(
        "POST", "/sign-out", headers: ["Cookie": cookie, "Origin": "null", "X-Giaoban": ""])
      #expect(elsewhere.status == 403)
      let out = try await client.send(
        "POST", "/sign-out",
        headers: [
          "Cookie": cookie, "Origin": "null", "X-Giaoban": "", "Sec-Fetch-Site": "same-origin",
        ])
      #expect(out.status == 303 && out.headers["set-cookie"]?.contains("Max-Age=0") == true)
      #expect(try await client.get("/", headers: ["Cookie": cookie]).status == 303)
    }
  }

  @Test(
    "Wrong names and passwords are told alike; forms of other sites are refused; tries have an end")
  func wrong() async throws {
    try await Self.run { serving in
      let client = serving.client
      for origin in ["https://evil.example", "null", ""] {
        #expect(try await Self.signIn(client, headers: ["Origin": origin]).status == 403)
      }
      #expect(try await client.get("/sign-in").headers["referrer-policy"] == "same-origin")
      for _ in 0..<5 {
        let answer = try await Self.signIn(client, password: "sai")
        #expect(
          answer.status == 401 && answer.text.contains("Tên tài khoản hoặc mật khẩu không đúng."))
        #expect(answer.headers["set-cookie"] == nil)
      }
      let last = try await Self.signIn(client)
      // A busy machine may take a second or two for the tries.
      let wait = last.headers["retry-after"].flatMap { Int($0) } ?? 0
      #expect(last.status == 429 && (20...30).contains(wait))
      // Whoever a proxy passes on is somebody else; what they claim themselves stands before it.
      #expect(
        try await Self.signIn(client, headers: ["X-Forwarded-For": "10.0.0.9, 127.0.0.1"]).status
          == 429)
      #expect(
        try await Self.signIn(client, headers: ["X-Forwarded-For": "127.0.0.1, 10.0.0.9"]).status
          == 303)
      let script = try await Self.signIn(
        client, password: "x", headers: ["X-Forwarded-For": "10.0.0.8"], next: "//evil.example")
      #expect(script.text.contains("evil") == false)
    }
  }

  @Test("It answers under its own names only, and a link from elsewhere leads to it")
  func names() async throws {
    try await Self.run(names: ["Giaoban.tinh.example"]) { serving in
      let client = serving.client
      for (host, status) in [
        ("giaoban.tinh.example", 200), ("GIAOBAN.tinh.example:8443", 200), ("evil.example", 421),
        ("127.0.0.1", 421), ("", 400),
      ] {
        let answer = try await client.get("/sign-in", headers: ["Host": host])
        #expect(answer.status == status || (host.isEmpty && answer.status == 421), "\(host)")
      }
      let foreign = ["Host": "giaoban.tinh.example", "Sec-Fetch-Site": "cross-site"]
      #expect(
        try await client.get(
          "/sign-in", headers: foreign.merging(["Sec-Fetch-Mode": "navigate"]) { $1 }
        ).status == 200)
      #expect(
        try await client.get(
          "/page.js", headers: foreign.merging(["Sec-Fetch-Mode": "no-cors"]) { $1 }
        ).status == 403)
    }
  }

  @Test(
    "Over TLS of its own it speaks to who trusts its certificate; files that do not fit are said")
  func encrypted() async throws {
    let folder = try TemporaryFolder(["khac.pem": "no certificate"])
    defer { folder.keep() }
    func path(_ name: String) -> String { folder.url.appending(path: name).path }
    for name in ["a", "b"] {
      let made = try Run(
        URL(fileURLWithPath: "/usr/bin/openssl"),
        [
          "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", path("\(name).key"), "-out",
          path("\(name).pem"), "-days", "2", "-subj", "/CN=localhost", "-addext",
          "subjectAltName=IP:127.0.0.1",
        ])
      #expect(made.status == 0)
    }
    for (certificate, key) in [
      ("a.pem", "b.key"), ("khac.pem", "a.key"), ("a.pem", "khac.pem"), ("none", "a.key"),
    ] {
      #expect(throws: WorkspaceError.self) {
        try PageServer.SharedPage.Transport.tls(certificate: path(certificate), key: path(key))
      }
    }
    let transport = try PageServer.SharedPage.Transport.tls(
      certificate: path("a.pem"), key: path("a.key"))
    let certificate = path("a.pem")
    try await Serving.run(
      audience: { folder in
        try Accounts(folder).add("Lan", password: Self.password)
        return .accounts(.init(address: "127.0.0.1", transport: transport, names: []))
      }
    ) { serving in
      let address = serving.client.address
      #expect(address.hasPrefix("https://127.0.0.1:"))
      let script = """
        import ssl, sys, urllib.request
        trusting = ssl.create_default_context(cafile=sys.argv[2])
        print(urllib.request.urlopen(sys.argv[1] + "sign-in", context=trusting).status)
        try: urllib.request.urlopen(sys.argv[1], context=ssl.create_default_context())
        except OSError as error: print("not trusted")
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.load_verify_locations(sys.argv[2]); old.maximum_version = ssl.TLSVersion.TLSv1_1
        try: urllib.request.urlopen(sys.argv[1] + "sign-in", context=old)
        except OSError as error: print("too old")
        """
      let python = URL(fileURLWithPath: "/usr/bin/python3")
      // On a thread of its own: the page answers on those that tests share.
      let said = try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async {
          continuation.resume(
            with: Result { try Run(python, ["-c", script, address, certificate]).output })
        }
      }
      #expect(said == "200\nnot trusted\ntoo old\n")
    }
  }
}
