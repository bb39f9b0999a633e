// The gradebook as others find it: while it grows, from an older racelab, locked, damaged.
#include "checker/classroom/gradebook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "checker/report/cases.h"
#include "checker/report/report_format.h"
#include "tests/support/sample_class.h"

namespace racelab {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr int64_t kNoon = 1'800'000'000;

class GradebookTest : public testing::Test {
 protected:
  static std::vector<Database::Row> Select(Database& database, const std::string& sql) {
    std::vector<Database::Row> rows;
    EXPECT_EQ(database.Run(sql, {}, [&](const auto& row) { rows.push_back(row); }),
              absl::OkStatus());
    return rows;
  }
  std::vector<Database::Row> Select(const std::string& sql) {
    Database database = Database::Open(file_).value();
    return Select(database, sql);
  }
  Gradebook Open() { return Gradebook::Open(file_).value(); }

  TempDir folder_ = *TempDir::Create("gradebook");
  const std::filesystem::path file_ = folder_.path() / "gradebook.db";
  const absl::Time noon_ = absl::FromUnixSeconds(kNoon);
};

TEST_F(GradebookTest, HoldsWhatWasFoundWhereAndWhen) {
  Report report = ExploredReport(RaceWithSteps());
  report.lab = "01_lost_update";
  GradedLab graded{.report = report,
                   .state = LabWork::State::kHandedIn,
                   .when = noon_,
                   .handed_in = {{"hits.cc", "int hits;\n"}}};
  Gradebook book = Open();
  ASSERT_EQ(book.Save({{.student = "ada", .labs = {graded}}}), absl::OkStatus());
  const auto rows = Select("SELECT kind, file, line, steps, json FROM findings");
  ASSERT_THAT(rows, SizeIs(1));
  const Finding& finding = FindingsInOrder(report)[0].finding[0];
  EXPECT_EQ(std::get<std::string>(rows[0][0]), "data-race");
  EXPECT_EQ(std::get<std::string>(rows[0][1]), finding.locations[0].file);
  EXPECT_EQ(std::get<int64_t>(rows[0][2]), finding.locations[0].line);
  EXPECT_EQ(std::get<int64_t>(rows[0][3]), static_cast<int64_t>(finding.steps.size()));
  EXPECT_EQ(ParseFinding(std::get<std::string>(rows[0][4])).value(), finding);
  EXPECT_THAT(Select("SELECT graded_at FROM results"), ElementsAre(Database::Row{kNoon}));
  EXPECT_THAT(Select("SELECT file, text FROM files"),
              ElementsAre(Database::Row{std::string("hits.cc"), std::string("int hits;\n")}));
}

TEST_F(GradebookTest, AKeptResultKeepsItsSeconds) {
  ClassRow row = SampleRow(11, noon_);
  Gradebook book = Open();
  ASSERT_EQ(book.Save({row}), absl::OkStatus());
  const auto before = Select("SELECT lab, seconds FROM results ORDER BY lab");
  for (GradedLab& lab : row.labs) {
    for (CheckResult& check : lab.report.checks) check.seconds = 0;  // as the result store has it
  }
  ASSERT_EQ(book.Save({row}), absl::OkStatus());
  EXPECT_EQ(Select("SELECT lab, seconds FROM results ORDER BY lab"), before);
  for (GradedLab& lab : row.labs) lab.when += absl::Hours(1);  // another machine graded it again
  ASSERT_EQ(book.Save({row}), absl::OkStatus());
  EXPECT_THAT(Select("SELECT SUM(seconds) FROM results"), ElementsAre(Database::Row{0.0}));
}

TEST_F(GradebookTest, IsReadWhileItGrows) {
  Gradebook writer = Open();
  ASSERT_EQ(writer.Save({SampleRow(1, noon_)}), absl::OkStatus());
  ASSERT_EQ(writer.database().Run("BEGIN IMMEDIATE"), absl::OkStatus());
  ASSERT_EQ(writer.database().Run("DELETE FROM students"), absl::OkStatus());
  Gradebook reader = Gradebook::OpenExisting(file_).value();  // does not wait for the writer
  EXPECT_THAT(Select(reader.database(), "SELECT student FROM students"), SizeIs(1));
  EXPECT_THAT(Select(reader.database(), "PRAGMA journal_mode"),
              ElementsAre(Database::Row{std::string("wal")}));
  ASSERT_EQ(writer.database().Run("COMMIT"), absl::OkStatus());
  EXPECT_THAT(Select(reader.database(), "SELECT student FROM students"), SizeIs(0));
}

TEST_F(GradebookTest, OneOfAnOlderRacelabIsBroughtUpToDate) {
  {
    Database old = Database::Open(file_).value();
    for (const char* statement :
         {"CREATE TABLE students (student TEXT PRIMARY KEY, problem TEXT NOT NULL)",
          "CREATE TABLE results (student TEXT NOT NULL, lab TEXT NOT NULL,"
          " state TEXT NOT NULL, verdict TEXT NOT NULL, points INTEGER NOT NULL,"
          " max_points INTEGER NOT NULL, days_late INTEGER NOT NULL, finding TEXT NOT NULL,"
          " message TEXT NOT NULL, token TEXT NOT NULL, PRIMARY KEY (student, lab))",
          "INSERT INTO results VALUES ('ada','01_x','handed in','pass',6,6,0,'','','')",
          "PRAGMA user_version = 1"}) {
      ASSERT_EQ(old.Run(statement), absl::OkStatus());
    }
  }
  ASSERT_EQ(Open().Save({SampleRow(7, noon_)}), absl::OkStatus());
  EXPECT_THAT(Select("SELECT points, graded_at FROM results WHERE student = 'ada'"),
              ElementsAre(Database::Row{int64_t{6}, int64_t{0}}));
  EXPECT_THAT(Select("PRAGMA user_version"), ElementsAre(Database::Row{int64_t{2}}));
}

TEST_F(GradebookTest, OneThatIsNotThereIsNotMade) {
  const absl::Status status = Gradebook::OpenExisting(file_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), HasSubstr("racelab grade-class SUBMISSIONS --out"));
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(GradebookTest, ADamagedOneIsSaid) {
  ASSERT_EQ(Open().Save({SampleRow(7, noon_)}), absl::OkStatus());
  std::fstream(file_, std::ios::in | std::ios::out).seekp(100) << std::string(4000, '\xff');
  absl::StatusOr<Gradebook> book = Gradebook::OpenExisting(file_);
  const absl::Status status =
      book.ok() ? book->database().Run("SELECT * FROM results") : book.status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("move the file away, and it is made again"));
}

}  // namespace
}  // namespace racelab
