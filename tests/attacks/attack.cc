// Reads the first lines of the attacks, and makes their tables; README.md has the format.
#include "tests/attacks/attack.h"

#include <algorithm>
#include <regex>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "checker/base/files.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

// Lines 1 to n: "// expect: CHECK (exit CODE): MESSAGE", others "// or: ...", then "// SENTENCE".
void ReadFirstLines(const std::string& text, Attack& attack) {
  static const std::regex kOutcome(R"(// (expect|or): (\S+) \(exit (\d)\): (.+))");
  const std::vector<std::string> lines = absl::StrSplit(text, '\n');
  size_t line = 0;
  std::smatch match;
  for (; line < lines.size() && std::regex_match(lines[line], match, kOutcome); ++line) {
    attack.outcomes.push_back({match[2], std::stoi(match[3]), match[4]});
  }
  if (attack.outcomes.empty()) {
    attack.problem = "line 1 is not '// expect: CHECK (exit CODE): MESSAGE'";
  } else if (line == lines.size() || !lines[line].starts_with("// ") || lines[line].back() != '.') {
    attack.problem = "after the expectation comes '// ' and a sentence that says what it tries";
  } else {
    attack.tries = lines[line].substr(3);
  }
}

// The lab in which a file of this name is edited.
std::string LabWith(const std::string& file) {
  for (const auto& lab : fs::directory_iterator(RACELAB_SOURCE_DIR "/labs")) {
    const std::string manifest = ReadFile(lab.path() / "lab.toml").value_or("");
    const size_t edit = manifest.find("\nedit ");
    if (edit == std::string::npos) continue;
    const std::string line = manifest.substr(edit, manifest.find(']', edit) - edit);
    if (line.find('"' + file + '"') != std::string::npos) return lab.path().filename();
  }
  return "";
}

Attack ReadAttack(const fs::path& folder) {
  Attack attack{.topic = folder.parent_path().filename(),
                .name = folder.filename(),
                .folder = folder,
                .problem = "no file begins with '// expect: '"};
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string text = ReadFile(entry.path()).value_or("");
    if (!text.starts_with("// expect: ")) continue;
    attack.file = entry.path().filename();
    attack.lab = LabWith(attack.file);
    attack.problem = attack.lab.empty() ? "no lab edits a file " + attack.file : "";
    if (attack.problem.empty()) ReadFirstLines(text, attack);
  }
  return attack;
}

std::string OutcomesOf(const Attack& attack) {
  std::vector<std::string> texts;
  for (const Expectation& outcome : attack.outcomes) {
    texts.push_back(absl::StrCat(outcome.check, ", ", outcome.code));
  }
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return absl::StrJoin(texts, " or ");
}

std::string MessagesOf(const Attack& attack) {
  return absl::StrJoin(attack.outcomes, " or ", [](std::string* out, const Expectation& outcome) {
    absl::StrAppend(out, "`", absl::StrReplaceAll(outcome.message, {{"|", "\\|"}}), "`");
  });
}

}  // namespace

std::vector<Attack> FindAttacks() {
  std::vector<Attack> attacks;
  for (const auto& topic : fs::directory_iterator(RACELAB_SOURCE_DIR "/tests/attacks")) {
    if (!topic.is_directory()) continue;
    for (const auto& entry : fs::directory_iterator(topic)) {
      attacks.push_back(ReadAttack(entry.path()));
    }
  }
  std::ranges::sort(attacks, {}, [](const Attack& a) { return std::pair(a.topic, a.name); });
  return attacks;
}

std::string TablesOf(const std::vector<Attack>& attacks) {
  std::string text, topic;
  for (const Attack& attack : attacks) {
    if (attack.topic != topic) {
      topic = attack.topic;
      std::string title = absl::StrReplaceAll(topic, {{"_", " "}});
      title[0] = absl::ascii_toupper(static_cast<unsigned char>(title[0]));
      absl::StrAppend(&text, text.empty() ? "" : "\n", "### ", title,
                      "\n\n| attack | what it tries | check, exit code | message |\n"
                      "| --- | --- | --- | --- |\n");
    }
    absl::StrAppend(&text, "| [", attack.name, "](../../tests/attacks/", topic, "/", attack.name,
                    "/", attack.file, ") | ", absl::StrReplaceAll(attack.tries, {{"|", "\\|"}}),
                    " | ", OutcomesOf(attack), " | ", MessagesOf(attack), " |\n");
  }
  return text;
}

}  // namespace racelab
