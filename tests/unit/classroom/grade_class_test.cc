// A class graded twice, in parts and with odd members; and its gradebook.
#include "checker/classroom/grade_class.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "checker/base/sqlite.h"
#include "checker/classroom/gradebook.h"
#include "checker/classroom/result_store.h"
#include "tests/unit/check/grade_tree.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

class GradeClassTest : public testing::Test {
 protected:
  GradeClassTest() : labs_({tree_.LoadLab()}) {
    tree_.Write("class/ada/01_first/a.cc", GradeTree::Answer(1));
    tree_.Write("class/bob/01_first/a.cc", GradeTree::Answer(2));
    tree_.Write("class/eve.zip", "rubbish");
  }
  ClassResult Grade(int shard = 1, int shards = 1, const std::string& out = "out") {
    const ClassRequest request{.each = {.root = tree_.root(),
                                        .labs = &labs_,
                                        .compiler = &tree_.compiler,
                                        .sandbox = &tree_.sandbox},
                               .out = tree_.root() / out,
                               .jobs = 2};
    const std::vector<Student> students =
        Shard(ReadRoster(tree_.root() / "class").value(), shard, shards);
    absl::StatusOr<ClassResult> result = GradeClass(request, students);
    EXPECT_TRUE(result.ok()) << result.status();
    return *std::move(result);
  }
  static int Graded(const ClassResult& result) {
    int graded = 0;
    for (const ClassRow& row : result.rows) graded += row.graded;
    return graded;
  }
  std::string Stored(const std::string& out, const std::string& student) {
    return ReadFile(tree_.root() / out / "results" / student / "01_first.json").value();
  }

  GradeTree tree_;
  std::vector<Lab> labs_;
};

TEST_F(GradeClassTest, WhatIsUnchangedIsNotGradedAgain) {
  const ClassResult first = Grade();
  ASSERT_THAT(first.rows, SizeIs(3));
  EXPECT_EQ(Graded(first), 2);
  EXPECT_THAT(first.rows[2].problem, HasSubstr("eve.zip"));
  EXPECT_EQ(Graded(Grade()), 0);
  tree_.Write("class/bob/01_first/a.cc", GradeTree::Answer(1));
  const ClassResult second = Grade();
  EXPECT_EQ(Graded(second), 1);
  EXPECT_EQ(second.rows[1].labs[0].points, 6);
}

TEST_F(GradeClassTest, ADamagedResultIsMadeAgain) {
  Grade();
  const std::string before = Stored("out", "ada");
  for (const char* folder : {"results", "evidence"}) {
    const std::string file = absl::StrCat("out/", folder, "/ada/01_first.json");
    const std::string whole = ReadFile(tree_.root() / file).value();
    tree_.Write(file, whole.substr(0, whole.size() / 2));
    EXPECT_EQ(Graded(Grade()), 1);
    EXPECT_EQ(Stored("out", "ada"), before);
    fs::remove(tree_.root() / file);
    EXPECT_EQ(Graded(Grade()), 1);
  }
  EXPECT_EQ(Graded(Grade()), 0);
}

// What a run in real time saw is evidence, and no part of what must be the same everywhere.
TEST_F(GradeClassTest, OnlyWhatRepeatsIsInAResult) {
  Grade();
  EXPECT_THAT(Stored("out", "bob"), Not(HasSubstr("assertion")));
  EXPECT_THAT(ReadFile(tree_.root() / "out/evidence/bob/01_first.json").value(),
              HasSubstr("assertion"));
}

// Whether ThreadSanitizer met a race that the explorer found as well.
TEST_F(GradeClassTest, LuckChangesNoResult) {
  for (const Verdict met : {Verdict::kFail, Verdict::kNotRun}) {
    StoredResult result;
    result.graded.report = {
        .lab = "01_first",
        .checks = {{.name = "tsan", .kind = "tsan", .verdict = met},
                   {.name = "explore", .kind = "explore", .verdict = Verdict::kFail}}};
    const char* student = met == Verdict::kFail ? "lucky" : "unlucky";
    ASSERT_TRUE(SaveResult(tree_.root() / "out", student, result).ok());
    EXPECT_TRUE(LoadResult(tree_.root() / "out", student, "01_first"));
  }
  EXPECT_EQ(absl::StrReplaceAll(Stored("out", "lucky"), {{"lucky", "unlucky"}}),
            Stored("out", "unlucky"));
}

