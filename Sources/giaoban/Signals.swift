import Foundation

/// Resets signals at the start of the program.
enum Signals {
  /// Unblocks the signals that end a program. The parent may have blocked them, as threads of Dispatch do, and a child
  /// process inherits this: Ctrl-C could not stop the program.
  static func unblock() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&signals, signal) }
    sigprocmask(SIG_UNBLOCK, &signals, nil)
    // A server that started this program may ignore this signal.
    signal(SIGPIPE, SIG_DFL)
  }
}
