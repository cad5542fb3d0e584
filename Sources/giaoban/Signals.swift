import Foundation

/// Signals as a program starts with them.
enum Signals {
  /// Lets the signals through that end a program. Whoever started it may have blocked them, as threads of
  /// Dispatch do, and a child inherits that: a program that Ctrl-C cannot stop.
  static func unblock() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&signals, signal) }
    sigprocmask(SIG_UNBLOCK, &signals, nil)
    // A server that started it ignores this one, for itself.
    signal(SIGPIPE, SIG_DFL)
  }
}