TEST_F(GradeClassTest, WhatIsMissingIsToldWithoutGradingIt) {
  const ClassRequest request{.each = {.root = tree_.root(),
                                      .labs = &labs_,
                                      .compiler = &tree_.compiler,
                                      .sandbox = &tree_.sandbox},
                             .out = tree_.root() / "out",
                             .stored_only = true};
  const std::vector<Student> students = ReadRoster(tree_.root() / "class").value();
  const ClassResult before = GradeClass(request, students).value();
  ASSERT_THAT(before.rows[0].missing, SizeIs(1));
  EXPECT_THAT(before.rows[0].labs, SizeIs(0));
  EXPECT_FALSE(IsStored(request.out, "ada", before.rows[0].missing[0]));
  Grade();
  EXPECT_TRUE(IsStored(request.out, "ada", before.rows[0].missing[0]));
  const ClassResult after = GradeClass(request, students).value();
  EXPECT_THAT(after.rows[0].missing, SizeIs(0));
  EXPECT_THAT(after.rows[0].labs, SizeIs(1));
  EXPECT_EQ(Graded(after), 0);
}

TEST_F(GradeClassTest, PartsGiveTheSameBytesAsTheWhole) {
  Grade();
  Grade(1, 2, "parts");
  Grade(2, 2, "parts");
  EXPECT_EQ(Graded(Grade(1, 1, "parts")), 0);  // the call that merges
  for (const char* student : {"ada", "bob"}) {
    EXPECT_EQ(Stored("parts", student), Stored("out", student));
  }
}

TEST_F(GradeClassTest, TheGradebookHoldsEverybody) {
  const ClassResult result = Grade();
  const fs::path file = tree_.root() / "out/gradebook.db";
  Gradebook book = Gradebook::Open(file).value();
  ASSERT_EQ(book.Save(result.rows), absl::OkStatus());
  ASSERT_EQ(book.Save(result.rows), absl::OkStatus());  // replaces, adds nothing
  std::vector<Database::Row> rows;
  Database database = *Database::Open(file);
  ASSERT_EQ(database.Run("SELECT student, verdict, points FROM results ORDER BY student", {},
                         [&](const auto& row) { rows.push_back(row); }),
            absl::OkStatus());
  const auto row = [](const char* student, const char* verdict, int64_t points) {
    return Database::Row{std::string(student), std::string(verdict), points};
  };
  EXPECT_THAT(rows, testing::ElementsAre(row("ada", "pass", 6), row("bob", "fail", 1)));
  EXPECT_EQ(MostCommonFinding(result.rows, "01_first"),
            std::make_pair(std::string("assertion"), 1));
}

TEST_F(GradeClassTest, ANewerGradebookIsLeftAlone) {
  const fs::path file = tree_.root() / "gradebook.db";
  ASSERT_EQ(Database::Open(file)->Run("PRAGMA user_version = 99"), absl::OkStatus());
  const absl::Status status = Gradebook::Open(file).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("newer racelab"));
}

TEST_F(GradeClassTest, TheCsvIsSafeForASpreadsheet) {
  ClassRow row{.student = "=cmd|' /C calc'!A0", .problem = "a, \"b\"", .labs = {}};
  const std::string csv = FormatCsv({row}, labs_);
  EXPECT_THAT(csv, StartsWith("student,points,max_points,01_first,problem\r\n"));
  EXPECT_THAT(csv, HasSubstr("\r\n'=cmd|' /C calc'!A0,0,6,,\"a, \"\"b\"\"\"\r\n"));
}

}  // namespace
}  // namespace racelab
