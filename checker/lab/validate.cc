// Checks of a lab's folder: one function for each rule of a well-formed lab.
#include "checker/lab/validate.h"

#include <algorithm>
#include <iterator>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/lab/hints.h"
#include "checker/lab/markdown.h"
#include "checker/lab/variant.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kMaxStudentFile = 1 << 20;
constexpr int kMaxReadmeLines = 60;
constexpr int kMaxEditLines = 80;

using Problems = std::vector<std::string>;

// The path as messages show it: from labs/ or solutions/ on.
std::string Shown(const Lab& lab, const fs::path& path) {
  const fs::path root = lab.folder.parent_path().parent_path();
  return path.lexically_relative(root).string();
}

// The file's text; "" and a problem when it cannot be read or has more than `max_lines` lines.
std::string Read(const Lab& lab, const fs::path& path, int max_lines, Problems& problems) {
  const absl::StatusOr<std::string> text = ReadFile(path, kMaxStudentFile);
  if (!text.ok()) {
    problems.emplace_back(text.status().message());
    return "";
  }
  const auto lines = std::count(text->begin(), text->end(), '\n');
  if (lines > max_lines) {
    problems.push_back(absl::StrCat(Shown(lab, path), ": has ", lines, " lines; at most ",
                                    max_lines, " are allowed"));
  }
  return *text;
}

void CheckReadme(const Lab& lab, Problems& problems) {
  const fs::path path = lab.folder / "README.md";
  const std::string text = Read(lab, path, kMaxReadmeLines, problems);
  if (text.empty()) return;
  const std::vector<std::string> expected = {
      absl::StrCat("# ", lab.number, ". ", lab.manifest.title),
      "## Story",
      "## What goes wrong",
      "## Your task",
      "## How it is graded",
      "## Read more"};
  const std::vector<Section> sections = SplitMarkdown(text);
  for (size_t i = 0; i < std::max(sections.size(), expected.size()); ++i) {
    const int line = i < sections.size() ? sections[i].line : 1;
    const std::string heading =
        i < sections.size() ? std::string(sections[i].level, '#') + " " + sections[i].heading : "";
    const std::string wanted = i < expected.size() ? expected[i] : "";
    if (heading == wanted) continue;
    problems.push_back(absl::StrCat(
        Shown(lab, path), ":", line, ": ",
        heading.empty() ? absl::StrCat("the heading '", wanted, "' is missing")
        : wanted.empty()
            ? absl::StrCat("the heading '", heading, "' does not belong here")
            : absl::StrCat("the heading must be '", wanted, "', not '", heading, "'")));
    return;
  }
}

void CheckHints(const Lab& lab, Problems& problems) {
  const fs::path path = lab.folder / "hints.md";
  const std::string text = Read(lab, path, 400, problems);
  if (text.empty()) return;
  const absl::Status status = ParseHints(text, Shown(lab, path)).status();
  if (!status.ok()) problems.emplace_back(status.message());
}

void CheckTest(const Lab& lab, Problems& problems) {
  const fs::path path = lab.folder / "lab_test.cc";
  const std::string text = Read(lab, path, 1000, problems);
  if (!text.empty() && text.find("(Functional,") == std::string::npos) {
    problems.push_back(Shown(lab, path) + ": has no test in the suite Functional");
  }
}

void CheckManifest(const Lab& lab, Problems& problems) {
  for (const std::string& id : lab.manifest.needs) {
    std::error_code error;
    if (!fs::exists(lab.folder.parent_path() / id / "lab.toml", error)) {
      problems.push_back(absl::StrCat(Shown(lab, lab.folder / "lab.toml"), ": 'requires' names '",
                                      id, "', which is no lab"));
    }
  }
  if (lab.manifest.starter_fails.empty()) {
    problems.push_back(Shown(lab, lab.folder / "lab.toml") +
                       ": [starter] fails names no check; the starter must fail at least one");
  }
}

