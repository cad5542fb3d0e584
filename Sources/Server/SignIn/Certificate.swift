import ClusterMetrics
import Foundation
import HummingbirdTLS
import NIOSSL
import Workspace

extension PageServer.SharedPage.Transport {
  /// TLS with a certificate and a key in PEM files.
  ///
  /// - Parameters:
  ///   - certificate: the certificate of this machine, followed by those needed to verify it.
  ///   - key: its private key, without a password.
  /// - Throws: an error if a file cannot be read, or the key does not match the certificate.
  package static func tls(
    certificate: String, key: String
  ) throws(WorkspaceError) -> PageServer.SharedPage.Transport {
    for path in [certificate, key] where !FileManager.default.isReadableFile(atPath: path) {
      throw WorkspaceError(
        .noInput, vi: "không đọc được tệp \(path)", en: "cannot read the file \(path)")
    }
    let chain: [NIOSSLCertificate]
    do { chain = try NIOSSLCertificate.fromPEMFile(certificate) } catch { chain = [] }
    guard !chain.isEmpty else {
      throw WorkspaceError(
        .badData, vi: "\(certificate) không có chứng chỉ dạng PEM",
        en: "\(certificate) holds no certificate in PEM")
    }
    guard let secret = try? NIOSSLPrivateKey(file: key, format: .pem) else {
      throw WorkspaceError(
        .badData, vi: "\(key) không có khóa dạng PEM, hoặc khóa có mật khẩu",
        en: "\(key) holds no key in PEM, or one that a password protects")
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(secret))
    configuration.minimumTLSVersion = .tlsv12
    // For TLS 1.2, cipher suites with forward secrecy and authenticated encryption (RFC 9325, 4.2).
    configuration.cipherSuites = ["ECDSA", "RSA"].flatMap { key in
      ["AES128-GCM-SHA256", "AES256-GCM-SHA384", "CHACHA20-POLY1305"].map { "ECDHE-\(key)-\($0)" }
    }.joined(separator: ":")
    configuration.applicationProtocols = ["http/1.1"]
    do { _ = try NIOSSLContext(configuration: configuration) } catch {
      throw WorkspaceError(
        .badData, vi: "\(key) không phải là khóa của chứng chỉ \(certificate)",
        en: "\(key) is not the key of the certificate \(certificate)")
    }
    return .tls(configuration)
  }
}
