import ArgumentParser
import Reporting
import Schemas
import Workspace

struct SchemaCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "schema",
      abstract: CommandLanguage.help(
        "In JSON Schema của giaoban.yaml hoặc của manifest.json.",
        "Print the JSON Schema of giaoban.yaml or of a pack's manifest.json."),
      discussion: CommandLanguage.help(
        examples: """
            giaoban schema > giaoban.schema.json
            giaoban schema manifest
          """,
        """
        Thêm dòng sau vào đầu tệp giaoban.yaml để các trình soạn thảo hỗ trợ YAML Schema (VS Code có phần mở rộng YAML)
        gợi ý mục cài đặt và đánh dấu chỗ sai:

          # yaml-language-server: $schema=giaoban.schema.json
        """,
        """
        With the first line of giaoban.yaml as below, editors that know YAML schemas (VS Code with the YAML
        extension) complete keys and mark what is wrong:

          # yaml-language-server: $schema=giaoban.schema.json
        """))
  }

  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case settings, manifest
  }

  @Argument(help: .said("settings hoặc manifest.", "settings or manifest.")) var subject = Subject
    .settings

  func run() throws {
    try Console.result(subject == .settings ? Schemas.settings : Schemas.manifest)
  }
}
