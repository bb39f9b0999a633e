// Tests of the SQLite wrapper: values there and back, and files that are no database.
#include "checker/base/sqlite.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "checker/base/files.h"

namespace racelab {
namespace {

using ::testing::HasSubstr;

class SqliteTest : public testing::Test {
 protected:
  TempDir folder_ = *TempDir::Create("sqlite-test");
  const std::filesystem::path file_ = folder_.path() / "a.db";
};

TEST_F(SqliteTest, ValuesComeBackAsTheyWent) {
  Database database = *Database::Open(file_);
  ASSERT_EQ(database.Run("CREATE TABLE t (a, b, c, d)"), absl::OkStatus());
  const std::string text("x'\"\0y", 5);
  ASSERT_EQ(database.Run("INSERT INTO t VALUES (?,?,?,NULL)", {int64_t{-7}, 1.5, text}),
            absl::OkStatus());
  std::vector<Database::Row> rows;
  ASSERT_EQ(database.Run("SELECT * FROM t", {}, [&](const auto& row) { rows.push_back(row); }),
            absl::OkStatus());
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0], (Database::Row{int64_t{-7}, 1.5, text, std::string()}));
}

TEST_F(SqliteTest, AWrongStatementIsAnError) {
  Database database = *Database::Open(file_);
  EXPECT_THAT(std::string(database.Run("SELEKT").message()), HasSubstr("a.db"));
}

TEST_F(SqliteTest, RubbishIsNoDatabase) {
  std::ofstream(file_) << std::string(5000, 'x');
  const absl::Status status = Database::Open(file_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("move the file away"));
}

TEST_F(SqliteTest, AFolderThatIsNotThereIsNamed) {
  const absl::Status status = Database::Open(folder_.path() / "no/a.db").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr("no/a.db"));
}

}  // namespace
}  // namespace racelab
