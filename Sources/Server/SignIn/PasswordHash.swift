import CSodium
import Foundation

/// Passwords as they are kept: Argon2id (RFC 9106) by libsodium, with its costs for what people wait for (64 MiB, two
/// passes), which are more than OWASP's least.
enum PasswordHash {
  /// Whether the library could be set up; it takes its random numbers from the system.
  private static let isReady = sodium_init() >= 0

  struct Failure: Error {}

  /// The same letters however they were typed: a Mac sends "ế" in three parts, Windows in one (NIST SP 800-63B, 5.1.1.2).
  private static func bytes(_ password: String) -> [CChar] {
    password.precomposedStringWithCompatibilityMapping.utf8.map { CChar(bitPattern: $0) }
  }

  /// What is kept of a password: the method, its costs, a salt of its own, and the hash.
  static func make(_ password: String) throws(Failure) -> String {
    guard isReady else { throw Failure() }
    let password = bytes(password)
    var kept = [CChar](repeating: 0, count: crypto_pwhash_strbytes())
    let result = crypto_pwhash_str(
      &kept, password, UInt64(password.count), UInt64(crypto_pwhash_opslimit_interactive()),
      crypto_pwhash_memlimit_interactive())
    guard result == 0 else { throw Failure() }
    return String(decoding: kept.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether a password is the one of which something is kept.
  static func matches(_ password: String, _ kept: String) -> Bool {
    guard isReady else { return false }
    let password = bytes(password)
    return crypto_pwhash_str_verify(kept, password, UInt64(password.count)) == 0
  }

  /// What nobody's password is, and takes as long to find out.
  static let ofNobody = (try? make(RandomText.make())) ?? ""
}

/// Text that nobody can guess.
enum RandomText {
  /// 128 random bits as 32 hexadecimal digits.
  static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<2).map { _ in
      let digits = String(UInt64.random(in: .min ... .max, using: &generator), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
