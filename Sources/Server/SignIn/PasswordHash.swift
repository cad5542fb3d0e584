import CSodium
import Foundation

/// Hashes passwords with Argon2id (RFC 9106), through libsodium, with the costs for interactive use (64 MiB, two
/// passes), which exceed OWASP's minimum.
enum PasswordHash {
  /// Whether the library could be initialised; it takes random numbers from the system.
  private static let isReady = sodium_init() >= 0

  struct Failure: Error {}

  /// The normalised bytes of a password: a Mac sends "ế" in three parts, Windows in one (NIST SP 800-63B, 5.1.1.2).
  private static func bytes(_ password: String) -> [CChar] {
    password.precomposedStringWithCompatibilityMapping.utf8.map { CChar(bitPattern: $0) }
  }

  /// The hash of a password, with the method, its costs and a new salt.
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

  /// Whether a password matches a stored hash.
  static func matches(_ password: String, _ kept: String) -> Bool {
    guard isReady else { return false }
    let password = bytes(password)
    return crypto_pwhash_str_verify(kept, password, UInt64(password.count)) == 0
  }

  /// A hash that no password matches, and that takes as long to check.
  static let ofNobody = (try? make(RandomText.make())) ?? ""
}

/// Generates unguessable text.
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
