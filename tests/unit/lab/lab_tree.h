// LabTree: a miniature racelab tree on disk for tests: one good lab, "01_first", with its solution.
#ifndef RACELAB_TESTS_UNIT_LAB_LAB_TREE_H_
#define RACELAB_TESTS_UNIT_LAB_LAB_TREE_H_

#include <filesystem>
#include <string>

#include "checker/base/files.h"

namespace racelab {

inline constexpr char kGoodManifest[] = R"(format = 1
title = "First"
summary = "Two threads add."
bug = "lost-update"
edit = ["a.cc"]
[[check]]
kind = "build"
points = 1
[[check]]
kind = "tsan"
[starter]
fails = ["tsan"]
)";

class LabTree {
 public:
  LabTree() : dir_(TempDir::Create("lab-tree").value()) {
    std::filesystem::create_directories(root() / "labs" / "kit");
    Write("labs/01_first/lab.toml", kGoodManifest);
    Write("labs/01_first/README.md",
          "# 1. First\n## Story\n## What goes wrong\n```\n# not a heading\n```\n## Your task\n"
          "## How it is graded\n## Read more\n");
    Write("labs/01_first/hints.md", "## Symptom\na\n## Concept\nb\n## Place\nc\n## Sketch\nd\n");
    Write("labs/01_first/a.cc", "int a;\n");
    Write("labs/01_first/a.h", "extern int a;\n");
    Write("labs/01_first/lab_test.cc", "TEST(Functional, Adds) {}\n");
    Write("solutions/01_first/a.cc", "int a;\n");
    Write("solutions/01_first/NOTES.md", "Why it is right.\n");
    Write("solutions/01_first/accepted/other/a.cc", "int a;\n");
    Write("solutions/01_first/wrong/volatile/a.cc", "// expect: tsan data-race\nint a;\n");
  }

  std::filesystem::path root() const { return dir_.path(); }
  void Write(const std::string& path, const std::string& text) {
    std::filesystem::create_directories((root() / path).parent_path());
    WriteFile(root() / path, text).IgnoreError();  // a test that needs it fails without it
  }
  void Remove(const std::string& path) { std::filesystem::remove_all(root() / path); }

 private:
  TempDir dir_;
};

}  // namespace racelab

#endif  // RACELAB_TESTS_UNIT_LAB_LAB_TREE_H_
