import Foundation

/// A library of the machine that is loaded where it is needed, and whose functions are asked for by name.
struct LoadedLibrary {
  private let handle: UnsafeMutableRawPointer
  private let prefix: String

  /// - Parameters:
  ///   - names: what it is called here and there; the first that is found is taken.
  ///   - prefix: how the names of all its functions begin.
  /// - Returns: `nil` where the machine does not have it.
  init?(_ names: [String], prefix: String) {
    let found = names.lazy.compactMap { dlopen($0, RTLD_NOW | RTLD_LOCAL) }.first
    guard let found else { return nil }
    (handle, self.prefix) = (found, prefix)
  }

  /// A function, which must be of that type.
  func function<Function>(_ name: String) -> Function? {
    dlsym(handle, prefix + name).map { unsafeBitCast($0, to: Function.self) }
  }
}
