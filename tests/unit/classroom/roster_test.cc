// Tests of reading the folder of a class, with names that students really use, and some that they
// should not.
#include "checker/classroom/roster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "checker/base/files.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::SizeIs;

std::vector<std::string> Names(const std::vector<Student>& students) {
  std::vector<std::string> names;
  for (const Student& student : students) names.push_back(student.name);
  return names;
}

class RosterTest : public testing::Test {
 protected:
  void Put(const std::string& name) {
    name.find(".zip") == std::string::npos ? void(fs::create_directory(folder_.path() / name))
                                           : void(std::ofstream(folder_.path() / name));
  }
  TempDir folder_ = *TempDir::Create("roster-test");
};

TEST_F(RosterTest, FoldersAndArchivesAreStudents) {
  for (const char* name : {"zoe", "ada.zip", ".git", "with space"}) Put(name);
  std::ofstream(folder_.path() / "notes.txt") << "x";
  fs::create_directory_symlink("/etc", folder_.path() / "link");
  EXPECT_THAT(Names(ReadRoster(folder_.path()).value()), ElementsAre("ada", "with space", "zoe"));
}

TEST_F(RosterTest, OneStudentTwiceIsKeptTogether) {
  Put("ada");
  Put("ada.zip");
  const std::vector<Student> students = ReadRoster(folder_.path()).value();
  ASSERT_THAT(students, SizeIs(1));
  EXPECT_THAT(students[0].paths, SizeIs(2));
}

TEST_F(RosterTest, NobodyIsAnError) {
  EXPECT_TRUE(absl::IsInvalidArgument(ReadRoster(folder_.path()).status()));
  EXPECT_TRUE(absl::IsNotFound(ReadRoster(folder_.path() / "no").status()));
}

TEST(ShardTest, PartsAreAWhole) {
  std::vector<Student> students;
  for (const char* name : {"a", "b", "c", "d", "e"}) students.push_back({name, {}});
  EXPECT_THAT(Names(Shard(students, 1, 2)), ElementsAre("a", "c", "e"));
  EXPECT_THAT(Names(Shard(students, 2, 2)), ElementsAre("b", "d"));
  EXPECT_THAT(Names(Shard(students, 7, 7)), SizeIs(0));
}

TEST(FileNameTest, OddNamesStayApartAndInTheirFolder) {
  EXPECT_EQ(FileNameOf("ada.l-1_x"), "ada.l-1_x");
  EXPECT_EQ(FileNameOf(".."), "%2E.");
  EXPECT_EQ(FileNameOf("a/b\n"), "a%2Fb%0A");
  std::set<std::string> names;
  for (int a = 1; a < 256; ++a) {
    names.insert(FileNameOf(std::string(1, static_cast<char>(a))));
    names.insert(FileNameOf("%" + std::string(1, static_cast<char>(a))));
  }
  EXPECT_THAT(names, SizeIs(255 * 2));
}

}  // namespace
}  // namespace racelab