bool IsEdit(const Lab& lab, const fs::path& relative) {
  const std::vector<std::string>& edit = lab.manifest.edit;
  return std::find(edit.begin(), edit.end(), relative.string()) != edit.end();
}

// Problems for every file below `folder` that `belongs` does not take.
template <typename Predicate>
void CheckStray(const Lab& lab, const fs::path& folder, Problems& problems, Predicate belongs) {
  Problems found;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    std::error_code ignored;
    const fs::file_type type = it->symlink_status(ignored).type();
    const bool is_file = type == fs::file_type::regular;
    if (type == fs::file_type::directory ||
        (is_file && belongs(it->path().lexically_relative(folder))))
      continue;
    found.push_back(Shown(lab, it->path()) + ": does not belong here; remove it");
  }
  if (error) found.push_back(Shown(lab, folder) + ": cannot be read: " + error.message());
  std::sort(found.begin(), found.end());
  problems.insert(problems.end(), found.begin(), found.end());
}

bool BelongsToLab(const fs::path& file) {
  const std::string name = file.string();
  return name == "README.md" || name == "lab.toml" || name == "hints.md" ||
         file.extension() == ".h" || file.extension() == ".cc";
}

void CheckExpectation(const Lab& lab, Answer answer, Problems& problems) {
  if (absl::Status status = ReadExpectation(lab, answer); !status.ok()) {
    problems.emplace_back(status.message());
    return;
  }
  // What only the explorer can catch is allowed before the lab has such a check.
  const std::string& check = answer.expect_check;
  bool known = Explores(check);
  for (const CheckSpec& spec : lab.manifest.checks) known |= spec.name == check;
  if (!known) {
    problems.push_back(absl::StrCat(Shown(lab, answer.folder), ": expects check '", check,
                                    "' to fail, but the lab has no such check"));
  }
}

// accepted/* and wrong/*: each holds at least one edit file; the wrong ones say what they expect.
void CheckAnswers(const Lab& lab, Problems& problems) {
  std::error_code error;
  for (const char* group : {"accepted", "wrong"}) {
    for (fs::directory_iterator it(lab.solution / group, error), end; !error && it != end;
         it.increment(error)) {
      const fs::path folder = it->path();
      std::error_code ignored;
      if (it->symlink_status(ignored).type() != fs::file_type::directory) continue;  // CheckStray
      if (group == std::string("wrong")) {
        CheckExpectation(lab, {Answer::Claim::kWrong, "", folder, "", ""}, problems);
      } else if (std::ranges::none_of(lab.manifest.edit, [&](const std::string& edit) {
                   return fs::exists(folder / edit, ignored);
                 })) {
        problems.push_back(Shown(lab, folder) + ": holds no file that lab.toml lets edit");
      }
    }
  }
}

void CheckSolution(const Lab& lab, Problems& problems) {
  for (const std::string& edit : lab.manifest.edit) Read(lab, lab.solution / edit, 400, problems);
  Read(lab, lab.solution / "NOTES.md", 400, problems);
  CheckAnswers(lab, problems);
  CheckStray(lab, lab.solution, problems, [&lab](const fs::path& file) {
    auto part = file.begin();
    const std::string group = part->string();
    if (group != "accepted" && group != "wrong") return file == "NOTES.md" || IsEdit(lab, file);
    const bool inside = ++part != file.end();  // else a file called "wrong"
    return inside && IsEdit(lab, file.lexically_relative(fs::path(group) / *part));
  });
}

}  // namespace

std::vector<std::string> ValidateLab(const Lab& lab) {
  Problems problems;
  CheckManifest(lab, problems);
  CheckReadme(lab, problems);
  CheckHints(lab, problems);
  CheckTest(lab, problems);
  for (const std::string& edit : lab.manifest.edit) {
    Read(lab, lab.folder / edit, kMaxEditLines, problems);
  }
  CheckStray(lab, lab.folder, problems, BelongsToLab);
  CheckSolution(lab, problems);
  std::ranges::copy(VariantProblems(lab), std::back_inserter(problems));
  return problems;
}

}  // namespace racelab
