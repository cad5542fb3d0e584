import ArgumentParser
import Reporting

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of giaoban.yaml or of a pack's manifest.json.",
    discussion: """
        giaoban schema > giaoban.schema.json
        giaoban schema manifest

      With the first line of giaoban.yaml as below, editors that know YAML schemas (VS Code with the YAML
      extension) complete keys and mark what is wrong:

        # yaml-language-server: $schema=giaoban.schema.json
      """)

  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case settings, manifest
  }

  @Argument(help: "settings or manifest.") var subject = Subject.settings

  func run() throws {
    try Console.result(subject == .settings ? Schemas.settings : Schemas.manifest)
  }
}
