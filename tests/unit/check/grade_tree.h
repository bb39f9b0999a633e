// GradeTree: a LabTree whose lab really builds and runs, with a compiler and a sandbox to grade it.
#ifndef RACELAB_TESTS_UNIT_CHECK_GRADE_TREE_H_
#define RACELAB_TESTS_UNIT_CHECK_GRADE_TREE_H_

#include <filesystem>
#include <string>

#include "checker/check/run_checks.h"
#include "tests/unit/lab/lab_tree.h"

namespace racelab {

inline constexpr char kGradedManifest[] = R"(format = 1
title = "First"
summary = "One is expected."
bug = "wrong-number"
edit = ["a.cc"]
[[check]]
kind = "build"
points = 1
[[check]]
kind = "functional"
points = 2
[[check]]
kind = "stress"
points = 3
repeats = 2
filter = "Functional.*"
[starter]
fails = ["functional"]
)";

// The lab's function A() must return 1; the starter returns 0.
struct GradeTree : LabTree {
  GradeTree() {
    const std::filesystem::path source = RACELAB_SOURCE_DIR;
    Remove("labs/kit");
    std::filesystem::create_directory_symlink(source / "labs/kit", root() / "labs/kit");
    std::filesystem::create_directory_symlink(source / "checker", root() / "checker");
    Write("labs/01_first/lab.toml", kGradedManifest);
    Write("labs/01_first/a.h", "int A();\n");
    Write("labs/01_first/a.cc", Answer(0));
    Write("labs/01_first/lab_test.cc",
          "#include <gtest/gtest.h>\n#include \"a.h\"\nTEST(Functional, One) { EXPECT_EQ(A(), 1); "
          "}\n");
  }
  static std::string Answer(int value) {
    return "#include \"a.h\"\nint A() { return " + std::to_string(value) + "; }\n";
  }
  Lab LoadLab() const { return FindLab(root(), "1").value(); }

  Compiler compiler = PickCompiler("").value();
  Sandbox sandbox = ProbeSandbox();
};

}  // namespace racelab

#endif  // RACELAB_TESTS_UNIT_CHECK_GRADE_TREE_H_
